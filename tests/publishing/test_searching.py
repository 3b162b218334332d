"""The search index: whatever is published is found by every word of it, and a new article rewrites what it touches."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from articast.keeping import Catalogue
from articast.model import Block, Edition, Reading, TimedSentence
from articast.publishing import searching
from articast.publishing.pages import by_address, search
from tests.publishing.pages import scenes

CUT_WORDS = [
    ("The Café's naïve Ørsted", ["the", "cafe", "s", "naive", "orsted"]),
    ("STRASSE Straße straße", ["strasse", "strasse", "strasse"]),
    ("Łódź, Đà Nẵng; Ðð Þór", ["lodz", "da", "nang", "dd", "thor"]),
    ("ﬁne ① x² İstanbul ırmak", ["fine", "1", "x2", "istanbul", "irmak"]),
    ("ΟΔΟΣ οδός", ["οδοσ", "οδοσ"]),
    ("Йод и ёлка", ["иод", "и", "елка"]),
    ("السَّاعَةُ مـــد", ["الساعة", "مد"]),
    ("שָׁלוֹם עולם", ["שלום", "עולם"]),
    ("नदी के किनारे", ["नदी", "के", "किनारे"]),
    ("東京の時計", ["東京", "京の", "の時", "時計"]),
    ("水", ["水"]),
    ("नमस्ते 2026-05-03 a_b", ["नमस्ते", "2026", "05", "03", "a", "b"]),
    ("x" * 40, ["x" * 24]),
    ("𐐀𐐁 and 🎧", ["𐐨𐐩", "and"]),
    (" – !?… ", []),
]


@pytest.mark.parametrize(("text", "words"), CUT_WORDS)
def test_words_are_compared_without_accents_and_case_in_any_script(text, words):
    assert list(search.words(text)) == words


@pytest.mark.parametrize("codes", [[], [0], [31, 30, 0], [32], [200_001, 200_000, 7], [2**40, 1]])
def test_numbers_come_back_from_their_text(codes):
    assert list(search.unpacked(search.packed(codes))) == codes


class House:
    """Documents, and an index over those that are published."""

    def __init__(self, folder):
        self.catalogue = Catalogue(folder / "catalogue.sqlite")
        self.episodes = {}
        self.texts = {}
        self.files = {}

    def write(self, slug, text, language="en", title=""):
        day = scenes.WHEN + timedelta(days=len(self.episodes))
        one = scenes.episode(language, slug, title or slug, published=day, authors=(), summary=text[:300])
        block = Block("paragraph", text)
        searching.seek(self.catalogue, one, Reading((block,), (TimedSentence(text, 0.0, 1.0, 0, 0),)))
        self.episodes[one.folder] = one
        self.texts[one.folder] = f"{one.title} {text}"

    def bring_out(self):
        """Paths of the files that changed."""
        languages = sorted({one.language for one in self.episodes.values()})
        shows = tuple(
            (scenes.show(tag), tuple(one for one in self.episodes.values() if one.language == tag)) for tag in languages
        )
        before, self.files = self.files, dict(searching.files(Edition(shows), self.catalogue))
        return {path for path in self.files if before.get(path) != self.files[path]} | (before.keys() - self.files)

    def found(self, word, language=""):
        """Pages that a reader's browser would list for one whole word."""
        index = json.loads(self.files["search/index.json"])
        firsts, last = [], ""
        for line in index["shards"].split(" "):
            last = last[: int(line[0], 16)] + line[1:]
            firsts.append(last)
        shard = max(first for first in firsts if first <= word)
        packed = json.loads(self.files[f"search/{by_address.digest(shard)}.json"]).get(word, "")
        numbers = [code // 2 for code in search.unpacked(packed.removeprefix(search.CUT))]
        older = range(numbers[-1]) if packed.startswith(search.CUT) else ()
        languages = [name for name, count in index["blocks"] for _ in range(count)]
        pages = []
        for number in {*numbers, *older}:
            rows = json.loads(self.files.get(f"search/rows/{number // index['rows']}.json", "{}"))
            if (row := rows.get(str(number % index["rows"]))) and language in ("", languages[number // index["block"]]):
                pages.append(row[1].strip("/"))
        return sorted(pages)


@pytest.fixture
def kept(tmp_path):
    house = House(tmp_path)
    yield house
    house.catalogue.close()


def many(house, count, first=0):
    for number in range(first, first + count):
        words = " ".join(f"{chr(97 + (number * 7 + at) % 26)}{(number * 31 + at * 17) % 97:x}word" for at in range(9))
        house.write(f"story-{number}", f"Everybody knows {words}.", "de" if number % 3 == 0 else "en")


def everything_is_found(house):
    for folder, text in house.texts.items():
        for word in set(search.words(text)):
            expected = sorted(one for one, its in house.texts.items() if word in set(search.words(its)))
            assert house.found(word) == expected, (folder, word)


def test_every_word_finds_its_articles_and_no_other(kept, monkeypatch):
    monkeypatch.setattr(search, "LARGEST", 300)
    many(kept, 40)
    kept.bring_out()
    assert sum(path.count("/") == 1 for path in kept.files) > 8, "there are several shards"
    everything_is_found(kept)
    assert kept.found("everybody", "de") == [folder for folder in sorted(kept.texts) if folder.startswith("de/")]


def test_what_comes_later_changes_and_goes_is_followed(kept, monkeypatch):
    monkeypatch.setattr(search, "LARGEST", 300)
    many(kept, 30)
    kept.bring_out()
    many(kept, 10, first=30)
    kept.write("story-1", "Something else altogether, and zebra.")
    del kept.episodes["en/story-2"], kept.texts["en/story-2"]
    kept.bring_out()
    everything_is_found(kept)
    assert not any("story-2/" in content.decode() for content in kept.files.values())
    assert kept.bring_out() == set(), "and nothing more is to be done"


def test_what_an_article_said_once_is_not_in_the_index_any_more(kept):
    kept.write("a", "A slanderous sentence.")
    kept.write("b", "A kind one.")
    kept.bring_out()
    kept.write("a", "A corrected sentence.")
    kept.bring_out()
    assert b"slanderous" not in b"".join(kept.files.values())
    del kept.episodes["en/b"]
    kept.bring_out()
    assert b"kind" not in b"".join(kept.files.values())


def test_a_new_article_rewrites_the_shards_of_its_words_alone(kept, monkeypatch):
    monkeypatch.setattr(search, "LARGEST", 300)
    many(kept, 60)
    kept.bring_out()
    kept.write("news", "zebra zebu")
    changed = kept.bring_out()
    assert 2 <= len({path for path in changed if path.count("/") == 1}) <= 6, sorted(changed)
    assert len({path for path in changed if path.startswith("search/rows/")}) == 1
    assert kept.found("zebu") == ["en/news"]


def test_a_word_of_very_many_articles_costs_no_more_and_still_misses_none(kept, monkeypatch):
    monkeypatch.setattr(search, "MOST", 20)
    many(kept, 50)
    kept.bring_out()
    assert len(kept.found("everybody")) == 50
    del kept.episodes["en/story-49"], kept.texts["en/story-49"]
    kept.bring_out()
    assert len(kept.found("everybody")) == 49


def test_an_index_that_is_lost_is_made_anew_and_an_article_that_comes_back_is_found(kept):
    many(kept, 5)
    kept.bring_out()
    gone = kept.episodes.pop("en/story-1")
    kept.bring_out()
    assert kept.found("everybody") == ["de/story-0", "de/story-3", "en/story-2", "en/story-4"]
    kept.episodes["en/story-1"] = gone
    kept.catalogue.unindex()
    kept.bring_out()
    everything_is_found(kept)


def test_a_common_query_is_small_however_many_articles_there_are():
    every = search.packed(range(2 * search.MOST, 0, -2))
    assert len(every) < search.LARGEST
    assert len(search.index([f"{number:05x}" for number in range(4_000)], ["en"] * 1_600)) < 20_000


def test_an_edition_is_found_by_its_title_alone():
    one = replace(scenes.episode(title="The week"), edition="week")
    assert "sentence" not in search.words_of(one, Reading((), (TimedSentence("A sentence.", 0.0, 1.0, 0, 0),)))

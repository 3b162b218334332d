"""Parts of the player that need no page: times, addresses, where sentences stand in a text, QR codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articast.publishing.pages import by_address, script, search
from tests.publishing.test_searching import CUT_WORDS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bare(chromium, site):
    """A page to run functions in."""
    page = chromium.new_page()
    page.goto(site)
    yield page
    page.close()


def parts(*names: str) -> str:
    """Source of the player's parts, to be tried alone."""
    folder = Path(script.__file__).parent / "assets/player"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("#t=90", [90, None]), ("#t=2:00", [120, None]), ("#t=1:02:03.5", [3723.5, None]), ("#t=1m30s", [90, None]),
        ("#t=2h", [7200, None]), ("#t=npt:10,20", [10, 20]), ("#t=,1m", [0, 60]), ("#x=1&t=5s", [5, None]),
        ("#t=", None), ("#t=soon", None), ("#t=20,10", None), ("#t=-1", None), ("#notes", None), ("", None), ("#t=1:2:3:4", None),
    ],
)  # fmt: skip
def test_times_in_addresses_are_read_in_all_their_forms(bare, address, asked):
    found = bare.evaluate(f"(hash) => {{ {parts('parts.js')}; return askedOf(hash); }}", address)
    assert (found and [found["from"], found["to"] if found["to"] != float("inf") else None]) == asked


@pytest.mark.parametrize("text", [text for text, _ in CUT_WORDS])
def test_a_browser_cuts_the_words_of_a_query_as_the_index_has_them(bare, text):
    source = (Path(script.__file__).parent / "assets/search.js").read_text(encoding="utf-8")
    part = source.partition("/* -- words")[2].partition("*/")[2].partition("/* -- the index")[0]
    found = bare.evaluate(f"(text) => {{ {part}; return wordsOf(text); }}", text)
    assert found == list(dict.fromkeys(search.words(text)))


@pytest.mark.parametrize(
    ("text", "forms", "found"),
    [
        ("The clocks of Łódź, and the CLÓCK.", ["clock"], ["clocks", "CLÓCK"]),
        ("A clock, no o’clock; unlock it.", ["lock"], []),
        ("ﬁne Straße 9", ["fine", "strasse"], ["ﬁne", "Straße"]),
        ("海关大楼的潮汐钟", ["潮汐", "汐钟"], ["潮汐钟"]),
        ("عادت السَّاعَةُ القديمة", ["الساع"], ["السَّاعَةُ"]),
        ("नदी के किनारे", ["किनारे"], ["किनारे"]),
        ("ab a abc", ["a", "ab"], ["ab", "a", "abc"]),
        ("𐐀𐐁 x", ["𐐨𐐩"], ["𐐀𐐁"]),
        ("", ["a"], []),
    ],
)  # fmt: skip
def test_the_words_that_were_looked_for_are_found_in_a_sentence(bare, text, forms, found):
    source = (Path(script.__file__).parent / "assets/search.js").read_text(encoding="utf-8")
    words = source.partition("/* -- words")[2].partition("*/")[2].partition("/* -- the index")[0]
    part = source.partition("/* -- what is shown -- */")[2].partition("const made")[0]
    places = bare.evaluate(f"([text, forms]) => {{ {words}; {part}; return placesOf(text, forms).map(([start, end]) => text.slice(start, end)); }}", [text, forms])  # fmt: skip
    assert places == found


ADDRESSES = [
    ("https://www.news.example/2026/05/lock/", "news.example/2026/05/lock"),
    ("http://NEWS.example/2026/05/lock/index.html#top", "news.example/2026/05/lock"),
    ("https://news.example:443/a.html", "news.example/a.html"),
    ("https://news.example:8443/a", "news.example:8443/a"),
    ("http://news.example", "news.example"),
    ("https://news.example/?p=12", "news.example?p=12"),
    ("https://news.example/caf%C3%A9", "news.example/café"),
    ("https://news.example/cafe\u0301/", "news.example/café"),
    ("https://news.example/a%20b", "news.example/a b"),
    ("https://news.example/%E9t%E9", "news.example/%E9t%E9"),
    ("https://münchen.example/tür", "xn--mnchen-3ya.example/tür"),
    ("https://news.example/a?q=ü&x='1'", "news.example/a?q=%C3%BC&x=%271%27"),
    ("mailto:ann@news.example", ""),
    ("podcast://news.example/en/feed.xml", ""),
]


@pytest.mark.parametrize(("address", "name"), ADDRESSES)
def test_an_address_has_the_same_name_where_it_is_written_and_where_it_is_read(bare, address, name):
    assert by_address.plain(address) == name
    functions = parts("parts.js", "address.js")
    found = bare.evaluate(f"(address) => {{ {functions}; const name = plainAddress(address, true); return [name, shard(name)]; }}", address)  # fmt: skip
    assert found[0] == name
    assert found[1].startswith(by_address.digits(name))


def placed(bare, page: str, sentences: list[str]) -> list[str | None]:
    """What of the page is taken for each sentence."""
    found = bare.evaluate(f"([text, wanted]) => {{ {parts('parts.js', 'text.js')}; return align(text, wanted); }}", [page, sentences])  # fmt: skip
    return [place and page[place[0] : place[1]] for place in found]


TITLE, BYLINE, YES = "Theoldlockopens", "ByAnnLeeandBartholomewFitzgerald", "Yes"
BODY = [f"{n}sentenceofthearticlethatislongenoughtobefound" for n in ("first", "second", "third", "fourth")]


@pytest.mark.parametrize(
    ("page", "sentences", "lost"),
    [
        (TITLE + "".join(BODY) + BYLINE, [TITLE, BYLINE, *BODY], {BYLINE}),
        ("".join(BODY) + "Thepost" + TITLE + "appearedfirston", [TITLE, *BODY], {TITLE}),
        (BODY[0] + "menu" * 50 + TITLE + "".join(BODY), [TITLE, *BODY], set()),
        (BODY[2] + BODY[3] + "related" + TITLE + "".join(BODY) + "comments" + BODY[0], [TITLE, *BODY], set()),
        (BODY[0] + "z" * 3000 + YES + BODY[1], [BODY[0], YES, BODY[1]], {YES}),
        (BODY[0] + YES + BODY[1] + "z" * 3000 + YES, [BODY[0], YES, BODY[1]], set()),
        ("Yes" + "z" * 100 + TITLE + BODY[0], [YES, BODY[0]], set()),
        ("", [TITLE, *BODY], {TITLE, *BODY}),
        (TITLE, [], set()),
    ],
    ids=["byline in the footer", "title in the credits", "teaser before", "related first", "far", "near", "leading", "nothing", "no sentences"],
)  # fmt: skip
def test_sentences_are_placed_as_a_whole(bare, page, sentences, lost):
    assert placed(bare, page, sentences) == [None if one in lost else one for one in sentences]


def test_a_teaser_does_not_take_the_first_sentence_away_from_the_article(bare):
    page = BODY[0] + "menu" * 30 + TITLE + "".join(BODY)
    found = bare.evaluate(f"([text, wanted]) => {{ {parts('parts.js', 'text.js')}; return align(text, wanted); }}", [page, BODY])  # fmt: skip
    assert found[0][0] > len(BODY[0])


def test_a_sentence_with_something_in_it_that_is_not_read_is_found_by_its_ends(bare):
    long = "aharbourneededapublicanswertoonequestionandgotitfromtheclock"
    page = BODY[0] + long[:25] + "seemap4" + long[25:] + BODY[1]
    assert placed(bare, page, [BODY[0], long, BODY[1]])[1] == long[:25] + "seemap4" + long[25:]


@pytest.mark.parametrize("length", [1, 17, 18, 53, 78, 106, 134, 154, 192, 230, 271])
def test_a_qr_code_says_what_it_should(bare, length):
    zxing = pytest.importorskip("zxingcpp", reason="no reader of QR codes: pip install 'articast[test]'")
    np = pytest.importorskip("numpy")
    text = ("https://news.example/" + "x" * 300)[:length]
    source = parts("../more/qr.js").replace("export const", "const")
    dark = bare.evaluate(f"(text) => {{ {source}; return qr(text).map(line => line.map(Number)); }}", text)
    image = np.where(np.kron(np.pad(np.array(dark), 4), np.ones((4, 4))), 0, 255).astype(np.uint8)
    assert [code.text for code in zxing.read_barcodes(image)] == [text]


def test_no_qr_code_is_made_of_what_is_too_long(bare):
    source = parts("../more/qr.js").replace("export const", "const")
    assert bare.evaluate(f"() => {{ {source}; return qr('x'.repeat(272)); }}") is None


def test_the_index_is_one_small_file_an_article():
    from articast.model import Edition
    from tests.publishing.pages import scenes

    many = tuple(scenes.episode(slug=f"story-{n}", url=f"https://news.example/{n}/") for n in range(3000))
    made = by_address.files(Edition(((scenes.show(), many),)))
    assert all(len(path) == len("by-address/ab.json") for path in made)
    assert sum(map(len, made.values())) == 3000
    assert max(len(json.dumps(rows)) for rows in made.values()) < 2_000


def test_a_file_of_too_many_rows_leads_to_smaller_ones(monkeypatch):
    from articast.model import Edition
    from tests.publishing.pages import scenes

    monkeypatch.setattr(by_address, "MOST", 3)
    many = tuple(scenes.episode(slug=f"story-{n}", url=f"https://news.example/{n}/") for n in range(2000))
    made = by_address.files(Edition(((scenes.show(), many),)))
    name = by_address.plain(many[7].url)
    hashed = by_address.digits(name)
    assert made[f"by-address/{hashed[:2]}.json"] == {"": "4"}
    assert made[f"by-address/{hashed}.json"][name] == "en/story-7/"


def test_of_two_episodes_of_one_address_the_newer_is_found_and_one_without_an_address_is_in_no_file():
    from datetime import timedelta

    from articast.model import Edition
    from tests.publishing.pages import scenes

    url = "https://news.example/a"
    old, new = (
        scenes.episode(slug="old", url=url),
        scenes.episode(slug="new", url=url, published=scenes.WHEN + timedelta(1)),
    )
    (rows,) = by_address.files(Edition(((scenes.show(), (new, old, scenes.episode(slug="ours"))),))).values()
    assert rows == {"news.example/a": "en/new/"}

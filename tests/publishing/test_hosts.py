"""The player in the publisher's page: at the right place, and nothing else changed."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.errors import ConfigurationError, ExtractionError
from articast.publishing import hosts
from tests.publishing.pages import scenes

OURS = re.compile(rb"\n?<!-- articast -->.*?<!-- /articast -->", re.DOTALL)
TITLE = "The tide clock runs again"


def splice(html: bytes, **more) -> bytes:
    show, episode, _ = scenes.english(**more)
    return hosts.splice(html, show, episode)


def around(html: bytes) -> tuple[bytes, bytes]:
    """What stands before and after the player."""
    before, _, after = splice(html).partition(b"<listen-to-article")
    return OURS.sub(b"", before.rpartition(b"\n<!-- articast -->")[0]), after.partition(b"<!-- /articast -->")[2]


PAGE = b"""<!doctype html>
<html lang=en><head><meta charset=utf-8><title>The tide clock runs again</title>
<script>if (a < b) document.write("<h1>no</h1></head>")</script>
</head><body><!-- <h1>The tide clock runs again</h1> --><header><h1>Harbour Notes</h1></header>
<main><article><h1 class="t">The tide <em>clock</em> runs\xc2\xa0again</h1 ><p>Text &amp; more.</article></main></body></html>"""


def test_the_player_stands_below_the_heading_that_is_the_title():
    before, after = around(PAGE)
    assert before.endswith(b"runs\xc2\xa0again</h1 >")
    assert after.startswith(b"<p>Text &amp; more.")


@pytest.mark.parametrize(
    ("html", "before"),
    [
        (b"<h1>Other</h1><p>x", b"<h1>Other</h1>"),
        (b"<body><h1>Site</h1><main><h1>Story</h1><p>x</main>", b"<h1>Story</h1>"),
        (b"<body><h1>Site</h1><main><h2>The tide clock runs again</h2><p>x</main>", b"again</h2>"),
        (b"<a href=x><h1>Story</h1></a><p>x", b"</h1></a>"),
        (b"<h1><a href=x>Story</a></h1><p>x", b"</a></h1>"),
        (b"<hgroup><h1>Story</h1><p>Sub</p></hgroup><p>x", b"</hgroup>"),
        (b"<p>intro<h1>Story</h1><p>x<div>y</div>", b"</h1>"),
        (b"<nav><h1>Menu</h1></nav><h1>Story</h1>x", b"<h1>Story</h1>"),
        (b"<h1>Site</h1><div class=post><h3>The tide clock runs again</h3><p>x</div>", b"again</h3>"),
        (b"<h1>Site</h1><ul><li><h3><a href=/>The tide clock runs again</a></h3></ul><p>x", b"<h1>Site</h1>"),
        (b"<h1>Site</h1><a href=/><h3>The tide clock runs again</h3></a><p>x", b"<h1>Site</h1>"),
        (b"<body class='a>b'><article><h2>Not it</h2><p>x", b"<article>"),
        (b"<body class='a>b'><p>x", b"<body class='a>b'>"),
        (b"\xef\xbb\xbf<p>x", b"\xef\xbb\xbf"),
        (b"<title><h1>Story</h1></title><p>x", b"</title>"),
        (b"<H1>Story</H1\n>\r\nx", b"</H1\n>"),
        (b"", b""),
    ],
    ids=lambda value: value.decode("latin-1")[:40] if isinstance(value, bytes) else None,
)
def test_a_page_of_any_shape_gets_the_player_at_a_sensible_place(html, before):
    found, _ = around(html)
    assert found.endswith(before)


def test_all_other_bytes_stay():
    assert OURS.sub(b"", splice(PAGE)) == PAGE


def test_head_links_and_json_ld_stand_in_the_head():
    head = splice(PAGE).partition(b"</head><body>")[0]
    for part in (b"application/rss+xml", b"application/json+oembed", b'property="og:audio"', b"assets/player.js"):
        assert part in head
    linked = re.search(rb'<script type="application/ld\+json">(.*?)</script>', head)[1]
    assert json.loads(linked)["@graph"][0]["audio"]["@type"] == "AudioObject"


def test_links_are_absolute():
    ours = b"".join(OURS.findall(splice(PAGE)))
    links = re.findall(rb'(?:src|href)="([^"]*)"', ours)
    assert links
    assert all(re.match(rb"(https|podcast)://", link) and b"/../" not in link for link in links)


def test_done_twice_is_done_once():
    assert splice(splice(PAGE)) == splice(PAGE)
    changed = splice(splice(PAGE, title="Another title"))
    assert changed == splice(PAGE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "iso-8859-1", "utf-16"])
def test_any_encoding_keeps_its_letters(encoding):
    page = f'<meta charset="{encoding.removesuffix("-sig")}"><body><h1>Pläne für Über</h1><p>äöü'.encode(encoding)
    made = splice(page, title="Pläne für Über")
    text = made.decode(encoding)
    assert text.index("Pläne für Über</h1>") < text.index("<listen-to-article") < text.index("<p>äöü")
    assert OURS.sub(b"", made) == page or encoding == "utf-16"


@pytest.mark.parametrize(
    ("encoding", "title"), [("shift_jis", "ソース表示能力"), ("gb18030", "潮汐钟"), ("koi8-r", "Часы")]
)
def test_east_asian_and_cyrillic_bytes_are_not_taken_for_markup(encoding, title):
    page = f'<meta charset="{encoding}"><h1>Harbour</h1><h1>{title}</h1><p>x'.encode(encoding)
    made = splice(page, title=title).decode(encoding)
    assert made.index(f"{title}</h1>") < made.index("<listen-to-article")


def test_an_encoding_that_hides_markup_is_refused():
    with pytest.raises(ExtractionError, match=r"iso-2022-jp.*UTF-8"):
        splice('<meta charset="iso-2022-jp"><h1>潮</h1>'.encode("iso-2022-jp"))


def test_titles_cannot_break_out_of_what_is_put_in():
    made = splice(PAGE, title="</script><script>alert(1)</script> --> ]]> \" ' <!-- /articast -->", summary="</script>")
    ours = b"".join(OURS.findall(made))
    assert b"alert(1)" in ours
    assert b"<script>alert" not in ours
    assert OURS.sub(b"", made) == PAGE


@pytest.mark.parametrize(
    ("html", "selector"),
    [
        (b"<article id=story><h1>S</h1></article>", b"#story"),
        (b"<article><h1>S</h1></article>", b"article"),
        (b"<article>teaser</article><article><h1>S</h1></article><main></main>", b"main"),
        (b"<header><h1>S</h1></header><article>x</article>", b"article"),
        (b"<h1>S</h1><p>x", b"body"),
        (b"<main id='1;x'><h1>S</h1></main>", b"main"),
    ],
)
def test_the_player_is_told_where_the_article_is(html, selector):
    assert b'article="' + selector + b'"' in splice(html)


@given(st.lists(st.sampled_from(["<h1>", "</h1>", "<article>", "</article>", "<p>", "<head>", "</head>", "<body>", "<!--", "-->", "<script>", "</script>", "é", "<", "&amp;", "<svg/>", "</", "<a href='", "'>", "\r\n", "\x00", "<title>"]), max_size=14).map("".join))  # fmt: skip
def test_no_byte_is_lost_whatever_the_page_is(text):
    page = text.encode()
    assert OURS.sub(b"", splice(page)) == OURS.sub(b"", page)


@pytest.mark.parametrize("html", [b"<p>x<li>y" * 20_000 + b"<h1>S</h1>", b"<div>" * 20_000, b"<h1>" * 5_000 + b"</h1>" * 5_000, b"<!-- articast -->" * 500])  # fmt: skip
def test_a_page_of_endless_open_elements_is_only_a_long_page(html):
    assert OURS.sub(b"", splice(html)) == html


# where it goes, and out again


HEADED = b"<article><header class=%s><h1>S</h1><p class=byline>By Ann</p></header><p class=lead>Lead</p><img src=x><p>x</article>"


@pytest.mark.parametrize(
    ("html", "before"),
    [
        (HEADED % b"top", b"<h1>S</h1>"),
        (HEADED % b"d-flex", b"</header>"),
        (b"<style>.top{margin:0;display:flex}</style>" + HEADED % b"top", b"</header>"),
        (b"<style>@media print{.top { display : flex }}</style>" + HEADED % b"top", b"</header>"),
        (b"<style>.top{display:flex;flex-direction:column}</style>" + HEADED % b"top", b"<h1>S</h1>"),
        (b"<article><header style='display: flex'><div><h1>S</h1></div></header><p>x</article>", b"</header>"),
        (b"<article><header><div class='flex items-center'><h1>S</h1><a>x</a></div><p>y</p></header></article>", b"</a></div>"),
        (b"<main><div class=row><div class=col><h1>S</h1><p>x</p></div></div></main>", b"<h1>S</h1>"),
        (b"<header class=flex><main><h1>S</h1></main></header>", b"<h1>S</h1>"),
        (b"<article><h1>S</h1><p>Lead</p><!-- articast: player --><p>x</article>", b"<!-- articast: player -->"),
        (b"<!--articast: player--><h1>S</h1><!-- articast: player -->", b"<!--articast: player-->"),
    ],
)  # fmt: skip
def test_the_player_leaves_rows_of_headers_whole_and_goes_where_the_page_says(html, before):
    assert around(html)[0].endswith(before)


@pytest.mark.parametrize(
    ("place", "before"),
    [
        (".lead", b"<p class=lead>Lead"),
        ("header", b"</header>"),
        ("header.top", b"</header>"),
        ("img", b"<img src=x>"),
        (".not-there", b"<h1>S</h1>"),
    ],
)
def test_a_selector_decides_where_the_page_has_such_an_element(place, before):
    show, episode, _ = scenes.english()
    html = HEADED.replace(b"<p class=lead>Lead</p>", b"<div class=lead>Lead</div>") % b"top"
    made = hosts.splice(html, show, episode, place)
    found = made.partition(b"\n<!-- articast -->\n<listen-to-article")[0]
    assert OURS.sub(b"", found).endswith(before.replace(b"<p class=lead>Lead", b"<div class=lead>Lead</div>"))


@pytest.mark.parametrize("place", ["div > p", "a b", "[x]", "*", ":root", "."])
def test_a_selector_of_more_than_one_element_is_refused(place):
    show, episode, _ = scenes.english()
    with pytest.raises(ConfigurationError, match="simple selector"):
        hosts.splice(PAGE, show, episode, place)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_what_was_put_in_can_be_taken_out(encoding):
    page = "<title>Ü</title><h1>Pläne</h1><p>ä".encode(encoding)
    assert hosts.without(splice(page)) == page
    assert hosts.without(page) == page


def test_a_theme_that_says_itself_that_it_is_an_article_gets_the_sound_alone():
    own = b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "S"}</script><h1>S</h1>'
    found = re.findall(rb'<script type="application/ld\+json">(.*?)</script>', splice(own))
    assert {json.loads(one)["@type"] for one in found} == {"NewsArticle", "AudioObject"}
    assert splice(splice(own)) == splice(own)


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (b"<link rel=canonical href=https://a.example/x>", "https://a.example/x"),
        (b"<LINK href='https://a.example/?a=1&amp;b=2' REL='canonical'/>", "https://a.example/?a=1&b=2"),
        (b'<link rel="stylesheet" href="x"><p>', ""),
        (b"<link rel=canonical>", ""),
    ],
)
def test_the_pages_own_address_is_read(html, address):
    assert hosts.canonical(html) == address

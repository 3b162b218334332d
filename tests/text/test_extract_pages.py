"""The right text of pages as content management systems and page builders make them, and none of what is no article."""

from __future__ import annotations

import json

import pytest

from articast.errors import ExtractionError
from articast.model import Block, Document
from articast.text import extract, script
from articast.text.extract import find, tree
from articast.text.extract.blocks import Reader
from articast.text.script import Direction

SEA = (
    "The harbour wall was finished in the spring of 1911, after nine winters of work and two of waiting for stone.",
    "Nobody in the town had believed that the sea could be kept out, and for the first year it was not, as all saw.",
    "In the second year the fishermen moved their boats behind it, one after another, without saying a word about it.",
)
ONE, TWO, THREE = (f"<p>{one}</p>" for one in SEA)
TEXT = ONE + TWO + THREE
QUIET = Direction(byline=False, notice=False)


def read(body: str, *, title: str = "The wall", head: str = "", language: str = "en"):
    html = f'<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
    return extract.read(Document("a.html", "a.html", html.encode(), "text/html"))


def spoken(body: str, **how: str) -> list[str]:
    written = script.write(read(body, **how), QUIET)
    return [block.text for block in written.blocks[1:]]


def article(inside: str) -> str:
    return f"<article><h1>The wall</h1>{inside}</article>"


def test_a_paragraph_that_is_one_linked_sentence_is_read():
    linked = "On Friday the keeper, 54, and the mayor, 30, both denied that they had taken the lamp from its tower."
    assert (
        spoken(article(f'{ONE}{TWO}<div class="w"><p><a href="/x"><b>{linked}</b></a></p></div>{THREE}'))[2] == linked
    )
    assert spoken(article(f'{ONE}{TWO}<p><a href="/y">Keeper denies report on oil</a></p>{THREE}')) == list(SEA)


def test_a_list_of_links_that_the_text_leads_to_is_read():
    items = '<ul><li><a href="/a">Tide tables</a></li><li><a href="/b">Charts</a></li></ul>'
    assert spoken(article(f"{ONE}{TWO}<p>You can find these here:</p>{items}{THREE}"))[2:5] == [
        "You can find these here:",
        "Tide tables",
        "Charts",
    ]


def test_buttons_are_words_in_a_sentence_and_nothing_after_it():
    inside = f"{ONE}<p>Find the <button>longest</button> <button>wall</button> of all by its name.</p>{TWO}"
    assert "Find the longest wall of all by its name." in spoken(article(inside + THREE))
    more = "<p>The wall is still there today, as everybody knows. <button>Read more</button></p>"
    assert "The wall is still there today, as everybody knows." in spoken(article(f"{ONE}{more}{TWO}{THREE}"))


@pytest.mark.parametrize("builder", ["elementor-widget", "et_pb_module", "fl-module", "vc_row wpb_row", "brxe-block"])
def test_headings_and_lists_of_page_builders_are_kept(builder):
    def box(inside: str) -> str:
        return f'<div class="{builder}"><div class="{builder}-container">{inside}</div></div>'

    items = "<p>You still need:</p><ul><li>The permit</li><li>A ladder</li></ul>"
    body = (
        box("<h1>The wall</h1>") + box(ONE + TWO) + box("<h2>Before you climb</h2>") + box("<h3>Rules</h3>")
        + box(THREE + items) + box("<h2>Prices</h2>") + box(f"<p>{SEA[0]} It is free.</p>")
    )  # fmt: skip
    said = spoken(f'<div class="page">{body}</div>')
    assert [text for text in said if text not in SEA] == [
        *("Before you climb", "Rules", "You still need:", "The permit", "A ladder", "Prices"),
        f"{SEA[0]} It is free.",
    ]


def test_headings_that_are_the_text_are_read():
    titles = [
        f"{one} It was seen by {count} people that day."
        for one, count in zip(SEA, ("ten", "a hundred", "all"), strict=True)
    ]
    items = "".join(
        f'<div class="item"><h2>{one}</h2><div class="embed"><iframe src="/e"></iframe></div></div>' for one in titles
    )
    assert spoken(article(f"<p>Last week somebody drew the wall as a person.</p>{items}")) == [
        "Last week somebody drew the wall as a person.",
        *titles,
    ]


def test_articles_that_an_endless_page_loads_are_not_this_one():
    others = "".join(
        f'<article class="next"><h2>Another day {n}</h2><p>{SEA[0]} {n}</p><p>{SEA[1]} {n}</p></article>'
        for n in range(3)
    )
    assert spoken(article(TEXT) + others) == list(SEA)


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none;">Nobody sees this sentence on the page at all.</p>',
        "<p hidden>Nobody sees this sentence on the page at all.</p>",
        '<div style="visibility:hidden"><p>Nobody sees this sentence on the page at all.</p></div>',
        '<span class="sr-only">Opens in a new window of the reader’s browser</span>',
    ],
)
def test_what_no_reader_sees_is_not_read(hidden):
    assert spoken(article(f"{ONE}{hidden}{TWO}{THREE}")) == list(SEA)


def test_what_a_reader_may_open_is_read():
    inside = (
        f"{ONE}<details><summary>How high is it?</summary><p>It is eleven metres high above the sand.</p></details>"
    )
    assert spoken(article(f"{inside}{TWO}{THREE}"))[1:3] == [
        "How high is it?",
        "It is eleven metres high above the sand.",
    ]


def test_a_cookie_dialog_longer_than_the_article_is_not_read():
    dialog = "".join(
        f"<p>{kind} cookies may be set by our partners. If you do not allow these cookies, you will see less of it, and "
        "the site will work as you would expect it to. We share cookies with those companies.</p>"
        for kind in ("Targeting", "Social media", "Functional", "Performance")
    )
    assert spoken(f'{article(ONE + TWO)}<div id="privacy-modal" class="modal">{dialog}</div>') == list(SEA[:2])


def test_json_lds_own_text_is_read_where_the_page_has_something_else():
    cards = "".join(
        f'<div class="card"><p>Sailing</p><p>{n} years later the boat is still a turning point.</p></div>'
        for n in "3456"
    )
    linked = {"@type": "NewsArticle", "headline": "The wall", "articleBody": "\n\n".join(SEA)}
    head = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    assert spoken(article(f'<div class="playlist">{cards}</div>'), head=head) == list(SEA)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (
            "".join(
                f'<div class="card"><h3><a href="/{n}">Story {n}</a></h3><p>{one[:90]}.</p></div>'
                for n, one in enumerate(SEA * 2)
            ),
            "list of other articles",
        ),
        ("<p class=attachment><a href=x><img src=y></a></p>", "but its title"),
        (
            '<form class="post-password-form"><p>To view this, enter your password:</p><input type=password></form>',
            "password",
        ),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(body, cause):
    with pytest.raises(ExtractionError, match=cause):
        read(article(body))


def test_a_list_of_things_is_an_article():
    things = "".join(
        f'<h3><a href="https://shop.example/{n}">Thing {n}</a></h3><p>{one} {one} It is the best of its kind.</p>'
        for n, one in enumerate(SEA)
    )
    assert len(spoken(article(f"<p>{SEA[0]} Here are three.</p>{things}"))) == 7


def test_a_short_brief_that_is_whole_is_not_behind_a_wall():
    locked = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The wall","isAccessibleForFree":"False"}</script>'
    brief = (
        "Two keepers have joined the harbour crew.",
        "They took the oath on Tuesday.",
        "The mayor shook every hand.",
    )
    assert spoken(article("".join(f"<p>{one}</p>" for one in brief)), head=locked) == list(brief)
    with pytest.raises(ExtractionError, match="paywall"):
        read(article(f"<p>{brief[0]}</p><p>They took the oath on …</p>"), head=locked)


@pytest.mark.parametrize(
    ("language", "phrase"),
    [("en", "A post by Ann Lee:"), ("de", "Ein Post von Ann Lee:"), ("fr", "Un message de Ann Lee :")],
)
def test_an_embedded_post_is_told_by_its_authors_name_and_words(language, phrase):
    post = (
        '<blockquote class="twitter-tweet"><p>The lamp is on! <a href="https://t.co/Ab">https://t.co/Ab</a> '
        '<a href="https://t.co/x">pic.twitter.com/EWg</a></p>&mdash; Ann Lee (@annlee) '
        '<a href="https://twitter.com/annlee/1">September 19, 2016</a></blockquote>'
    )
    said = spoken(article(f"{ONE}{TWO}{post}{THREE}"), language=language)
    assert said == [SEA[0], SEA[1], phrase, "The lamp is on!", SEA[2]]


def test_an_encyclopedias_signs_for_the_eye_are_not_read():
    inside = (
        '<p><span id="coordinates">Coordinates: 42°S 174°E</span></p><p><b>Reefland</b> (<span>Māori: <i lang="mi">Aotearoa</i> '
        '<span class="IPA">[aɔˈtɛa]</span></span>) is an island with a wall.<span class="mw-editsection">[edit]</span></p>'
    )
    said = " ".join(spoken(article(inside + TEXT)))
    assert "Reefland (Māori: Aotearoa) is an island with a wall." in said
    assert "Coordinates" not in said


def test_the_name_of_a_section_is_no_part_of_the_text():
    inside = (
        '<header><div class="entry-cats"><a rel="category tag" href="/c">Top Stories</a></div></header>'
        '<p class="standfirst"><span>SPORT</span> The club is looking for a coach from abroad this year.</p>'
    )
    assert spoken(article(inside + TEXT))[0] == "The club is looking for a coach from abroad this year."


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        (
            "Why the keepers went home - The Harbour Times",
            "Why the keepers of the lamp went home",
            "Why the keepers of the lamp went home",
        ),
        ("Biology: the secret of the weed", "Biology: the secret of the flower", "Biology: the secret of the flower"),
        ("The lamp returns » Local » Harbour Hour", "The lamp returns", "The lamp returns"),
        ("The lamp returns – My website", "", "The lamp returns"),
        ("The lamp returns | Harbour", "", "The lamp returns"),
        ("The lamp – a story of the sea", "", "The lamp – a story of the sea"),
        ("Home", "The lamp returns", "The lamp returns"),
    ],
)
def test_a_title_is_the_pages_headline_without_the_sites_name(head, heading, title):
    found = read(f"<article>{f'<h1>{heading}</h1>' if heading else ''}{TEXT}</article>", title=head)
    assert found.title == title
    assert [block.kind for block in found.blocks] == ["paragraph"] * 3


def test_what_stands_in_boxes_like_those_below_the_headline_goes_on_with_them():
    box = '<section class="box"><div class="box-in">{}</div></section>'
    more = "<p>The harbour office keeps a list of all that was said, and reads it out once a year.</p>"
    boxes = box.format(ONE + TWO) + box.format(f"{THREE}{more}<ul>{'<li>A stone</li>' * 10}</ul>")
    later = box.format(f"<h2>Later</h2><div>{SEA[0]}</div>") + f'<div class="voices"><p>{SEA[1]}</p></div>'
    root = tree.parse(f"<html><body><h1>The wall</h1>{boxes}{later}</body></html>")
    reader = Reader("")
    blocks = reader.read(root.find("body"))
    chosen = [index >= len(blocks) - 3 for index, _ in enumerate(blocks)]
    kept = find.below_headline(blocks, reader.nodes, chosen, "The wall")
    assert [block.text for block, keep in zip(blocks, kept, strict=True) if keep][-3:] == [
        "The harbour office keeps a list of all that was said, and reads it out once a year.",
        "Later",
        SEA[0],
    ]


def test_an_article_that_a_page_prints_again_for_machines_is_read_once():
    blocks = [Block("paragraph", text) for text in SEA]
    again = [Block("heading", "The wall"), Block("paragraph", f"{SEA[0][:60]}..."), Block("paragraph", " ".join(SEA))]
    assert find.completed([*blocks, *again], [True] * 6, "The wall") == [True] * 3 + [False] * 3
    other = [Block("heading", "The wall"), Block("paragraph", "In the third year a storm took it."), *blocks[:0]]
    assert find.completed([*blocks, *other], [True] * 5, "The wall") == [True] * 5


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Error | Harbour Bank", "We'll be right back!"),
        ("Harbour Bank", "Something went wrong"),
        ("Hafenbank", "Wir sind vorübergehend nicht erreichbar"),
        ("Banque du port", "Site en maintenance"),
        ("Oops!", "Oops!"),
    ],
)
def test_a_page_that_is_out_of_order_is_no_article(title, heading):
    text = (
        "<p>It looks like we have some trouble with your account. We are working hard, and thank you for waiting.</p>"
    )
    with pytest.raises(ExtractionError, match="error page"):
        read(f"<main><h1>{heading}</h1>{text}</main>", title=title)
    told = f"<article><h1>{heading}, said the keeper, and nobody believed him</h1>{TEXT}<p>{SEA[0]} {SEA[1]} {SEA[2]}</p></article>"
    assert "behind it" in read(told, title="The keeper").text, "an article about it is one"

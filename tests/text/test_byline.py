"""Who wrote a page's article and when, as its markup, its head and its own words say."""

from __future__ import annotations

import pytest

from articast.text import extract

SEA = (
    "The harbour wall was finished in the spring of 1911, after nine winters of work and two of waiting for stone.",
    "Nobody in the town had believed that the sea could be kept out, and for the first year it was not, as all saw.",
    "In the second year the fishermen moved their boats behind it, one after another, without saying a word about it.",
)
TEXT = "".join(f"<p>{one} {one}</p>" for one in SEA)


def read(before: str = "", after: str = "", head: str = "", language: str = "en", url: str | None = None):
    html = (
        f'<html lang="{language}"><head><meta charset="utf-8"><title>The wall</title>{head}</head><body><article>'
        f"<h1>The wall</h1>{before}{TEXT}</article>{after}</body></html>"
    )
    return extract.article(html, url)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "<p class='byline'>By <a href='/staff/ann'>Ann Lee</a></p>"),
        ("en", "<p>By Ann Lee · March 19, 2025 · 4 min read</p>"),
        ("en", "<div><span>Mar 19, 2025</span><span>Ann Lee</span></div>"),
        ("en", "<div><div>Written by</div><div>Ann Lee</div></div>"),
        ("en", "<span class='post-hero__author'>Ann Lee</span>"),
        ("de", "<p>Von Ann Lee, Redakteurin</p>"),
        ("fr", "<p>Par Ann Lee, publié le 7 mai 2019</p>"),
        ("es", "<span>Por Ann Lee</span>"),
        ("sv", "<p>Text: Ann Lee</p>"),
    ],
)
def test_a_visible_byline_names_the_author(language, line):
    assert read(line, language=language).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Photo: Ann Lee</p>",
        "<figure><img src='a.jpg'><figcaption class='author'>Ann Lee / Harbour Agency</figcaption></figure>",
        "<p class='standfirst'>A wall by the sea, and what became of it</p>",
        "<div><span>Mar 19, 2025</span><a href='/topics/harbour'>Harbour News</a></div>",
        "<div><span>Mar 19, 2025</span><span>About Us</span></div>",
    ],
)
def test_what_is_no_byline_names_nobody(line):
    assert read(line).authors == ()


def test_authors_of_other_articles_are_not_this_ones():
    more = (
        "<section class='more'><h2>More stories</h2><div><a href='/a'>Fog</a> <a rel='author' href='/x'>Tom Brook</a></div>"
        "</section><aside><p class='byline'>By Eva Kern</p></aside>"
    )
    assert read(after=more).authors == ()
    teaser = "<div class='teaser'><div itemprop='author' itemscope><span itemprop='name'>Tom Brook</span></div></div>"
    assert read("<p>By <span itemprop='author'><span itemprop='name'>Ann Lee</span></span></p>", teaser).authors == (
        "Ann Lee",
    )


def test_an_author_named_after_the_text_is_found():
    assert read(after="<footer><p>By <a class='p-author h-card' href='/@ann'>Ann Lee</a></p></footer>").authors == (
        "Ann Lee",
    )


@pytest.mark.parametrize(
    ("linked", "authors"),
    [
        ('{"@type":"Person","name":"Ann Lee"}', ("Ann Lee",)),
        ('[{"@type":"Person","name":"Ann Lee"},{"@type":"Organization","name":"Harbour Times"}]', ("Ann Lee",)),
        ('{"@type":"Organization","name":"Ann Harbour"}', ()),
        ('{"@type":"Person","name":"Harbour Newsroom"}', ()),
        ('"Lee, Ann"', ("Ann Lee",)),
        ('{"@id":"#/person/1"}', ("Tom Brook",)),
    ],
)
def test_json_ld_names_people_and_no_organisation(linked, authors):
    head = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",'
        f'"headline":"The wall","author":{linked}}},{{"@type":"Person","@id":"#/person/1","name":"Tom Brook"}}]}}</script>'
    )
    assert read(head=head).authors == authors


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("en", "<span class='date'>2013-10-24 03:00:00</span>", "2013-10-24"),
        ("en", "<p class='posted'>Posted by Jane Roe on April 20, 2026 @ 8:39 am CT</p>", "2026-04-20"),
        ("en", "<time datetime='2021-11-25 16:11'>25 November</time>", "2021-11-25"),
        ("en", "<p>Updated May 3, 2021</p><p>Published May 1, 2021</p>", "2021-05-01"),
        ("en", "<p>Updated May 3, 2021</p>", "2021-05-03"),
        ("fr", "<p class='date'>Publié le 07 mai 2019 à 13h59 - Mis à jour le 08 mai 2019</p>", "2019-05-07"),
        ("de", "<div><span>dpa</span><span> am 25.01.2022</span></div>", "2022-01-25"),
        ("ja", "<p class='date'>2019年04月21日 12時00分更新</p>", "2019-04-21"),
        ("en", "<span itemprop='datePublished' content='2018-10-29T10:15-500'>October 29, 2018</span>", "2018-10-29"),
        ("en", "<abbr itemprop='datePublished' title='2018-06-05T08:00:00-07:00'>08:00</abbr>", "2018-06-05"),
    ],
)
def test_a_visible_date_is_the_articles(language, line, day):
    assert read(line, language=language).published.date().isoformat() == day


@pytest.mark.parametrize(
    "line",
    [
        "<p>The festival on May 3, 2021 was the first that was held behind the wall.</p>",
        "<p>Opened in 1911</p>",
        "<aside class='teaser'><span class='date'>May 3, 2021</span><a href='/x'>Fog again</a></aside>",
    ],
)
def test_a_date_of_something_else_is_not_the_articles(line):
    assert read(line).published is None


def test_a_copyright_year_or_a_comments_day_is_no_date():
    after = "<div class='comments'><p class='date'>May 3, 2021</p></div><footer>© 4.5.2021 Harbour Media</footer>"
    assert read(after=after).published is None


def test_the_address_may_name_the_day():
    assert read(url="https://notes.example/2021/03/17/the-wall/").published.date().isoformat() == "2021-03-17"

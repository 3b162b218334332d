"""How the publisher wants an article listed: in front matter, and in a page's own metadata."""

from __future__ import annotations

import pytest

from articast.model import Credit, Document, Listing, Soundbite
from articast.text import extract
from tests.conftest import page

TEXT = "Nobody knew who had closed the lock that night. It was found open in the morning."


def markdown(*lines: str) -> Listing:
    body = "\n".join(("---", "title: The lock", *lines, "---", "", TEXT))
    return extract.read(Document("a.md", "a.md", body.encode(), "text/markdown")).listing


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("explicit: true",), Listing(explicit=True)),
        (("explicit: no",), Listing(explicit=False)),
        (("season: 2", "episode: 7", "type: bonus"), Listing(season=2, number=7, kind="bonus")),
        (("episode-type: Trailer", "season_name: The flood"), Listing(kind="trailer", season_name="The flood")),
        (("block: yes", "section: Harbour"), Listing(block=True, section="Harbour")),
        (("category: [Ships, Locks]",), Listing(section="Ships")),
        (
            ("soundbite: {start: 12.5, duration: 30, title: The flood}",),
            Listing(soundbites=(Soundbite(12.5, 30.0, "The flood"),)),
        ),
        (("location: Hull",), Listing(location=("Hull", "", ""))),
        (
            ("location: {name: Hull, geo: 'geo:53.7,-0.3', osm: R1}",),
            Listing(location=("Hull", "geo:53.7,-0.3", "R1")),
        ),
        (("social: https://a.example/@b/1",), Listing(social=("https://a.example/@b/1",))),
        (
            ("authors:", "  - name: Ann Lee", "    url: https://a.example/ann", "    image: https://a.example/ann.jpg"),
            Listing(
                credits=(Credit("Ann Lee", "author", "writing", "https://a.example/ann", "https://a.example/ann.jpg"),)
            ),
        ),
        (
            ("contributors:", "  - {name: Cy Moe, role: Translator, group: writing}"),
            Listing(credits=(Credit("Cy Moe", "translator", "writing"),)),
        ),
        (("explicit: [yes]",), Listing(explicit=True)),
        (("explicit: clean",), Listing(explicit=False)),
        (("season: '02'", "episode: '007'"), Listing(season=2, number=7)),
        (("season: 2.0", "episode: '#12'"), Listing(season=2, number=12)),
        (("season: Season 2", "episode: No. 7"), Listing(season=2, number=7)),
        (("season: S02E07", "episode: s02.e07"), Listing(season=2, number=7)),
        (("season: {number: 2, name: The flood}",), Listing(season=2, season_name="The flood")),
        (("season: 0", "episode: 0"), Listing()),
        (
            ("itunes:", "  season: 2", "  episodeType: bonus", "  explicit: yes", "  title: x"),
            Listing(season=2, kind="bonus", explicit=True),
        ),
        (("itunes:season: 2", "itunes_episode: 3", "podcast_block: yes"), Listing(season=2, number=3, block=True)),
        (("itunes_episode: 3", "episode: 4", "episodeNumber: 5"), Listing(number=4)),
        (("section: {name: Harbour, slug: harbour}",), Listing(section="Harbour")),
        (("section: R&amp;D",), Listing(section="R&D")),
        (("soundbite: {start: '1:05', end: 95}",), Listing(soundbites=(Soundbite(65.0, 30.0),))),
        (
            ("soundbites: [[65, 30, The flood], [1, 2]]",),
            Listing(soundbites=(Soundbite(65.0, 30.0, "The flood"), Soundbite(1.0, 2.0))),
        ),
        (("soundbite: 65.0 30.0 The *flood*",), Listing(soundbites=(Soundbite(65.0, 30.0, "The flood"),))),
        (("soundbite: {start: -1, duration: 9}", "soundbites: {start: 5, end: 5}"), Listing()),
        (("location: {name: Hull, latitude: 53.7, longitude: -0.3}",), Listing(location=("Hull", "geo:53.7,-0.3", ""))),
        (("location: {name: Hull, lat: 53.7, lon: -0.3}",), Listing(location=("Hull", "geo:53.7,-0.3", ""))),
        (("location: {name: Hull, geo: 'by the sea', osm: 62782}",), Listing(location=("Hull", "", ""))),
        (("location: [Hull, York]",), Listing(location=("Hull", "", ""))),
        (("chat: {server: irc.example, protocol: irc, space: '#lock'}",), Listing(chat="irc://irc.example/#lock")),
        (
            ("social: [{uri: 'https://a.example/@b/1', protocol: activitypub}]",),
            Listing(social=("https://a.example/@b/1",)),
        ),
        (
            ("content_links: ['https://a.example/x']", "links: [/b]"),
            Listing(links=(("https://a.example/x", "https://a.example/x"),)),
        ),
        (("contributors: [Cy Moe]",), Listing(credits=(Credit("Cy Moe", "", ""),))),
        (
            ("contributors: {Photo: Cy Moe, editor: [Di Fox, {name: Ed Orr, url: 'https://e.example'}]}",),
            Listing(
                credits=(
                    Credit("Cy Moe", "photo", ""),
                    Credit("Di Fox", "editor", ""),
                    Credit("Ed Orr", "editor", "", "https://e.example"),
                )
            ),
        ),
        (
            ("authors:", "  ann: {name: Ann Lee}", "  bob: {name: Bob Ray}"),
            Listing(credits=(Credit("Ann Lee", "author", "writing"), Credit("Bob Ray", "author", "writing"))),
        ),
        # what other programs mean by the same words
        (("season: Winter 2026", "episode: 2026-03", "itunes: yes", "podcast: [1]"), Listing()),
        (("type: post", "season: winter", "episode: IV"), Listing()),
        (("season: 2026-03-01", "explicit: maybe", "soundbite: yes", "links: 3"), Listing()),
        (("season: 99999", "episode: -1"), Listing()),
    ],
)
def test_front_matter_says_how_an_article_is_listed(lines, found):
    assert markdown(*lines) == found


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<meta property="article:section" content="Harbour">', Listing(section="Harbour")),
        ('<meta name="rating" content="adult">', Listing(explicit=True)),
        (
            (
                '<meta name="podcast:season" content="2"><meta name="podcast:episode" content="7">'
                '<meta name="podcast:type" content="bonus"><meta name="podcast:explicit" content="false">'
            ),
            Listing(season=2, number=7, kind="bonus", explicit=False),
        ),
        (
            (
                '<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": ["Harbour"], "author": '
                '[{"@type": "Person", "name": "Ann Lee", "url": "https://a.example/ann"}], "isFamilyFriendly": false, '
                '"episodeNumber": 7, "partOfSeason": {"seasonNumber": 2, "name": "The flood"}}</script>'
            ),
            Listing(
                section="Harbour",
                explicit=True,
                season=2,
                season_name="The flood",
                number=7,
                credits=(Credit("Ann Lee", url="https://a.example/ann"),),
            ),
        ),
        (
            '<meta name="podcast:season" content="S2"><meta property="itunes:explicit" content="clean">',
            Listing(season=2, explicit=False),
        ),
        ('<meta property="article:section" content="R&amp;amp;D">', Listing(section="R&D")),
        (
            '<script type="application/ld+json">{"@type": "Article", "isFamilyFriendly": "https://schema.org/False"}</script>',
            Listing(explicit=True),
        ),
        ("", Listing()),
    ],
)
def test_a_page_says_how_it_is_listed(head, found):
    assert extract.article(page(head=head)).listing == found


def test_front_matter_wins_piece_by_piece():
    first, second = Listing(explicit=False, season=2), Listing(explicit=True, season=1, number=3, kind="bonus")
    assert extract.listing.over(first, second) == Listing(explicit=False, season=2, number=3, kind="bonus")

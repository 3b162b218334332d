"""The feed as parsers and directories read it."""

from __future__ import annotations

import io
import itertools
import locale
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import podcastparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from articast import languages, plain
from articast.errors import ConfigurationError
from articast.model import (
    Alternate,
    Chapter,
    Chat,
    Credit,
    Episode,
    Listing,
    Place,
    Recipient,
    Remote,
    Show,
    Soundbite,
    Value,
)
from articast.publishing import feed
from articast.publishing.feed import address, item
from tests.sample import STAMP, episode, show

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
AWKWARD = [
    "]]> ends nothing",
    "--> arrow",
    "Time: the enemy: again",
    "\"double\" and 'single'",
    "</script><script>alert(1)</script>",
    "\u202egnol\u202c and \u2067rtl\u2069",
    "nul\x00bell\x07esc\x1b",
    "lone \ud800 surrogate",
    "w" * 500,
    "ж" * 500,
    "&amp; &lt; & <",
    "العربية ٣",
    "\ufffe\uffff noncharacters",
]


def files(
    its: Show, *episodes: Episode, stamp: datetime = STAMP, archived: dict[str, int] | None = None
) -> dict[str, bytes]:
    """Of a first run, or of one that knows what was archived."""
    archived = feed.archives(its, episodes, {}) if archived is None else archived
    return dict(feed.render(its, episodes, stamp, archived, feed.numbers(its, episodes, {})))


def numbers(found: dict[str, bytes]) -> dict[str, list[int]]:
    """The episodes of each file."""
    return {
        path.removeprefix("en/"): [int(title.rpartition(" ")[2]) for title in texts(root(raw)[0], "item/title")]
        for path, raw in found.items()
    }


def root(raw: bytes) -> Any:
    return etree.fromstring(raw)


def only(its: Show | None = None, *episodes: Episode) -> Any:
    """The feed's channel."""
    its = its or show()
    return root(files(its, *(episodes or (episode(),)))[its.feed])[0]


def texts(node: Any, path: str) -> list[str]:
    return [found.text for found in node.findall(path, NAMESPACES)]


def attributes(node: Any, path: str) -> list[dict[str, str]]:
    return [dict(found.attrib) for found in node.findall(path, NAMESPACES)]


def test_prefixes_are_the_ones_that_antennapod_looks_for() -> None:
    raw = files(show(page_size=1, feed_items=1), episode(1), episode(2))["en/archive-1.xml"]
    assert raw.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss ')
    declared = dict(root(raw).nsmap)
    assert {prefix: declared.get(prefix) for prefix in NAMESPACES} == NAMESPACES
    assert raw.count(b"xmlns:") == len(NAMESPACES)
    assert not re.search(rb"<ns\d", raw)


def test_namespaces_that_a_page_does_not_use_are_not_declared() -> None:
    raw = files(show(), episode(chapters=()))["en/feed.xml"]
    assert set(root(raw).nsmap) == {"atom", "content", "fh", "itunes", "podcast"}
    assert "fh" not in root(files(show(), episode(chapters=()))["en/feed-recent.xml"]).nsmap
    assert "psc" in root(files(show(), episode())["en/feed.xml"]).nsmap


def test_the_channel_says_all_that_directories_ask_for() -> None:
    channel = only(
        show(
            license="cc-by-4.0",
            license_url="https://creativecommons.org/licenses/by/4.0/",
            owner_email="feed@gazette.example",
            funding="https://gazette.example/join",
            update_frequency="FREQ=DAILY",
            verify=(("applepodcastsverify", "abc"),),
            hub="https://hub.example/",
            new_feed_url="https://gazette.example/new/feed.xml",
        )
    )
    assert {name: texts(channel, name) for name in ("title", "link", "language", "copyright", "generator", "docs")} == {
        "title": ["The Gazette, read aloud"],
        "link": ["https://gazette.example/"],
        "language": ["en"],
        "copyright": ["© 2026 The Gazette"],
        "generator": ["Articast"],
        "docs": [],
    }
    assert texts(channel, "description") == [
        "Every article of the Gazette. The voice of this podcast is synthetic (AI)."
    ]
    assert texts(channel, "lastBuildDate") == ["Fri, 02 Jan 2026 07:00:00 +0000"]
    assert texts(channel, "image/url") == ["https://gazette.example/audio/assets/cover-en.jpg"]
    assert texts(channel, "itunes:author") == ["The Gazette"]
    assert texts(channel, "itunes:type") == ["episodic"]
    assert texts(channel, "itunes:explicit") == ["false"]
    assert attributes(channel, "itunes:category") == [{"text": "News"}]
    assert attributes(channel, "itunes:category/itunes:category") == [{"text": "Daily News"}]
    assert attributes(channel, "itunes:image") == [{"href": "https://gazette.example/audio/assets/cover-en.jpg"}]
    assert texts(channel, "itunes:owner/itunes:email") == ["feed@gazette.example"]
    assert texts(channel, "itunes:new-feed-url") == ["https://gazette.example/new/feed.xml"]
    assert texts(channel, "podcast:guid") == [address.identity("https://gazette.example/audio/en/feed.xml")]
    assert texts(channel, "podcast:locked") == ["yes"]
    assert attributes(channel, "podcast:locked") == [{"owner": "feed@gazette.example"}]
    assert texts(channel, "podcast:medium") == ["podcast"]
    assert texts(channel, "podcast:license") == ["cc-by-4.0"]
    assert attributes(channel, "podcast:license") == [{"url": "https://creativecommons.org/licenses/by/4.0/"}]
    assert texts(channel, "podcast:funding") == ["Support us"]
    assert attributes(channel, "podcast:funding") == [{"url": "https://gazette.example/join"}]
    assert texts(channel, "podcast:updateFrequency") == ["Daily"]
    assert attributes(channel, "podcast:updateFrequency") == [{"rrule": "FREQ=DAILY"}]
    assert list(zip(attributes(channel, "podcast:txt"), texts(channel, "podcast:txt"), strict=True)) == [
        ({"purpose": "ai-content"}, "true"),
        ({"purpose": "applepodcastsverify"}, "abc"),
    ]
    assert attributes(channel, "atom:link") == [
        {"rel": "self", "href": "https://gazette.example/audio/en/feed.xml", "type": "application/rss+xml"},
        {"rel": "hub", "href": "https://hub.example/"},
    ]


def test_nothing_is_said_of_what_is_not_set() -> None:
    bare = Show(language="de", title="Nur das", base_url="https://a.example/")
    channel = only(bare, episode(chapters=(), authors=(), url=None))
    for name in ("owner", "new-feed-url", "author", "image"):
        assert not channel.findall(f"itunes:{name}", NAMESPACES)
    for name in ("license", "funding", "updateFrequency"):
        assert not channel.findall(f"podcast:{name}", NAMESPACES)
    for path in (
        "copyright",
        "image",
        "item/podcast:chapters",
        "item/psc:chapters",
        "item/itunes:author",
        "item/category",
        "item/itunes:keywords",
        "item/itunes:season",
        "item/podcast:soundbite",
        "item/podcast:location",
        "podcast:locked",
        "podcast:trailer",
        "podcast:value",
        "itunes:block",
    ):
        assert not channel.findall(path, NAMESPACES), path
    assert texts(channel, "link") == ["https://a.example/de/"]
    assert texts(channel, "item/link") == ["https://a.example/en/article-1/"]
    assert [one["role"] for one in attributes(channel, "item/podcast:person")] == ["narrator"]


def test_a_show_without_a_description_has_its_title() -> None:
    (found,) = texts(only(show(description="")), "description")
    assert found == "The Gazette, read aloud. The voice of this podcast is synthetic (AI)."


def test_an_item_says_all_that_apps_ask_for() -> None:
    (found,) = only(show(), episode()).findall("item")
    base = "https://gazette.example/audio/en/article-1"
    assert texts(found, "title") == ["Article number 1"]
    assert texts(found, "link") == ["https://gazette.example/article-1"]
    assert texts(found, "guid") == ["3f2c1a00-0000-5000-8000-000000000001"]
    assert attributes(found, "guid") == [{"isPermaLink": "false"}]
    assert attributes(found, "enclosure") == [
        {"url": f"{base}/article-1-00000001.mp3", "length": "1920001", "type": "audio/mpeg"}
    ]
    assert texts(found, "pubDate") == ["Thu, 01 Jan 2026 07:00:00 +0000"]
    assert texts(found, "itunes:duration") == ["240"]
    assert texts(found, "itunes:explicit") == ["false"]
    assert texts(found, "itunes:episodeType") == ["full"]
    assert not found.findall("itunes:episode", NAMESPACES)
    assert attributes(found, "podcast:transcript") == [
        {"url": f"{base}/transcript.vtt", "type": "text/vtt", "language": "en"},
        {"url": f"{base}/transcript.json", "type": "application/json", "language": "en"},
        {"url": f"{base}/transcript.srt", "type": "application/x-subrip", "language": "en", "rel": "captions"},
    ]
    assert attributes(found, "podcast:chapters") == [
        {"url": f"{base}/chapters.json", "type": "application/json+chapters"}
    ]
    assert texts(found, "podcast:person") == ["Ada Byron", "Zoë Łukasz", "Synthetic voice (hibari:heart)"]
    assert texts(found, "podcast:txt") == ["true"]
    assert attributes(found, "psc:chapters") == [{"version": "1.2"}]
    assert attributes(found, "psc:chapters/psc:chapter") == [
        {"start": "00:00:00.000", "title": "Article number 1", "href": f"{base}/#t=0"},
        {"start": "00:01:01.200", "title": "The middle", "href": f"{base}/#t=61.2"},
        {"start": "00:03:01.704", "title": "The end", "href": f"{base}/#t=181.704"},
    ]


def test_an_item_says_how_the_publisher_wants_it_listed() -> None:
    listing = Listing(
        explicit=True,
        season=2,
        season_name="The flood",
        number=7,
        kind="bonus",
        block=True,
        soundbites=(Soundbite(3.0, 20.5, "A gate"), Soundbite(230.0, 60.0, "past the end")),
        location=("Hull", "geo:53.7,-0.3", "R1"),
        chat="irc://irc.example/#lock",
        links=(("https://video.example/1", "Watch it"), ("javascript:x", "no")),
        social=("https://a.example/@b/1", "https://bsky.app/x", "no address"),
        credits=(
            Credit("ada byron", "author", "writing", "https://a.example/ada", "https://a.example/ada.jpg"),
            Credit("Cy Moe", "translator", "writing"),
        ),
    )
    (found,) = only(show(), episode(listing=listing, tags=("harbour", "engineering"))).findall("item")
    assert texts(found, "itunes:explicit") == ["true"]
    assert texts(found, "itunes:season") == texts(found, "podcast:season") == ["2"]
    assert texts(found, "itunes:episode") == texts(found, "podcast:episode") == ["7"]
    assert attributes(found, "podcast:season") == [{"name": "The flood"}]
    assert texts(found, "itunes:episodeType") == ["bonus"]
    assert texts(found, "itunes:block") == ["Yes"]
    assert texts(found, "category") == ["harbour", "engineering"]
    assert texts(found, "itunes:keywords") == ["harbour, engineering"]
    assert attributes(found, "podcast:soundbite") == [{"startTime": "3.000", "duration": "20.500"}]
    assert attributes(found, "podcast:location") == [{"geo": "geo:53.7,-0.3", "osm": "R1"}]
    assert attributes(found, "podcast:chat") == [{"server": "irc.example", "protocol": "irc", "space": "#lock"}]
    assert attributes(found, "podcast:contentLink") == [{"href": "https://video.example/1"}]
    assert [one["protocol"] for one in attributes(found, "podcast:socialInteract")] == ["activitypub", "atproto"]
    assert list(zip(texts(found, "podcast:person"), attributes(found, "podcast:person"), strict=True)) == [
        (
            "Ada Byron",
            {"role": "author", "group": "writing", "href": "https://a.example/ada", "img": "https://a.example/ada.jpg"},
        ),
        ("Zoë Łukasz", {"role": "author", "group": "writing"}),
        ("Cy Moe", {"role": "translator", "group": "writing"}),
        ("Synthetic voice (hibari:heart)", {"role": "narrator", "group": "cast"}),
    ]


@pytest.mark.parametrize(
    ("chat", "found"),
    [
        ("ircs://irc.example/#lock", [{"server": "irc.example", "protocol": "irc", "space": "#lock"}]),
        (
            "https://matrix.to/#/#lock:chat.example?via=x",
            [{"server": "chat.example", "protocol": "matrix", "space": "#lock:chat.example"}],
        ),
        ("https://chat.example/invite", []),
        ("irc.example", []),
        ("irc://[", []),
    ],
)
def test_a_chat_is_named_where_apps_can_enter_it(chat: str, found: list[dict[str, str]]) -> None:
    assert attributes(only(show(), episode(listing=Listing(chat=chat))), "item/podcast:chat") == found


def test_tags_are_whole_words_and_not_more_than_a_reader_takes_in() -> None:
    (found,) = only(show(), episode(tags=tuple(f"harbour number {number}" for number in range(120)))).findall("item")
    assert len(texts(found, "category")) == 20
    (words,) = texts(found, "itunes:keywords")
    assert len(words) <= 255
    assert set(words.split(", ")) < set(texts(found, "category"))
    (one,) = only(show(), episode(tags=("w" * 300,))).findall("item")
    assert texts(one, "itunes:keywords") == []


@pytest.mark.parametrize(
    ("role", "group"), [("", "writing"), ("translator", "writing"), ("guest", "cast"), ("photographer", "visuals")]
)
def test_a_persons_group_is_that_of_the_role(role: str, group: str) -> None:
    one = episode(authors=("Cy Moe",), listing=Listing(credits=(Credit("Cy Moe", role, ""),)))
    assert attributes(only(show(), one), "item/podcast:person")[0]["group"] == group


def test_a_channel_says_all_of_the_namespace_that_is_set() -> None:
    its = show(
        owner_email="audio@gazette.example",
        places=(Place("Hull", "geo:53.7,-0.3", "R1", "GB", "creator"),),
        chat=Chat("irc.example", "irc", "@ann", "#lock"),
        podroll=(Remote("https://other.example/feed.xml", title="The other"),),
        publisher=Remote("https://gazette.example/publisher.xml", "003af0a0-6a45-55cf-b765-68e3d349551a"),
        value=Value((Recipient("node", "02ab", 90, "Gazette"), Recipient("node", "03cd", 10, fee=True))),
        block=True,
    )
    teaser = episode(2, listing=Listing(kind="trailer", season=2))
    channel = only(its, episode(1), teaser)
    assert attributes(channel, "podcast:locked") == [{"owner": "audio@gazette.example"}]
    (location,) = attributes(channel, "podcast:location")
    assert location == {"geo": "geo:53.7,-0.3", "osm": "R1", "rel": "creator", "country": "GB"}
    assert attributes(channel, "podcast:chat") == [
        {"server": "irc.example", "protocol": "irc", "accountId": "@ann", "space": "#lock"}
    ]
    assert attributes(channel, "podcast:podroll/podcast:remoteItem") == [
        {
            "feedGuid": feed.address.identity("https://other.example/feed.xml"),
            "feedUrl": "https://other.example/feed.xml",
            "title": "The other",
        }
    ]
    (publisher,) = attributes(channel, "podcast:publisher/podcast:remoteItem")
    assert publisher["medium"] == "publisher"
    assert attributes(channel, "podcast:value") == [{"type": "lightning", "method": "keysend"}]
    assert [one["split"] for one in attributes(channel, "podcast:value/podcast:valueRecipient")] == ["90", "10"]
    assert (texts(channel, "itunes:block"), texts(channel, "podcast:block")) == (["Yes"], ["yes"])
    (trailer,) = attributes(channel, "podcast:trailer")
    assert (trailer["url"], trailer["season"]) == (f"{its.base_url}{teaser.audio}", "2")
    (image,) = attributes(channel, "podcast:image")
    assert (image["href"], image["aspect-ratio"]) == (f"{its.base_url}{its.cover}", "1/1")


def test_sounds_are_fetched_through_the_counting_service() -> None:
    channel = only(show(prefix="https://count.example/e/"), episode())
    (enclosure,) = attributes(channel, "item/enclosure")
    assert enclosure["url"] == "https://count.example/e/gazette.example/audio/en/article-1/article-1-00000001.mp3"


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        ((0.0, 60.0, 100.0), [{"startTime": "60.000", "duration": "40.000"}]),
        ((0.0, 60.0), []),  # 180 s to the end: no soundbite is as long
        ((0.0, 60.0, 70.0), []),
        ((), []),
    ],
)
def test_the_first_headings_span_is_a_soundbite_where_it_is_as_long_as_one(
    starts: tuple[float, ...], found: list[dict[str, str]]
) -> None:
    chapters = tuple(Chapter(start, f"At {start}") for start in starts)
    assert attributes(only(show(), episode(chapters=chapters)), "item/podcast:soundbite") == found


def test_show_notes_have_the_disclosure_and_the_time_list() -> None:
    (found,) = only().findall("item")
    expected = (
        '<p>What the article says. <a href="https://other.example/?a=1&amp;b=2">A source</a></p>\n'
        "<p>This episode was read aloud by a synthetic voice (AI).</p>\n"
        "<p><strong>Chapters</strong></p>\n"
        "<p>00:00:00 Article number 1<br>00:01:01 The middle<br>00:03:01 The end</p>"
    )
    assert texts(found, "description") == texts(found, "content:encoded") == [expected]


def test_the_disclosure_is_said_once_and_only_where_wanted() -> None:
    words = languages.phrases("en", "feed")["disclosure"]
    (found,) = only(show(), episode(notes=f"<p>Notes.</p>\n<p>{words}</p>")).findall("item")
    assert texts(found, "description")[0].count(words) == 1
    silent = only(show(disclose=False))
    assert texts(silent, "description") == ["Every article of the Gazette."]
    assert words not in texts(silent, "item/description")[0]
    assert not silent.findall(".//podcast:txt", NAMESPACES)


@pytest.mark.parametrize(
    "chapters", [(), (Chapter(0.0, "A"), Chapter(9.0, "B")), (Chapter(0, "A"), Chapter(0.4, "B"), Chapter(0.6, "C"))]
)
def test_a_time_list_needs_three_different_seconds(chapters: tuple[Chapter, ...]) -> None:
    assert item.time_list(chapters, "Chapters") == ""


@pytest.mark.parametrize(
    "notes", ["", "<p>" + "word " * 700 + "</p>", "<p>" + "ж" * 2100 + "</p>", "<p>" + "a " * 3000 + "</p>"]
)
@pytest.mark.parametrize("summary", ["", "Short.", "long " * 2000, "ж" * 5000, "&" * 5000])
@pytest.mark.parametrize("count", [0, 3, 200])
def test_descriptions_keep_to_apples_4000_bytes_and_end_whole(notes: str, summary: str, count: int) -> None:
    chapters = tuple(Chapter(float(number * 10), f"Chapter & {number}") for number in range(count))
    (found,) = only(show(), episode(notes=notes, summary=summary, chapters=chapters)).findall("item")
    (description,) = texts(found, "description")
    assert 0 < len(description.encode()) <= 4000
    assert languages.phrases("en", "feed")["disclosure"] in description
    etree.fromstring(f"<div>{description.replace('<br>', '<br/>')}</div>")


@pytest.mark.parametrize(
    ("description", "title", "begins"),
    [
        ("", "Gazette · English", "Gazette · English. The voice of"),
        ("Small stories", "x", "Small stories. The voice of"),
        ("Small stories!", "x", "Small stories! The voice of"),
        ("Who “said so?”", "x", "Who “said so?” The voice of"),
        ("Stories (from a harbour)", "x", "Stories (from a harbour). The voice of"),
        ("小さな話。", "x", "小さな話。 The voice of"),
    ],
)
def test_the_disclosure_is_a_sentence_of_its_own(description: str, title: str, begins: str) -> None:
    (found,) = texts(only(show(description=description, title=title)), "description")
    assert found.startswith(begins), found


def test_a_long_description_of_the_show_is_cut_and_still_discloses() -> None:
    channel = only(show(description="sentence one. " * 500))
    (description,) = texts(channel, "description")
    assert len(description.encode()) <= 4000
    assert description.endswith("sentence one. The voice of this podcast is synthetic (AI).")


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_safe_everywhere(text: str) -> None:
    odd = episode(
        title=text,
        summary=text,
        notes="",
        authors=(text,),
        chapters=(Chapter(0, text), Chapter(5, text), Chapter(10, text)),
    )
    its = show(
        title=text, description=text, author=text, copyright=text, funding="https://a.example", funding_text=text
    )
    raw = files(its, odd)["en/feed.xml"]
    channel = root(raw)[0]
    for title in texts(channel, "title") + texts(channel, "item/title"):
        assert title
        assert len(title.encode()) <= 255
        assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", title)
    parsed = feedparser.parse(raw)
    assert not parsed.bozo
    assert len(parsed.entries) == 1
    assert (
        podcastparser.parse("https://gazette.example/audio/en/feed.xml", io.BytesIO(raw))["episodes"][0]["guid"]
        == odd.guid
    )
    assert "<script" not in texts(channel, "item/description")[0]


@settings(deadline=None)  # other programs may want the machine
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=60))
def test_any_text_makes_a_feed_that_reads_back(title: str, summary: str, name: str) -> None:
    odd = episode(
        title=title, summary=summary, notes="", authors=(name,), chapters=(Chapter(0, title), Chapter(3, name))
    )
    (found,) = only(show(description=summary, author=name), odd).findall("item")
    assert texts(found, "title") == [plain.cut(plain.line(title), 255) or "article-1"]
    assert texts(found, "podcast:person")[:-1] == [plain.line(name)[:128]] * bool(plain.line(name))
    assert texts(found, "description") == texts(found, "content:encoded")


def test_cdata_cannot_be_broken_out_of() -> None:
    notes = '<p><a href="https://a.example/?x=]]>">x</a></p>'
    (found,) = only(show(), episode(notes=notes)).findall("item")
    assert texts(found, "content:encoded")[0].startswith('<p><a href="https://a.example/?x=]]&gt;">x</a></p>')


def test_podcastparser_reads_everything_that_gpodder_shows() -> None:
    raw = files(show(), episode(1), episode(2))["en/feed.xml"]
    parsed = podcastparser.parse("https://gazette.example/audio/en/feed.xml", io.BytesIO(raw))
    assert parsed["title"] == "The Gazette, read aloud"
    assert parsed["cover_url"] == "https://gazette.example/audio/assets/cover-en.jpg"
    first = parsed["episodes"][0]
    assert first["title"] == "Article number 2"
    assert first["total_time"] == 240
    assert first["enclosures"] == [
        {
            "url": "https://gazette.example/audio/en/article-2/article-2-00000002.mp3",
            "file_size": 1920002,
            "mime_type": "audio/mpeg",
        }
    ]
    assert [chapter["start"] for chapter in first["chapters"]] == [0, 61, 181]
    assert first["published"] == datetime(2026, 1, 1, 8, tzinfo=UTC).timestamp()


def test_feedparser_reads_the_feed_without_complaint() -> None:
    parsed = feedparser.parse(files(show(), episode(1), episode(2))["en/feed.xml"])
    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert parsed.feed.language == "en"
    assert [entry.title for entry in parsed.entries] == ["Article number 2", "Article number 1"]
    assert parsed.entries[0].enclosures[0].length == "1920002"
    assert parsed.entries[0].guidislink is False


@pytest.mark.parametrize(
    ("feed_url", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_podcast_guids_are_the_namespaces_own_examples(feed_url: str, guid: str) -> None:
    assert address.identity(feed_url) == guid


def test_a_move_changes_addresses_but_no_guid() -> None:
    kept = feed.guid(show())
    before = only(show(guid=kept))
    after = only(show(guid=kept, base_url="http://new.example/deep/er"))
    assert texts(before, "podcast:guid") == texts(after, "podcast:guid") == [kept]
    assert texts(before, "item/guid") == texts(after, "item/guid")
    assert (
        attributes(after, "item/enclosure")[0]["url"]
        == "http://new.example/deep/er/en/article-1/article-1-00000001.mp3"
    )


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://a.example", "https://a.example/en/feed.xml"),
        ("http://A.Example:8080/x/", "http://a.example:8080/x/en/feed.xml"),
        ("https://bücher.example/hör bar/", "https://xn--bcher-kva.example/h%C3%B6r%20bar/en/feed.xml"),
        ("https://a.example/a%20b?x=1#y", "https://a.example/a%20b/en/feed.xml"),
    ],
)
def test_addresses_are_ascii(base: str, expected: str) -> None:
    assert feed.url(show(base_url=base), "en/feed.xml") == expected


@pytest.mark.parametrize(
    "base", ["", "a.example/audio", "file:///srv/audio/", "ftp://a.example/", "https:///x", "//a.example/"]
)
def test_a_base_url_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(ConfigurationError, match="is no web address"):
        feed.check(show(base_url=base))


@pytest.mark.parametrize(
    ("category", "message"),
    [
        (("news",), "did you mean 'News'"),
        (("Society and Culture",), "did you mean 'Society & Culture'"),
        (("News", "Daily"), "no Apple subcategory of News"),
        (("Technology", "Gadgets"), "known: none"),
        ((), "'' is no Apple category"),
        (("News", "Politics", "Europe"), "at most one subcategory"),
    ],
)
def test_a_category_that_apple_does_not_know_is_refused(category: tuple[str, ...], message: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        files(show(category=category), episode())


def test_apples_categories() -> None:
    known = feed.categories()
    assert len(known) == 19
    assert sum(map(len, known.values())) == 91
    assert known["Society & Culture"] == (
        "Documentary",
        "Personal Journals",
        "Philosophy",
        "Places & Travel",
        "Relationships",
    )


def test_no_item_is_dated_ahead_and_a_set_date_does_not_wander() -> None:
    ahead = episode(published=STAMP + timedelta(days=3), modified=STAMP - timedelta(hours=1))
    first, later = (
        root(files(show(), ahead, stamp=STAMP + timedelta(hours=hours))["en/feed.xml"])[0] for hours in (0, 5)
    )
    assert texts(first, "item/pubDate") == texts(later, "item/pubDate") == ["Fri, 20 Nov 2026 11:00:00 +0000"]
    wrong = root(files(show(), episode(published=STAMP + timedelta(1), modified=STAMP + timedelta(2)))["en/feed.xml"])[
        0
    ]
    assert texts(wrong, "item/pubDate") == ["Fri, 20 Nov 2026 12:00:00 +0000"]
    assert texts(wrong, "lastBuildDate") == ["Fri, 20 Nov 2026 12:00:00 +0000"]


def test_dates_have_the_right_weekday_and_a_numeric_zone() -> None:
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    (text,) = texts(only(show(), episode(published=moment)), "item/pubDate")
    assert text == "Sun, 01 Mar 2026 23:30:00 +0530"
    assert parsedate_to_datetime(text) == moment


def test_the_processes_locale_is_never_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        message = "the locale was switched"
        raise AssertionError(message)

    monkeypatch.setattr(locale, "setlocale", refuse)
    files(show(), *map(episode, range(1, 5)), stamp=STAMP)


def test_the_same_input_gives_the_same_bytes_in_any_order() -> None:
    episodes = [episode(number) for number in range(1, 8)]
    assert files(show(page_size=3), *episodes) == files(show(page_size=3), *reversed(episodes))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://bücher.example/straße?q=ä&b=1#ü", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4&b=1#%C3%BC"),
        ("HTTP://A.example/a%20b", "http://a.example/a%20b"),
        ("https://a.example/[x] y", "https://a.example/[x]%20y"),
        ("articles/one.html", "https://gazette.example/audio/en/article-1/"),
        ("file:///home/me/one.html", "https://gazette.example/audio/en/article-1/"),
        ("javascript:alert(1)", "https://gazette.example/audio/en/article-1/"),
        ("https://[bad/", "https://gazette.example/audio/en/article-1/"),
        (None, "https://gazette.example/audio/en/article-1/"),
    ],
)
def test_an_item_links_to_the_article_else_to_our_page(url: str | None, link: str) -> None:
    assert texts(only(show(), episode(url=url)), "item/link") == [link]


def bounded(most: int, size: int = 0) -> Show:
    """A show whose feed.xml holds at most so many."""
    return show(page_size=size or most, feed_items=most)


@pytest.mark.parametrize("count", [1, 99, 100, 199, 200, 1000])
def test_the_feed_is_the_whole_show(count: int) -> None:
    found = files(show(), *map(episode, range(1, count + 1)))
    assert set(found) == {"en/feed-recent.xml", "en/feed.xml"}
    channel = root(found["en/feed.xml"])[0]
    assert len(channel.findall("item")) == count
    assert channel.findall("fh:complete", NAMESPACES)
    assert [one["rel"] for one in attributes(channel, "atom:link")] == ["self"]


def test_a_short_feed_for_pollers_has_the_newest_and_is_no_show_of_its_own() -> None:
    found = files(show(page_size=3), *map(episode, range(1, 9)))
    assert numbers(found)["feed-recent.xml"] == [8, 7, 6]
    recent, whole = (root(found[f"en/{name}.xml"])[0] for name in ("feed-recent", "feed"))
    assert texts(recent, "itunes:block") == ["Yes"]
    assert not texts(whole, "itunes:block")
    assert texts(recent, "podcast:guid") == texts(whole, "podcast:guid")


def test_past_the_bound_the_oldest_are_in_archives_filled_from_the_oldest() -> None:
    assert numbers(files(bounded(6, 3), *map(episode, range(1, 9)))) == {
        "archive-1.xml": [3, 2, 1],
        "feed-all.xml": [8, 7, 6, 5, 4, 3, 2, 1],
        "feed-recent.xml": [8, 7, 6],
        "feed.xml": [8, 7, 6, 5, 4, 3],
    }
    assert numbers(files(bounded(3), *map(episode, range(1, 10)))) == {
        "archive-1.xml": [3, 2, 1],
        "archive-2.xml": [6, 5, 4],
        "feed-all.xml": [9, 8, 7, 6, 5, 4, 3, 2, 1],
        "feed-recent.xml": [9, 8, 7],
        "feed.xml": [9, 8, 7],
    }


def test_what_an_earlier_version_put_into_archives_is_in_the_feed_again_and_its_pages_stay() -> None:
    episodes = [episode(number) for number in range(1, 201)]
    archived = {one.guid: 1 for one in episodes[:100]}
    assert feed.archives(show(), episodes, archived) == archived
    found = files(show(), *episodes, archived=archived)
    every = list(range(200, 0, -1))
    assert numbers(found) == {
        "archive-1.xml": every[100:],
        "feed-all.xml": every,
        "feed-recent.xml": every[:100],
        "feed.xml": every,
    }
    channel = root(found["en/feed.xml"])[0]
    assert [one["rel"] for one in attributes(channel, "atom:link")] == ["self"], "nothing is elsewhere"


def test_archive_pages_are_linked_for_apps_and_for_rfc_5005() -> None:
    base = "https://gazette.example/audio/en"
    found = {path: root(raw)[0] for path, raw in files(bounded(3), *map(episode, range(1, 10))).items()}
    links = {path: [(one["rel"], one["href"]) for one in attributes(node, "atom:link")] for path, node in found.items()}
    assert links == {
        "en/feed.xml": [
            ("self", f"{base}/feed.xml"),
            ("prev-archive", f"{base}/archive-2.xml"),
            ("next", f"{base}/archive-2.xml"),
        ],
        "en/archive-2.xml": [
            ("self", f"{base}/archive-2.xml"),
            ("current", f"{base}/feed.xml"),
            ("prev-archive", f"{base}/archive-1.xml"),
            ("next", f"{base}/archive-1.xml"),
        ],
        "en/archive-1.xml": [("self", f"{base}/archive-1.xml"), ("current", f"{base}/feed.xml")],
        "en/feed-all.xml": [("self", f"{base}/feed-all.xml")],
        "en/feed-recent.xml": [("self", f"{base}/feed-recent.xml")],
    }
    archives = {path for path, node in found.items() if node.findall("fh:archive", NAMESPACES)}
    assert archives == {"en/archive-1.xml", "en/archive-2.xml"}
    assert not any(node.findall("fh:complete", NAMESPACES) for node in found.values())
    assert len({texts(node, "podcast:guid")[0] for node in found.values()}) == 1


@settings(max_examples=50, deadline=None)
@given(
    st.permutations(range(1, 21)),
    st.lists(st.integers(1, 6), min_size=1, max_size=6),
    st.integers(1, 4),
    st.integers(1, 6),
)
def test_an_archive_page_never_changes_whatever_comes_in_whatever_order_and_nothing_is_lost(
    order: list[int], batches: list[int], size: int, most: int
) -> None:
    its, archived, before = bounded(most, size), {}, {}
    dates = iter(order)
    there: list[Episode] = []
    for batch in batches:
        there += map(episode, itertools.islice(dates, batch))
        archived = feed.archives(its, there, archived)
        after = files(its, *there, archived=archived)
        assert files(its, *there, archived=feed.archives(its, there, archived)) == after
        pages = numbers(after)
        for path, raw in before.items():
            assert "archive" not in path or after[path] == raw
        held = [number for path, listed in pages.items() if "archive" in path for number in listed]
        assert len(held) == len(set(held))
        every = sorted((int(one.title.rpartition(" ")[2]) for one in there), reverse=True)
        assert set(every) == {*held, *pages["feed.xml"]}
        assert pages.get("feed-all.xml", every) == every
        assert len(pages["feed.xml"]) == min(most, len(every))
        assert pages["feed-recent.xml"] == every[:size]
        assert all(listed == sorted(listed, reverse=True) for listed in pages.values())
        assert all(len(listed) == min(size, most) for path, listed in pages.items() if "archive" in path)
        before = after


def test_what_is_published_late_but_dated_early_is_in_the_feed_until_its_page_is_full() -> None:
    its = bounded(3, 2)
    there = [episode(number) for number in (1, 2, 4, 5, 6)]
    archived = feed.archives(its, there, {})
    assert numbers(files(its, *there))["archive-1.xml"] == [2, 1]
    late = [*there, episode(0)]
    found = numbers(files(its, *late, archived=feed.archives(its, late, archived)))
    assert (found["archive-1.xml"], found["archive-2.xml"], found["feed.xml"]) == ([2, 1], [4, 0], [6, 5, 4])
    older = [*there[:-1], episode(0)]
    assert numbers(files(its, *older, archived=feed.archives(its, older, archived)))["feed.xml"] == [5, 4, 0]


def test_a_page_of_another_size_leaves_those_that_are_filled_as_they_are() -> None:
    there = [episode(number) for number in range(1, 9)]
    archived = feed.archives(bounded(2), there, {})
    smaller, larger = bounded(1), bounded(5)
    pages = numbers(files(smaller, *there, archived=feed.archives(smaller, there, archived)))
    assert (pages["archive-3.xml"], pages["archive-4.xml"], pages["feed.xml"]) == ([6, 5], [7], [8])
    pages = numbers(files(larger, *there, archived=feed.archives(larger, there, archived)))
    assert (pages["archive-3.xml"], pages["feed.xml"]) == ([6, 5], [8, 7, 6, 5, 4])


def test_withdrawn_episodes_leave_their_page_and_come_back_to_it_and_no_number_is_used_twice() -> None:
    its = bounded(2)
    there = [episode(number) for number in range(1, 7)]
    archived = feed.archives(its, there, {})
    left = [there[0], *there[4:]]
    assert feed.archives(its, left, archived) == archived
    found = files(its, *left, archived=archived)
    assert numbers(found)["archive-1.xml"] == [1]
    assert numbers(found)["feed.xml"] == [6, 5]
    links = [one["href"] for one in attributes(root(found["en/feed.xml"])[0], "atom:link") if one["rel"] == "next"]
    assert links == ["https://gazette.example/audio/en/archive-1.xml"]
    more = [*left, episode(7), episode(8)]
    assert numbers(files(its, *more, archived=feed.archives(its, more, archived)))["archive-3.xml"] == [6, 5]
    assert files(its, *there, archived=archived) == files(its, *there)
    nothing_new = [there[0], there[1]]
    assert numbers(files(its, *nothing_new, archived=archived))["feed.xml"] == [2, 1]


def test_an_archived_episode_made_again_changes_its_page_and_is_not_announced_as_new() -> None:
    its = bounded(2)
    there = [episode(number) for number in range(1, 7)]
    again = [episode(1, modified=STAMP, bytes=7), *there[1:]]
    before, after = files(its, *there), files(its, *again, archived=feed.archives(its, there, {}))
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {"en/archive-1.xml", "en/feed-all.xml"}


def test_a_show_without_episodes_is_still_a_feed() -> None:
    found = files(show())
    assert list(found) == ["en/feed-recent.xml", "en/feed.xml"]
    channel = root(found["en/feed.xml"])[0]
    assert not channel.findall("item")
    assert not channel.findall("lastBuildDate")


def test_a_serial_counts_from_the_oldest() -> None:
    channel = only(show(type="serial"), episode(2), episode(1))
    assert texts(channel, "item/itunes:episode") == ["2", "1"]


def test_other_encodings_are_alternate_enclosures() -> None:
    opus = Alternate("en/article-1/article-1-00000001.opus", "audio/ogg; codecs=opus", 99, 24, "Opus", "00" * 32)
    channel = only(show(), episode(alternates=(opus,)))
    path = "item/podcast:alternateEnclosure"
    assert attributes(channel, path) == [
        {"type": "audio/ogg; codecs=opus", "length": "99", "bitrate": "24000", "title": "Opus"}
    ]
    assert attributes(channel, f"{path}/podcast:source") == [
        {"uri": "https://gazette.example/audio/en/article-1/article-1-00000001.opus"}
    ]
    assert attributes(channel, f"{path}/podcast:integrity") == [
        {"type": "sri", "value": "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY", "Weekly"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "Weekly"),
        ("freq=monthly", "Monthly"),
        ("FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2"),
        ("FREQ=DAILY;BYDAY=MO", "FREQ=DAILY;BYDAY=MO"),
        ("FREQ=HOURLY", "FREQ=HOURLY"),
    ],
)
def test_words_for_how_often(rule: str, words: str) -> None:
    assert texts(only(show(update_frequency=rule)), "podcast:updateFrequency") == [words]


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "it", "pt", "nl", "pl"])
def test_every_language_has_all_the_words(language: str) -> None:
    words = languages.table(language, "feed")
    assert set(words) == set(languages.table("en", "feed"))
    assert all(words.values())


def test_a_language_without_a_file_has_english_words() -> None:
    channel = only(show(language="sw"), episode(language="sw"))
    assert "synthetic voice" in texts(channel, "item/description")[0]


def test_a_serial_counts_full_episodes_a_season_and_takes_the_publishers_numbers() -> None:
    def one(day: int, **listing: Any) -> Episode:
        return episode(day, listing=Listing(**listing))

    there = [one(1, season=1), one(2, season=1, kind="bonus"), one(3, season=1), one(4, season=2), one(5, number=9)]
    found = feed.numbers(show(type="serial"), [*there, one(6)], {})
    assert [found.get(episode(number).guid) for number in range(1, 7)] == [1, None, 2, 1, 9, 10]
    assert feed.numbers(show(), there, {}) == {episode(5).guid: 9}, "what the publisher numbers is numbered"


def test_a_number_once_given_stays_and_an_older_article_that_comes_later_has_the_next() -> None:
    its = show(type="serial")
    kept = feed.numbers(its, [episode(2), episode(4)], {})
    later = feed.numbers(its, [episode(4), episode(3), episode(2)], kept)
    assert [later[episode(number).guid] for number in (2, 3, 4)] == [1, 3, 2]
    without = feed.numbers(its, [episode(3)], later)
    assert without == later, "a withdrawn one's number is not given again"
    assert feed.numbers(its, [episode(5)], without)[episode(5).guid] == 4
    assert feed.numbers(show(), [episode(2)], {}) == {}, "an episodic show has none"

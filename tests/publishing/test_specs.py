"""What the docs say of Apple's, Spotify's, PSP-1's and the podcast namespace's rules: each row with ✓ is looked at."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from articast.model import Alternate, Chat, Credit, Listing, Place, Recipient, Remote, Soundbite, Value
from articast.publishing import feed
from articast.publishing.feed.extension import NAMESPACES
from tests.sample import STAMP, episode, show

ROOT = Path(__file__).parents[2]
ROWS = {
    "title, link, description (≤ 4000 bytes)": (
        *("title", "link", "description", "language", "itunes:category/itunes:category", "itunes:explicit"),
        "publishing/test_feed.py::test_a_category_that_apple_does_not_know_is_refused",
        "publishing/test_feed.py::test_descriptions_keep_to_apples_4000_bytes_and_end_whole",
    ),
    "`itunes:image`": ("itunes:image", "recording/test_covers.py::test_a_cover_is_what_apple_asks_for"),
    "`itunes:author`": ("itunes:author", "itunes:type", "copyright"),
    "`itunes:new-feed-url`": ("itunes:new-feed-url", "itunes:block"),
    "item: title without number": (
        *("item/title", "item/enclosure", "item/guid", "item/pubDate", "item/description", "item/itunes:duration"),
        "commands/test_serve.py::test_a_range_of_a_head_is_ignored",
    ),
    "`itunes:episodeType`": tuple(
        f"item/itunes:{name}" for name in ["episodeType", "season", "episode", "image", "explicit"]
    ),
    "transcripts (VTT, SRT), chapters": (
        *("item/podcast:transcript[@type='text/vtt']", "item/podcast:transcript[@type='application/x-subrip']"),
        *("item/podcast:chapters", "publishing/test_feed.py::test_show_notes_have_the_disclosure_and_the_time_list"),
    ),
    "audio: mono": (
        "speech/test_sound.py::test_an_episode_is_at_broadcast_loudness_after_decoding",
        "speech/test_sound.py::test_no_true_peak_is_over_the_ceiling",
        "speech/test_sound.py::test_frames_are_48_khz_mono_of_the_bitrate",
    ),
    "AI disclosed": ("podcast:txt[@purpose='ai-content']", "item/podcast:txt[@purpose='ai-content']"),
    "cover, title, description": (
        *("itunes:image", "title", "description", "itunes:category", "language", "itunes:explicit"),
        *("item/guid", "item/enclosure", "item/itunes:duration", "item/pubDate"),
    ),
    "chapters: times": (
        "item/psc:chapters/psc:chapter",
        "publishing/test_feed.py::test_a_time_list_needs_three_different_seconds",
    ),
    "namespaces, `atom:link": (
        *("atom:link[@rel='self']", "title", "description", "link", "language", "itunes:category", "itunes:explicit"),
        *("itunes:image", "publishing/test_feed.py::test_prefixes_are_the_ones_that_antennapod_looks_for"),
    ),
    "`podcast:guid` (UUIDv5": (
        *("podcast:guid", "podcast:locked[@owner]"),
        "publishing/test_feed.py::test_podcast_guids_are_the_namespaces_own_examples",
        "publishing/test_feed.py::test_a_move_changes_addresses_but_no_guid",
    ),
    "`podcast:txt` verification": ("podcast:txt[@purpose='verify']", "podcast:funding", "itunes:type", "copyright"),
    "item: title, enclosure, guid; link": (
        *("item/title", "item/enclosure[@url][@length][@type]", "item/guid[@isPermaLink='false']", "item/link"),
        *("item/pubDate", "item/description", "item/itunes:duration", "item/itunes:image", "item/itunes:explicit"),
        *("item/podcast:transcript", "item/itunes:episode", "item/itunes:season", "item/itunes:episodeType"),
        "item/itunes:block",
    ),
    "order: newest first": ("publishing/test_feed.py::test_the_feed_is_the_whole_show",),
    "guid, medium, txt": (
        *(
            "podcast:guid",
            "podcast:medium",
            "podcast:txt",
            "item/podcast:person[@href][@img]",
            "item/podcast:transcript",
        ),
        *("item/podcast:person[@role='narrator']", "item/podcast:chapters", "item/podcast:soundbite"),
        *("item/podcast:season", "item/podcast:episode", "item/podcast:alternateEnclosure/podcast:source"),
        *("item/podcast:alternateEnclosure/podcast:integrity", "podcast:image", "item/podcast:image"),
    ),
    "locked, funding, license": (
        *("podcast:locked", "podcast:funding", "podcast:license", "podcast:location", "podcast:trailer"),
        *("podcast:updateFrequency", "podcast:podroll/podcast:remoteItem", "podcast:publisher/podcast:remoteItem"),
        *("podcast:value/podcast:valueRecipient", "podcast:chat", "podcast:block", "item/podcast:socialInteract"),
        *("item/podcast:contentLink", "item/podcast:location", "item/podcast:chat"),
    ),
    "podping": ("publishing/test_hub.py::test_podping_is_told_with_the_token_of_the_environment",),
    "chapters' pictures": ("flow/test_pictures.py::",),
    "RFC 5005": ("fh:complete", "publishing/test_feed.py::test_archive_pages_are_linked_for_apps_and_for_rfc_5005"),
}
"""By how a row begins: where it is in a feed of which everything is set, or the test that looks at it."""


@cache
def channel() -> Any:
    its = show(
        owner_email="a@gazette.example",
        license="cc-by-4.0",
        funding="https://gazette.example/join",
        update_frequency="FREQ=DAILY",
        verify=(("verify", "x"),),
        new_feed_url="https://gazette.example/new.xml",
        block=True,
        places=(Place("Hull"),),
        chat=Chat("irc.example", "irc"),
        podroll=(Remote("https://other.example/feed.xml"),),
        publisher=Remote("https://gazette.example/publisher.xml"),
        value=Value((Recipient("node", "02ab", 100),)),
    )
    one = episode(
        cover="en/article-1/cover.jpg",
        alternates=(Alternate("en/article-1/a.opus", "audio/ogg; codecs=opus", 9, 24, "Opus", "ab" * 32),),
        listing=Listing(
            explicit=True,
            season=1,
            number=2,
            kind="trailer",
            block=True,
            soundbites=(Soundbite(3.0, 20.0),),
            location=("Hull", "", ""),
            chat="irc://irc.example/#a",
            links=(("https://video.example/1", "Watch"),),
            social=("https://a.example/@b/1",),
            credits=(Credit("Ada Byron", url="https://a.example/ada", image="https://a.example/ada.jpg"),),
        ),
    )
    return etree.fromstring(dict(feed.render(its, [one], STAMP, {}))[its.feed])[0]


def given() -> list[str]:
    """The rows of the docs' tables that say that something is given."""
    text = (ROOT / "docs/feeds.md").read_text(encoding="utf-8").partition("## What is asked for")[2]
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", text, re.MULTILINE)
    assert len(rows) > 25
    assert all("✓" in said or len(said.split()) > 3 for _, said in rows), "a row is given, or has a reason"
    return [row for row, said in rows if "✓" in said]


@pytest.mark.parametrize("row", given())
def test_a_row_that_says_it_is_given_is_looked_at(row: str) -> None:
    claims = [claims for begins, claims in ROWS.items() if row.startswith(begins)]
    assert len(claims) == 1, f"no claim for {row!r}"
    for claim in claims[0]:
        file, is_test, name = claim.partition("::")
        if is_test:
            assert f"def {name or 'test_'}" in (ROOT / "tests" / file).read_text(encoding="utf-8"), claim
        else:
            assert channel().findall(claim, NAMESPACES), claim


def test_no_claim_is_left_without_its_row() -> None:
    rows = given()
    assert [begins for begins in ROWS if not any(row.startswith(begins) for row in rows)] == []

"""Nothing of Articast's own, nor of other vendors' players, is read as the article or believed of it."""

from __future__ import annotations

import json

import pytest

from articast.text import extract

SEA = (
    "The harbour wall was finished in the spring of 1911, after nine winters of work and two of waiting for stone.",
    "Nobody in the town had believed that the sea could be kept out, and for the first year it was not, as all saw.",
    "In the second year the fishermen moved their boats behind it, one after another, without saying a word about it.",
)
TEXT = "".join(f"<p>{one}</p>" for one in SEA)
LINKED = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "headline": "The wall, read aloud",
                "datePublished": "2026-01-05T06:00:00+00:00",
                "author": [{"@type": "Person", "name": "Some Voice"}],
                "audio": {
                    "@type": "AudioObject",
                    "@id": "https://audio.example/en/wall/wall-1.mp3#audio",
                    "transcript": "https://audio.example/en/wall/transcript.vtt",
                },
            },
            {"@type": "PodcastEpisode", "datePublished": "2026-01-05T06:00:00+00:00"},
        ],
    }
)
PLAYER = """<listen-to-article src="https://audio.example/en/wall/episode.json" article="article">
<section class="listen"><h2>Listen to article <span class="length">· 58 sec</span></h2><audio controls src="a.mp3"></audio>
<p><a href="a.mp3" download="">Download audio as MP3</a> <span class="quiet">(546 kB)</span></p>
<p>Subscribe: <a href="feed.xml">Podcast feed (RSS)</a>, <a href="podcast://feed.xml">Open in a podcast app</a></p>
<p class="quiet disclosure">The voice is synthetic: a computer reads this text aloud.</p></section></listen-to-article>"""


def page(head: str = "", inside: str = "") -> str:
    return (
        f'<html lang="en"><head><meta charset="utf-8"><title>The wall</title>{head}</head><body><article><h1>The wall</h1>'
        f"{inside}{TEXT}</article></body></html>"
    )


@pytest.mark.parametrize("marks", [("<!-- articast -->", "<!-- /articast -->"), ("", "")])
def test_an_embedded_player_changes_nothing(marks):
    first, last = marks  # a minifier takes comments out
    head = f'{first}<script type="application/ld+json">{LINKED}</script><script src="player.js"></script>{last}'
    assert extract.article(page(head, f"{first}{PLAYER}{last}")) == extract.article(page())


def test_a_mark_that_is_never_closed_takes_nothing():
    assert SEA[0] in extract.article(page("", "<!-- articast -->")).text


@pytest.mark.parametrize(
    "player",
    [
        '<div class="beyondwords-player"><p>Listen to this article, 4 minutes</p></div>',
        "<trinity-player-pb><p>Hear the story read by an AI voice for 4 minutes</p></trinity-player-pb>",
        '<div id="audio-native"><p>Loading the audio native player for this story...</p></div>',
        '<div class="rs_preserve rsbtn"><a>Listen with webReader</a></div>',
        "<spoken-article-player><p>This article is read by a synthetic voice.</p></spoken-article-player>",
        '<div class="listen-widget"><span>1x</span><span>Listen to this story, seven minutes</span></div>',
        '<div data-testid="audio-player"><span>Audio is only available for readers who log in here</span></div>',
        '<section aria-label="Audio player"><p>Have this story read to you by a machine today</p></section>',
        '<div class="bw-player"><div>4 min</div><button>Play</button></div>',
        '<div class="gspeech_player"><p>Click to hear the text that you have marked</p></div>',
        '<div class="box"><h2>Hear it</h2><audio src="a.mp3"></audio><span>4 min</span></div>',
        f'<div class="box"><h2>Hear it</h2>{PLAYER}</div>',
        '<iframe src="https://sounds.example/player"></iframe><div><a href="/x">Canal Radio</a> · <a href="/y">The wall</a></div>',
    ],
)
def test_other_vendors_players_are_not_read(player):
    assert extract.article(page("", player)).text == extract.article(page()).text


@pytest.mark.parametrize(
    "beside",
    [
        "<div><p>The keeper read the log aloud to all who had come.</p><audio src='a.mp3'></audio></div>",
        "<iframe src='https://maps.example/'></iframe><p>The map shows where the wall stood in 1911.</p>",
        "<div><p>The wall in the winter of 1910, which nobody who saw it has ever forgotten since</p><audio src='a.mp3'></audio></div>",
    ],
)
def test_what_is_said_beside_a_player_or_a_frame_stays(beside):
    said = extract.article(page("", beside)).text
    assert any(part in said for part in ("read the log aloud", "The map shows", "nobody who saw it"))
    assert all(one in said for one in SEA)

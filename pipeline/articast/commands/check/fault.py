"""One thing that is wrong; and all that can be, with what to do about it: `docs/check.md` is this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(NamedTuple):
    """A kind of fault."""

    what: str
    """Of what files it is told, and what is wrong."""
    remedy: Literal["render", "record", "clean", "publish", "configure", "article", "server", "report", "look"]
    """What mends it: a key of `REMEDIES`."""


REMEDIES = {
    "render": "`articast check --repair` renders it anew from what the catalogue knows",
    "record": "`articast check --repair`, then `articast publish`: the MP3 is made again, of the clips that are kept",
    "clean": "`articast check --repair` removes it",
    "publish": "`articast publish`",
    "configure": "set it right in `articast.toml`, then `articast publish`",
    "article": "change the article (its title, date or text), then `articast publish`",
    "server": "set your web server or bucket right",
    "report": "publish again; if it stays, report it: Articast should not write such a thing",
    "look": "look at it: it is not of Articast, or no longer; `articast prune` removes what it wrote itself",
}
"""What to do, for people."""

_TABLE = """
nothing-published|publish|output: there is no feed in it
unreadable|server|any file: it is listed and cannot be read
empty|render|any file of ours: it has no bytes
unfinished|clean|any file: a run that was killed never finished it
private|look|any file: what should never be public (clips, catalogue, keys, configuration) lies in the output
credentials|configure|any text: an address has a user, a password or a token in it
foreign|look|any file: Articast did not write it (told; no fault)
left-over|look|audio, cover: of an earlier revision, kept for those who have it until `prune` (told; no fault)
orphan|publish|an episode's folder: no feed names it, and it was not withdrawn
orphan-audio|look|audio beside an episode: nothing names it and nothing is known of it
feed-xml|render|feed: it cannot be parsed, or is no RSS 2.0 with one channel
feed-encoding|render|feed: it is not UTF-8 without a byte order mark, or says something else
feed-namespace|render|feed: a namespace has another prefix or address than apps look for
feed-self|render|feed: it has no link to itself, or one of another type
feed-moved|publish|feed: it says that it is elsewhere than the configuration says
feed-link|configure|feed: its link is no address of the web, or of a page of ours that is not there
feed-title|configure|feed: no title, or over 255 bytes
feed-description|configure|feed: no description, or over 4000 bytes
feed-language|render|feed: its language is none, or another than its folder's and episodes'
feed-category|configure|feed: no category, or none of Apple's
feed-explicit|render|feed: `itunes:explicit` is not `true` or `false`
feed-author|configure|feed: no author
feed-type|configure|feed: `itunes:type` is not `episodic` or `serial`
feed-cover|publish|feed: no cover art, or it is not there, or differs from the other one named
feed-guid|render|feed: no `podcast:guid`, or one that is no UUID
feed-guid-shared|configure|feed: the `podcast:guid` of another show
feed-guid-kept|render|feed: another `podcast:guid` than the one that is kept for this show
feed-locked|render|feed: `podcast:locked` is not `yes` or `no`
feed-owner|configure|feed: the owner's address is no e-mail address
feed-medium|render|feed: a medium that podcast apps hide
feed-date|render|feed: `lastBuildDate` is no date of RFC 2822, or in the future
feed-order|render|feed: its newest episodes do not come first
feed-hub|configure|feed: its hub, funding or new address is no address of the web
feed-frequency|configure|feed: `podcast:updateFrequency` has no rule (RRULE)
feed-disclosure|render|feed: it does not say that the voice is synthetic, and its episodes' files do
feed-page|render|feed: an older page that it names is not there, or is of another show
feed-lacks|publish|feed: an episode that is published is in no feed of its language
item-title|article|item: no title, or over 255 bytes
item-guid|render|item: no GUID, another one than its episode's, or one that says it is an address and is none
item-guid-twice|render|item: the GUID of another item
item-enclosure|render|item: no enclosure, or more than one
item-audio|record|item: its audio is not there
item-length|render|item: its audio has another number of bytes
item-type|render|item: its audio's type is not `audio/mpeg`
item-address|configure|item: its audio's address is elsewhere than the feed, or no plain one ending in .mp3
item-audio-twice|render|item: the audio of another item
item-date|render|item: no date, none of RFC 2822, of another weekday, or another one than its episode's
item-future|article|item: a date in the future: apps drop it, or the item
item-link|render|item: no link, or none that works
item-description|render|item: no description, or over 4000 bytes
item-markup|render|item: show notes with markup that apps do not take, or that runs something
item-duration|render|item: no duration in whole seconds, or another one than its audio's
item-explicit|render|item: `itunes:explicit` is not `true` or `false`
item-kind|render|item: `itunes:episodeType` is not `full`, `trailer` or `bonus`
item-number|render|item: its number is no number, or another item's, or missing in a serial show
item-transcript|render|item: a transcript is missing, not there, of a wrong type or language
item-chapters|render|item: its chapters are not there, of a wrong type, or differ from the episode's
item-cover|publish|item: its cover art is not there
item-other-audio|record|item: its other audio is not there, of another length, type or digest
item-alike|article|two items: one title on one day: apps (AntennaPod) take them for one and show one
item-differs|render|item: its title, authors or language are not the episode's
cover-kind|configure|cover: no JPEG or PNG that can be read, or transparent, or not in RGB
cover-shape|configure|cover: not square, or not 1400 to 3000 pixels a side
cover-size|configure|cover: over 512 KB
episode-json|render|episode.json: no JSON, or a key is missing or of a wrong kind
episode-place|render|episode.json: its language or slug is not that of its folder
episode-guid|render|episode.json: its GUID is none, or another episode's, or not the one that is kept
episode-audio|record|episode.json: its audio is not there
episode-bytes|record|episode.json: its audio has another number of bytes
episode-digest|record|episode.json: its audio has another digest: it is not what was published
episode-date|render|episode.json: a date in the future, or changed before there was a calendar
episode-address|render|episode.json: an address in it is not that of the file that it means
episode-file|render|episode.json: a file that it names is not there
episode-times|render|episode.json: sentences out of order, over one another, or beyond the audio's end
episode-words|render|episode.json: words outside their sentence, or that it does not have
episode-text|render|episode.json: a sentence without a word, or no sentence at all
episode-chapters|render|episode.json: chapters out of order, beyond the end, or without a title
episode-translation|render|episode.json: a translation that is not there, or does not point back
episode-kept|publish|episode.json: another title, date or audio than the catalogue has
companion|render|an episode's folder: a companion is not there
audio-tag|record|MP3: no ID3v2.3 tag, or it lacks title, album, language or picture
audio-tag-differs|record|MP3: its tag is another episode's: title, language, year, chapters or text
audio-tag-cover|record|MP3: the picture in its tag cannot be read, or is over 512 KB
audio-frames|record|MP3: frames of another kind, or bytes that are no frame
audio-header|record|MP3: a Xing, Info or VBRI header inside: players misjudge its length
audio-cut|record|MP3: it ends in the middle of a frame
audio-junk|record|MP3: bytes after its last frame
audio-length|record|MP3: its frames, its head and the page disagree about its length
audio-name|record|MP3: its name has another digest than its content
audio-same|record|MP3: the sound of another episode
audio-decode|record|MP3: it cannot be decoded
audio-silent|record|MP3: a sentence, or all of it, is silent
audio-hole|record|MP3: a long silence inside a sentence
audio-loudness|record|MP3: far from -16 LUFS, or part of it far from the rest
audio-clipped|record|MP3: over full scale for long: it is distorted
vtt-form|render|transcript.vtt: no WebVTT: its head, a timing line, or an arrow where none may be
vtt-times|render|transcript.vtt: cues out of order, over one another, empty, or beyond the end
vtt-text|render|transcript.vtt: other words than the episode's
srt-form|render|transcript.srt: no SubRip: numbers, timing lines
srt-times|render|transcript.srt: cues out of order, over one another, empty, or beyond the end
srt-text|render|transcript.srt: other words than the episode's
json-form|render|transcript.json: no JSON of the podcast namespace, or an empty segment (AntennaPod fails on one)
json-times|render|transcript.json: segments out of order, over one another, or beyond the end
json-text|render|transcript.json: other words than the episode's
chapters-form|render|chapters.json: no JSON of version 1.2, chapters out of order or without a title
chapters-differ|render|chapters.json: other chapters than the episode's
page-html|render|page: no page: it cannot be parsed, or has no title, or is cut off
page-language|render|page: another language than its episode's
page-link|render|page: a link of ours to what is not there
page-address|render|page: a link that is no address, or that runs something
page-canonical|render|page: it says that its article is elsewhere
page-audio|render|page: it does not play its episode's audio, or not offer it for download
page-text|render|page: a sentence of the transcript is not in it, or not in this order
page-times|render|page: its read-along times are not the transcript's
page-data|render|page: its JSON-LD cannot be parsed, or says something else than the episode
page-head|render|page: its Open Graph or feed links are missing or of another episode
page-languages|render|page: its links to translations (hreflang) are missing or not those of its episode
page-disclosure|render|page: it does not say that the voice is synthetic, and its episode.json does
player-form|render|player.json: it cannot be parsed, or is of another episode
address-form|render|by-address: no JSON, or an address leads to an episode that is not there, or to none
embed-form|render|embed.html, oembed.json: not of this episode, or cannot be parsed
index-lacks|render|index page: an episode is on none
index-names|render|index page: an episode that is not published
home-lacks|render|home page: a show is not on it
opml-form|render|feeds.opml: it cannot be parsed, or lists a feed that is not there
search-form|render|search/, latest.json: no JSON, or other episodes than the feeds name
sitemap-form|render|sitemap.xml: it cannot be parsed, or names what is not there
sitemap-lacks|render|sitemap.xml: a page that is at home here is not in it
asset|render|assets: the player, its style or a picture that pages need is missing or cut
record-form|publish|record.json: no JSON, or a key is missing or of a wrong kind
record-differs|render|record.json: a file that it names has other bytes
record-missing|render|record.json: it is not there, or a file that it names is not
record-identity|publish|record.json: another GUID, title, date, audio or state than the episode's
kept-missing|publish|catalogue: an episode is published and has no folder
kept-withdrawn|publish|catalogue: an episode was withdrawn and is still in a feed or has a page
server-type|server|address: it is sent with a wrong media type
server-range|server|address: audio is not sent in parts (byte ranges): apps cannot seek
server-head|server|address: it does not answer HEAD
server-cors|server|address: transcripts and chapters may not be read by players elsewhere (CORS)
"""

KINDS: dict[str, Kind] = {
    name: Kind(what, remedy)  # type: ignore[arg-type]  # the table's test says that they are
    for name, remedy, what in (line.split("|", 2) for line in _TABLE.strip().splitlines())
}
"""By name."""

NOTES = frozenset({"foreign", "left-over"})
"""Told, and no fault."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    path: str
    """Of the file that is wrong, under the output."""
    kind: str
    """One of `KINDS`."""
    fault: str

    @property
    def note(self) -> bool:
        """It is told and does no harm."""
        return self.kind in NOTES

    def as_json(self) -> dict[str, str]:
        """For machines."""
        return {
            "path": self.path,
            "kind": self.kind,
            "fault": self.fault,
            "do": REMEDIES[KINDS[self.kind].remedy].replace("`", ""),
        }

    def __str__(self) -> str:
        return f"{self.path}: {self.fault}"


def told(faults: Sequence[Fault], notes: Sequence[Fault]) -> list[str]:
    """Lines for people: each fault, what to do about each kind of them, what else is there."""
    lines = [str(fault) for fault in faults] or ["all is well"]
    remedies = dict.fromkeys(KINDS[fault.kind].remedy for fault in faults)
    lines += [f"to do: {REMEDIES[name]} ({_count(faults, name)})" for name in remedies]
    return [*lines, *(f"note: {note}" for note in notes)]


def _count(faults: Sequence[Fault], remedy: str) -> str:
    kinds = dict.fromkeys(fault.kind for fault in faults if KINDS[fault.kind].remedy == remedy)
    return ", ".join(kinds)

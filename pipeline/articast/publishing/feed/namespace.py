"""The podcast namespace's elements of an item and of a channel, as https://podcasting2.org/ describes them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from articast import languages, plain
from articast.publishing.feed import address
from articast.publishing.feed.extension import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from articast.model import Alternate, Chapter, Chat, Credit, Episode, Place, Remote, Show, Value

NAME = 128
"""Characters of a person, a place, a soundbite's, trailer's or season's name, of words for anything: the namespace's
limit."""
SOUNDBITE = (15.0, 120.0)
"""Seconds of a soundbite: what the namespace recommends."""
TRANSCRIPTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("vtt", "text/vtt", {}),
    ("json", "application/json", {}),
    ("srt", "application/x-subrip", {"rel": "captions"}),
)
"""Suffix, media type, further attributes; apps take the first of a type that they know."""
_CHATS = frozenset({"irc", "ircs", "xmpp", "nostr", "matrix"})
"""Protocols of the namespace's list (chatprotocols.txt), and IRC over TLS."""
_GROUPS = {
    "cast": "host, co-host, guest host, guest, voice actor, narrator, announcer, reporter, interviewer",
    "audio post-production": "audio editor, sound designer, foley artist, composer, theme music, music production",
    "visuals": "graphic designer, cover art designer, photographer, photo, illustrator, illustration",
    "creative direction": "director, executive producer, senior producer, producer, creative director",
}
"""Of roles whose group is another than writing: the podcast taxonomy's, and what newsrooms call theirs."""
_GROUP_OF = {role: group for group, roles in _GROUPS.items() for role in roles.split(", ")}
_PROTOCOLS = {"bsky.app": "atproto", "twitter.com": "twitter", "x.com": "twitter"}
"""Of posts, by host; what is at others is ActivityPub (Mastodon and its like)."""


def item(show: Show, episode: Episode, outline: Sequence[Chapter], number: int) -> Iterator[Element]:
    """An item's; `number` is its place in its season or show, 0: none."""
    said = episode.listing
    folder = address.url(show, episode.folder)
    for suffix, media_type, more in TRANSCRIPTS:
        attributes = {"url": f"{folder}/transcript.{suffix}", "type": media_type, "language": episode.language, **more}
        yield Element("podcast:transcript", "", attributes)
    yield from _persons(show, episode)
    if said.season:
        yield Element("podcast:season", str(said.season), _given(name=_cut(said.season_name)))
    if number:
        yield Element("podcast:episode", str(number))
    if episode.cover:
        yield _image(show, episode.cover, episode.title)
    yield from _soundbites(episode, outline)
    if said.location:
        yield from _location(*said.location)
    for url in said.social:
        if found := plain.web(url):
            host = (urlsplit(found).hostname or "").removeprefix("www.")
            protocol = _PROTOCOLS.get(host, "activitypub")
            yield Element("podcast:socialInteract", "", {"protocol": protocol, "uri": found})
    for url, words in said.links:
        if found := plain.web(url):
            yield Element("podcast:contentLink", _cut(words), {"href": found})
    yield from _room(said.chat)
    if show.disclose:
        yield Element("podcast:txt", "true", {"purpose": "ai-content"})
    for alternate in episode.alternates:
        yield _alternate(show, alternate)


def channel(show: Show) -> Iterator[Element]:
    """A channel's."""
    yield Element("podcast:guid", address.guid(show))
    if show.owner_email:  # who may move it is asked by mail: without an owner, locked says nothing
        yield Element("podcast:locked", "yes" if show.locked else "no", {"owner": show.owner_email})
    yield Element("podcast:medium", "podcast")
    if show.block:
        yield Element("podcast:block", "yes")
    if show.cover:
        yield _image(show, show.cover, show.title)
    if show.license:
        where = plain.web(show.license_url)
        yield Element("podcast:license", _cut(show.license if where else show.license.lower()), _given(url=where))
    if where := plain.web(show.funding):
        words = show.funding_text or str(languages.phrases(show.language, "feed")["support"])
        yield Element("podcast:funding", _cut(words), {"url": where})
    if show.update_frequency:
        yield Element("podcast:updateFrequency", often(show), {"rrule": show.update_frequency})
    for place in show.places:
        yield from _place(place)
    if show.chat:
        yield _chat(show.chat)
    if show.podroll:
        yield Element("podcast:podroll", "", {}, tuple(map(_remote, show.podroll)))
    if show.publisher:
        yield Element("podcast:publisher", "", {}, (_remote(show.publisher, medium="publisher"),))
    if show.value:
        yield _value(show.value)
    if show.disclose:
        yield Element("podcast:txt", "true", {"purpose": "ai-content"})
    for purpose, value in show.verify:
        yield Element("podcast:txt", plain.line(value), {"purpose": plain.line(purpose)})


def trailer(show: Show, episode: Episode, published: datetime) -> Element:
    """A channel's pointer to the episode that is its trailer, or that of a season."""
    attributes = {
        "pubdate": address.date(published),
        "url": address.audio(show, episode.audio),
        "length": str(episode.bytes),
        "type": "audio/mpeg",
        **({"season": str(episode.listing.season)} if episode.listing.season else {}),
    }
    return Element("podcast:trailer", _cut(episode.title) or episode.slug, attributes)


def often(show: Show) -> str:
    """Words for a plain rule (`FREQ=WEEKLY`); of any other one the rule itself."""
    rule = dict(part.upper().partition("=")[::2] for part in show.update_frequency.split(";"))
    words = languages.phrases(show.language, "feed").get(rule.get("FREQ", "").lower())
    plainly = words and set(rule) <= {"FREQ", "BYDAY", "BYHOUR"} and not ("BYDAY" in rule and rule["FREQ"] == "DAILY")
    return str(words if plainly else show.update_frequency)[:NAME]


def _persons(show: Show, episode: Episode) -> Iterator[Element]:
    """Authors, those who had another part, and the voice where it is to be said that there is no person behind it."""
    known = {plain.line(credit.name).casefold(): credit for credit in reversed(episode.listing.credits)}
    told: set[str] = set()
    others = (credit.name for credit in episode.listing.credits if credit.role != "author")
    for name in (*episode.authors, *others):
        key = plain.line(name).casefold()
        if key and key not in told:
            told.add(key)
            yield _person(name, known.get(key))
    if show.disclose:
        speaker = str(languages.phrases(episode.language, "feed")["speaker"])
        yield Element("podcast:person", _cut(f"{speaker} ({episode.voice})"), {"role": "narrator", "group": "cast"})


def _person(name: str, credit: Credit | None) -> Element:
    role = (credit and credit.role) or "author"
    attributes = {"role": role, "group": (credit and credit.group) or _GROUP_OF.get(role, "writing")}
    if credit and (href := plain.web(credit.url)):
        attributes["href"] = href
    if credit and (image := plain.web(credit.image)):
        attributes["img"] = image
    return Element("podcast:person", _cut(name), attributes)


def _soundbites(episode: Episode, outline: Sequence[Chapter]) -> Iterator[Element]:
    """The publisher's own; else what stands under the first heading, where that is as long as a soundbite is."""
    given = [one for one in episode.listing.soundbites if one.start + one.duration <= episode.seconds]
    for one in given:
        yield _soundbite(one.start, one.duration, one.title)
    if given or len(outline) < 2:
        return
    first = outline[1]
    end = outline[2].start if len(outline) > 2 else episode.seconds
    if SOUNDBITE[0] <= end - first.start <= SOUNDBITE[1]:
        yield _soundbite(first.start, end - first.start, first.title)


def _soundbite(start: float, duration: float, title: str) -> Element:
    times = {"startTime": f"{start:.3f}", "duration": f"{duration:.3f}"}
    return Element("podcast:soundbite", _cut(title), times)


def _image(show: Show, path: str, alt: str) -> Element:
    attributes = {"href": address.url(show, path), "alt": plain.line(alt), "aspect-ratio": "1/1", "purpose": "artwork"}
    return Element("podcast:image", "", attributes)


def _location(name: str, geo: str, osm: str, **more: str) -> Iterator[Element]:
    if plain.line(name):
        yield Element("podcast:location", _cut(name), _given(geo=geo, osm=osm, **more))


def _place(place: Place) -> Iterator[Element]:
    return _location(place.name, place.geo, place.osm, rel=place.rel, country=place.country)


def _room(where: str) -> Iterator[Element]:
    """A chat by its address, `irc://server/#room` or `https://matrix.to/#/#room:server`; else none."""
    try:
        parts = urlsplit(where)
    except ValueError:
        return
    if parts.hostname == "matrix.to":
        space = parts.fragment.removeprefix("/").partition("?")[0]
        server = space.partition(":")[2]
        values = _given(server=server, protocol="matrix", space=space) if server else {}
    elif parts.hostname and parts.scheme in _CHATS:
        space = parts.path.lstrip("/") + (f"#{parts.fragment}" if parts.fragment else "")
        values = _given(server=parts.hostname, protocol=parts.scheme.removesuffix("s"), space=space)
    else:
        return
    if values:
        yield Element("podcast:chat", "", values)


def _chat(chat: Chat) -> Element:
    values = _given(server=chat.server, protocol=chat.protocol, accountId=chat.account, space=chat.space)
    return Element("podcast:chat", "", values)


def _remote(remote: Remote, **more: str) -> Element:
    known = remote.guid or address.identity(remote.url)
    return Element("podcast:remoteItem", "", _given(feedGuid=known, feedUrl=remote.url, title=remote.title, **more))


def _value(value: Value) -> Element:
    recipients = tuple(
        Element(
            "podcast:valueRecipient",
            "",
            _given(
                name=one.name,
                type=one.type,
                address=one.address,
                split=str(one.split),
                customKey=one.custom_key,
                customValue=one.custom_value,
                fee="true" if one.fee else "",
            ),
        )
        for one in value.recipients
    )
    attributes = _given(type=value.type, method=value.method, suggested=value.suggested)
    return Element("podcast:value", "", attributes, recipients)


def _alternate(show: Show, alternate: Alternate) -> Element:
    attributes = {
        "type": alternate.media_type,
        "length": str(alternate.bytes),
        "bitrate": str(alternate.bitrate * 1000),
        **({"title": plain.line(alternate.title)[:32]} if alternate.title else {}),
    }
    source = Element("podcast:source", "", {"uri": address.audio(show, alternate.path)})
    if not alternate.digest:
        return Element("podcast:alternateEnclosure", "", attributes, (source,))
    value = f"sha256-{base64.b64encode(bytes.fromhex(alternate.digest)).decode()}"
    integrity = Element("podcast:integrity", "", {"type": "sri", "value": value})
    return Element("podcast:alternateEnclosure", "", attributes, (source, integrity))


def _given(**attributes: str) -> dict[str, str]:
    return {name: plain.line(value) for name, value in attributes.items() if plain.line(value)}


def _cut(text: str) -> str:
    return plain.line(text)[:NAME]

"""Editions: the day's or week's articles of a show in one episode, joined from their own sound.

Nothing is spoken again: an edition is the frames of its articles' MP3s one after the other, with a chapter an article.
It is made when its day or week is over, and stays; when one of its articles is withdrawn it is made again without that.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from articast import plain
from articast.errors import PublishError
from articast.flow import mastering
from articast.keeping import Claims, Made, Revision
from articast.languages import phrases
from articast.model import FRAME_SECONDS, Block, Chapter, Episode, Listing, Reading, Take
from articast.publishing import edition, feed, series
from articast.recording import notes, opus, stitch, tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from articast.flow.house import House
    from articast.keeping import Catalogue
    from articast.model import BlockKind, Recording, Show, TimedSentence
    from articast.settings import EditionTable

PAUSE = 1.5
"""Seconds of silence between two articles, beside that which each begins and ends with."""


LEAD = 1.0
"""Seconds of silence that an edition may begin with before its first chapter is said to begin later than it does."""

_OURS = "articast://edition/"
"""What ids of editions begin with."""

_HEARD = "heard/"
"""What is remembered of an edition's files, by path: its id, and the GUIDs of the articles that are heard in it."""

_KINDS: dict[BlockKind, BlockKind] = {"title": "heading", "byline": "paragraph", "notice": "paragraph"}
"""What an article's own head is in the edition."""


@dataclass(frozen=True, slots=True)
class Period:
    """A day or week that is over."""

    label: str
    """`2026-03-05`, `2026-w10`: part of the episode's address."""
    begin: datetime
    end: datetime


def compile_all(house: House) -> tuple[list[Episode], list[str]]:
    """Make the editions whose time has come, and those again that lost an article.

    Returns:
        Those that were made, and what could not be, a line each.

    Raises:
        PublishError: the output cannot be written.
    """
    made: list[Episode] = []
    told: list[str] = []
    for table in house.settings.editions:
        show = edition.show(house.output, house.catalogue, house.settings, _language(house, table), name=table.name)
        open_to_it = _members(house, table, show)
        for period in periods(house.clock, table.every, table.zone, table.catch_up):
            members = [one for one in open_to_it if period.begin <= one.published < period.end]
            if len(members) >= table.at_least and not _known(house, table, period.label):
                _make(house, table, show, period.label, members, made, told)
        _mend(house, table, show, open_to_it, made, told)
    return made, told


def mend(house: House, guid: str) -> None:
    """Make those editions again that lost an article.

    Args:
        house: what the command works with.
        guid: of the article.

    Raises:
        PublishError: the output cannot be written.
    """
    _heard_before(house.catalogue, guid)
    made: list[Episode] = []
    for table in house.settings.editions:
        show = edition.show(house.output, house.catalogue, house.settings, _language(house, table), name=table.name)
        _mend(house, table, show, _members(house, table, show), made, [])


def heard_in(catalogue: Catalogue, guid: str) -> dict[str, str]:
    """Every file of an edition in which an article is heard: path, and the edition's id."""
    named = catalogue.remembered("edition")
    heard = {name.removeprefix(_HEARD): its for name, its in named.items() if name.startswith(_HEARD)}
    return {path: its["id"] for path, its in heard.items() if guid in its["of"]}


def _heard_before(catalogue: Catalogue, guid: str) -> None:
    """Note where an article is heard in editions of versions that did not note it themselves."""
    for name, guids in catalogue.remembered("edition").items():
        if name.startswith("members/") and guid in guids:
            article = f"{_OURS}{name.removeprefix('members/')}"
            if episode := catalogue.episode(article):
                _note_heard(catalogue, article, episode, guids)


def _note_heard(catalogue: Catalogue, article: str, episode: Episode, guids: Sequence[str]) -> None:
    for path in (episode.audio, *(one.path for one in episode.alternates)):
        catalogue.remember("edition", f"{_HEARD}{path}", {"id": article, "of": list(guids)})


def _mend(
    house: House,
    table: EditionTable,
    show: Show,
    open_to_it: Sequence[Episode],
    made: list[Episode],
    told: list[str],
) -> None:
    there = {one.guid: one for one in open_to_it}
    for label, guids in _kept(house, table).items():
        left = [there[guid] for guid in guids if guid in there]
        if len(left) < len(guids):
            _make(house, table, show, label, left, made, told)


def periods(now: datetime, every: str, zone: str, count: int) -> list[Period]:
    """The last days or weeks (Monday to Sunday) that are over, the oldest first.

    Args:
        now: the time of the run.
        every: `day` or `week`.
        zone: IANA name of the zone whose midnight counts.
        count: how many.
    """
    here = now.astimezone(ZoneInfo(zone))
    end = here.replace(hour=0, minute=0, second=0, microsecond=0)
    days = 1
    if every == "week":
        end -= timedelta(days=end.weekday())
        days = 7
    found = []
    for back in range(count, 0, -1):
        begin = end - timedelta(days=days * back)
        label = f"{begin:%G-w%V}" if every == "week" else f"{begin:%Y-%m-%d}"
        found.append(Period(label, begin, begin + timedelta(days=days)))
    return found


def _language(house: House, table: EditionTable) -> str:
    of = next((one.language for one in house.settings.series if one.name == table.of), "")
    return table.language or of or house.settings.language or next(iter(house.settings.languages), "") or "en"


def _members(house: House, table: EditionTable, show: Show) -> list[Episode]:
    """What may be in an edition, oldest first: the episodes of its show in its language.

    What no directory is to list would be listed with it, and a trailer is no article.
    """
    documents = house.catalogue.documents()
    read = [(episode, documents.get(article, ())) for article, episode, *_ in house.catalogue.published()]
    found = series.line_up(read, [show.language], house.settings)
    named = {one.name: episodes for one, _, episodes in found.series}
    episodes = named[table.of] if table.of else found.languages[0][1]
    return [
        one
        for one in reversed(episodes)
        if one.language == show.language and one.published <= house.clock
        if not one.listing.block and one.listing.kind != "trailer"
    ]


def _known(house: House, table: EditionTable, label: str) -> bool:
    """Whether an edition was made; one whose run was killed before it was in place was not."""
    entry = house.catalogue.entry(_id(table, label))
    return entry is not None and (entry.withdrawn or house.catalogue.episode(entry.id) is not None)


def _id(table: EditionTable, label: str) -> str:
    return f"{_OURS}{table.name}/{label}"


def _kept(house: House, table: EditionTable) -> dict[str, list[str]]:
    """GUIDs of the articles of each edition that is published, by its label."""
    prefix = f"members/{table.name}/"
    named = house.catalogue.remembered("edition")
    found = {name.removeprefix(prefix): guids for name, guids in named.items() if name.startswith(prefix)}
    entries = {label: house.catalogue.entry(_id(table, label)) for label in found}
    return {label: guids for label, guids in found.items() if (one := entries[label]) and not one.withdrawn}


def _make(
    house: House,
    table: EditionTable,
    show: Show,
    label: str,
    members: Sequence[Episode],
    made: list[Episode],
    told: list[str],
) -> None:
    if not members:
        house.catalogue.withdraw(_id(table, label))
        return
    try:
        made.append(_pressed(house, table, show, label, members))
    except PublishError as error:
        if "bit rate" not in str(error):
            raise
        told.append(f"[[editions]] {table.name}: {label} was not made: {error}")


def _pressed(house: House, table: EditionTable, show: Show, label: str, members: Sequence[Episode]) -> Episode:
    """Join an edition and put it in place."""
    catalogue = house.catalogue
    seen = max(one.published for one in members)
    entry = catalogue.adopt(_id(table, label), show.language, f"{table.name}-{label}", seen, house.clock)
    before = catalogue.episode(entry.id)
    recording, starts = joined(house, table, members)
    draft = replace(_draft(table, show, members, starts, recording), guid=entry.guid, slug=entry.slug)
    draft = replace(draft, published=entry.published, modified=house.clock)
    articles = {episode.guid: article for article, episode, *_ in catalogue.published()}
    readings = [catalogue.reading(articles[one.guid]) for one in members]
    reading = merged(draft.title, readings, starts)
    head = tag.id3(draft, reading, show, mastering.in_tag(house.output.read(show.cover), recording))
    found = mastering.master(house, draft, recording, head, opus.label(draft, show), before)()
    digest = sha256("\n".join(f"{one.guid} {one.heard}" for one in members).encode()).hexdigest()
    casting = json.dumps({"wanted": "", "first": draft.voice, "voices": []})
    revision = Revision(entry.id, Made(entry.id, digest, casting), found, reading, Claims(), ())
    home = edition.show(house.output, catalogue, house.settings, show.language)  # its page is among the language's
    guids = [one.guid for one in members]
    # first: where this run is killed, the next one finds the record, and makes no more
    catalogue.remember("edition", f"members/{table.name}/{label}", guids)
    _note_heard(catalogue, entry.id, found, guids)
    placed = edition.digest(home, found), edition.place(house.output, catalogue, home, entry, revision)
    catalogue.commit(revision)
    catalogue.placed(entry.id, *placed)
    return found


def joined(house: House, table: EditionTable, members: Sequence[Episode]) -> tuple[Recording, list[float]]:
    """The articles' own sound in a row, after the edition's; and where each article begins, in seconds.

    Raises:
        PublishError: they differ in bit rate, or one is not there.
    """
    intro, between = (mastering.insert(house, name) for name in (table.intro, table.between))
    takes: list[Take] = [intro] if intro else []
    own: list[int] = []
    for number, one in enumerate(members):
        takes += [between] if between and number else []
        own.append(len(takes))
        takes.append(_take(house, one))
    bitrates = sorted({take.bitrate for take in takes})
    if len(bitrates) > 1:
        raise PublishError(f"its sounds differ in bit rate ({bitrates} kb/s); publish its articles once more with one")
    recording = stitch.join(takes, [PAUSE] * len(takes))
    origins = stitch.starts(recording)
    return recording, [origins[index] for index in own]


def _take(house: House, one: Episode) -> Take:
    """An episode's whole sound as a take: its frames are those of its MP3."""
    head = next(house.output.chunks(one.audio))
    count = round(one.seconds / FRAME_SECONDS)
    bitrate = (one.bytes - tag.size(head)) // (3 * count)
    return Take(f"{mastering.FROM_MP3}{one.audio}", count, 0.0, 0.0, bitrate)


def merged(title: str, readings: Sequence[Reading], starts: Sequence[float]) -> Reading:
    """The articles' texts in a row, a heading each, with their times in the edition."""
    blocks: list[Block] = [Block("title", title)]
    sentences: list[TimedSentence] = []
    for reading, start in zip(readings, starts, strict=True):
        first = len(blocks)
        for block in reading.blocks:
            kind = _KINDS.get(block.kind, block.kind)
            level = 2 if block.kind == "title" else block.level + 1 if block.kind == "heading" else block.level
            blocks.append(replace(block, kind=kind, level=min(level, 6)))
        for one in reading.sentences:
            words = tuple(replace(word, start=_at(word.start, start), end=_at(word.end, start)) for word in one.words)
            sentences.append(
                replace(
                    one,
                    start=_at(one.start, start),
                    end=_at(one.end, start),
                    block=first + one.block,
                    words=words,
                )
            )
    return Reading(tuple(blocks), tuple(sentences))


def _at(moment: float, start: float) -> float:
    return round(moment + start, 3)


def _draft(
    table: EditionTable, show: Show, members: Sequence[Episode], starts: Sequence[float], recording: Recording
) -> Episode:
    """The edition but for its identity and what only its MP3 knows."""
    first = members[0]
    links = [feed.address.page(show, one) for one in members]
    rows = [
        f'<li><a href="{html.escape(link)}">{html.escape(plain.line(one.title))}</a></li>'
        for one, link in zip(members, links, strict=True)
    ]
    words = phrases(show.language, "feed")
    said = f"<p>{html.escape(str(words['disclosure']), quote=False)}</p>" if show.disclose else ""
    day = members[0].published.astimezone(ZoneInfo(table.zone)).date()
    if table.every == "week":
        day -= timedelta(days=day.weekday())
    return Episode(
        guid="",
        language=show.language,
        slug="",
        title=f"{show.title} · {_date(day, show.language)}",
        published=first.published,
        modified=first.published,
        audio="",
        bytes=0,
        seconds=round(recording.seconds, 3),
        voice=first.voice,
        synthetic=first.synthetic,
        authors=tuple(dict.fromkeys(name for one in members for name in one.authors)),
        summary=" · ".join(one.title for one in members),
        notes=notes.clean(f"<ul>{''.join(rows)}</ul>\n{said}".strip()),
        chapters=tuple(
            Chapter(round(start, 3) if start > LEAD else 0.0, one.title, link)
            for one, start, link in zip(members, starts, links, strict=True)
        ),
        tags=tuple(dict.fromkeys(tag for one in members for tag in one.tags)),
        listing=_listing(show, members),
        edition=table.name,
    )


def _listing(show: Show, members: Sequence[Episode]) -> Listing:
    """As its articles are listed: parents are warned of one, they are warned of all; whom they name is named."""
    told = [one.listing.explicit for one in members]
    explicit = any(show.explicit if one is None else one for one in told)
    credits_ = dict.fromkeys(credit for one in members for credit in one.listing.credits)
    return Listing(explicit=explicit if any(one is not None for one in told) else None, credits=tuple(credits_))


def _date(day: date, language: str) -> str:
    from babel import UnknownLocaleError
    from babel.dates import format_date

    try:
        return str(format_date(day, "long", locale=language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()

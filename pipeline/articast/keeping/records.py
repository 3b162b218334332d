"""Records: what is published, written down beside it. The catalogue is a cache of them.

`<lang>/<slug>/record.json` has an episode's identity, dates, texts and the clips in its MP3; the one at the root has
what belongs to no episode. Nothing private is in them: a name that is no plain web address stands as a keyed digest.
"""

from __future__ import annotations

import hmac
import json
import zlib
from base64 import b85decode, b85encode
from dataclasses import dataclass, field, replace
from datetime import datetime  # noqa: TC003  pydantic reads the annotations
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from articast.errors import ForeignError, PublishError
from articast.keeping.catalogue import NOTHING, Claims, Made, Revision
from articast.keeping.identities import HIDDEN, Entry
from articast.model import Episode, Measures, Reading, Spoken

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

NAME = "record.json"

FORMAT = 1
"""Of a record's layout: grows when a key changes its meaning; records of a higher one are refused."""


@dataclass(frozen=True, slots=True)
class Record:
    """One episode as its folder tells it."""

    guid: str
    id: str
    """The article's, as `hidden` gives it."""
    document: str
    """Of what it was last made from, likewise."""
    language: str
    slug: str
    title: str
    published: datetime
    state: Literal["published", "withdrawn", "awaited"] = "published"
    """`awaited`: it is to come back, and its audio is gone: the next run that has its source makes it."""
    format: int = FORMAT
    program: str = ""
    """The version that wrote it."""
    digests: dict[str, str] = field(default_factory=dict)
    """`document`; `decided`, the configuration's part in it; `words`; `files`, of all that companions were made from.
    That of the MP3 is the episode's own."""
    measures: Measures = NOTHING
    casting: str = ""
    """The voices, as they are compared when the source comes by again."""
    episode: Episode | None = None
    """None where it is withdrawn or awaited."""
    claims: Claims | None = None
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Bytes and SHA-256 of each file of the folder, by name."""
    addresses: tuple[tuple[str, str], ...] = ()
    """Audio that feeds named before, and when it was replaced: it is answered for a while."""
    text: str = ""
    """Reading and clips: JSON, deflated, Base85 (a third of its size, and nobody reads it twice)."""

    @property
    def folder(self) -> str:
        """`<lang>/<slug>`."""
        return f"{self.language}/{self.slug}"


@dataclass(frozen=True, slots=True)
class _Text:
    reading: Reading
    takes: tuple[Spoken, ...]
    clips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """What belongs to no episode."""

    key: str
    """Of the digests of names; made once, kept for ever."""
    state: str
    """Digest of the edition: another one tells a run that others have published meanwhile."""
    format: int = FORMAT
    program: str = ""
    remembered: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Shows, editions and voices' gains, by kind and name."""
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Feeds, indexes, assets: bytes and SHA-256 by path."""


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    """Made when it is first asked for: three of them take a tenth of a second, and a proof needs none."""
    return TypeAdapter(cast("type", kind))


def hidden(name: str, key: str) -> str:
    """A name as it may be published: a plain web address as it is, anything else as its keyed digest."""
    parts = urlsplit(name)
    if parts.scheme in {"http", "https"} and parts.netloc and "@" not in parts.netloc and not parts.query:
        return name
    if name.startswith(HIDDEN):
        return name
    return HIDDEN + hmac.new(key.encode(), name.encode("utf-8", "surrogatepass"), sha256).hexdigest()[:32]


def record_of(
    entry: Entry,
    revision: Revision | None,
    files: Mapping[str, tuple[int, str]],
    addresses: Sequence[tuple[str, str]],
    key: str,
    program: str,
    made_from: str,
) -> Record:
    """An episode's record; of a withdrawn one only who it is.

    Args:
        entry: the article's identity.
        revision: as the catalogue keeps it; None of a withdrawn episode whose text is gone.
        files: of its folder, by name; the record itself is not among them.
        addresses: audio that feeds named before.
        key: of the digests of names.
        program: our version.
        made_from: digest of all that its companions were made from.
    """
    who: dict[str, Any] = {
        "guid": entry.guid,
        "id": hidden(entry.id, key),
        "document": hidden(revision.document, key) if revision else "",
        "language": entry.language,
        "slug": entry.slug,
        "published": entry.published,
        "program": program,
        "files": {name: files[name] for name in sorted(files)},
    }
    if entry.withdrawn or revision is None:
        return Record(**who, title="", state="withdrawn" if entry.withdrawn else "awaited")
    made = revision.made
    text = _adapter(_Text).dump_json(_Text(_public(revision.reading), revision.takes, revision.clips))
    return Record(
        **who,
        title=revision.episode.title,
        digests={"document": made.digest, "decided": made.decided, "words": revision.words, "files": made_from},
        measures=revision.measures,
        casting=made.casting,
        episode=revision.episode,
        claims=revision.claims,
        addresses=tuple(addresses),
        text=b85encode(zlib.compress(text, 6)).decode(),
    )


def _public(reading: Reading) -> Reading:
    """Without what the page had and nobody is to read: an editor's comments are among what was left out."""
    seen = tuple(replace(one, block=replace(one.block, source="")) for one in reading.seen)  # paths of pictures, too
    return Reading(reading.blocks, reading.sentences, reading.notes, seen=seen)


def entry_of(record: Record) -> Entry:
    """The identity that a record tells."""
    return Entry(
        record.id, record.guid, record.language, record.slug, record.published, withdrawn=record.state == "withdrawn"
    )


def revision_of(record: Record, article: str) -> Revision | None:
    """What the catalogue keeps of an episode, by its id there, from its record; None of a withdrawn one."""
    if record.episode is None:
        return None
    text = _adapter(_Text).validate_json(zlib.decompress(b85decode(record.text)))
    digests = record.digests
    return Revision(
        record.document,
        Made(article, digests.get("document", ""), record.casting, digests.get("decided", "")),
        record.episode,
        text.reading,
        record.claims or Claims(),
        text.clips,
        text.takes,
        record.measures,
        digests.get("words", ""),
    )


def dump(value: Record | Root) -> bytes:
    """As it is published: the same bytes for equal values."""
    adapter = _adapter(Record if isinstance(value, Record) else Root)
    plain = adapter.dump_python(value, mode="json", exclude_defaults=True)
    return json.dumps({"format": value.format, **plain}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def load(content: bytes, path: str) -> Record:
    """The record that `dump` wrote.

    Args:
        content: the file's.
        path: where it lies, for the error.

    Raises:
        PublishError: it cannot be read.
        ForeignError: a newer version wrote it.
    """
    found: Record = _loaded(_adapter(Record), content, path)
    if found.episode is None and found.state == "published":
        raise PublishError(f"{path}: it has no episode; put back what was published, or take it away")
    return found


def load_root(content: bytes, path: str = NAME) -> Root:
    """The root's record.

    Raises:
        PublishError: it cannot be read.
        ForeignError: a newer version wrote it.
    """
    found: Root = _loaded(_adapter(Root), content, path)
    return found


def _loaded(adapter: TypeAdapter[Any], content: bytes, path: str) -> Any:
    try:
        plain = json.loads(content)
        if plain.get("format", FORMAT) > FORMAT:
            raise ForeignError(f"{path} was written by a newer Articast: update")
        return adapter.validate_python(adapter.validate_json(content))
    except (ValueError, ValidationError, AttributeError, TypeError) as error:
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise PublishError(
            f"{path}: a record that cannot be read ({cause}); put back what was published, or take it away"
        ) from error


def said_by(title: str, sentences: Sequence[str]) -> str:
    """Digest of an article's words as written, for knowing it again under another name."""
    return sha256("\n".join([title, *sentences]).encode("utf-8", "surrogatepass")).hexdigest()[:32]

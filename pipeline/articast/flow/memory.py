"""What is remembered of earlier runs, and whether it still holds: the reason that nothing is done twice."""

from __future__ import annotations

import json
import os
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from articast import sources
from articast.flow.preparing import Kept, Plan, Work
from articast.keeping import Revision, records
from articast.publishing import edition
from articast.text import numbering

if TYPE_CHECKING:
    from dataclasses import Field

    from articast.flow.house import House
    from articast.model import Document, Said


@dataclass(frozen=True, slots=True)
class Memory:
    """What sources are told of earlier runs: nothing, where what they became must be made again."""

    house: House
    decided: str
    """Digest of all that the configuration decides of an episode."""
    hidden: bool
    """Articles were taken over from records, and their documents have not all come by yet."""

    @classmethod
    def of(cls, house: House) -> Memory:
        """The house's memory."""
        return cls(house, decided_by(house), house.catalogue.hidden())

    def recall(self, url: str) -> sources.Visit | None:
        """A visit, if what came of it is still published as the plan wants it."""
        kept = self.house.catalogue.recall("visit", url)
        if kept is None or kept["plan"] != self.decided:
            return None
        return sources.Visit(**kept["visit"]) if self.intact(kept["visit"]["seen"]) else None

    def remember(self, url: str, visit: sources.Visit) -> None:
        """Keep a visit."""
        self.house.catalogue.remember("visit", url, {"plan": self.decided, "visit": asdict(visit)})

    def digest(self, content: str) -> str:
        """Of a document's content and all else that decides its episode."""
        return sha256(f"{content}{self.decided}".encode()).hexdigest()

    def follow(self, document: Document, digest: str) -> None:
        """Let a file that was moved keep the article that it was published as.

        That is so where nothing was ever published under its name, and of all files that became an article of the very
        same content exactly one is no longer there. A copy, whose first is still there, is another article; so is a
        file that was moved and changed at once.
        """
        catalogue = self.house.catalogue
        if (
            document.url
            or "://" in document.id
            or document.id.startswith("urn:")
            or document.id[0] == "-"
            or catalogue.made(document.id)
            or catalogue.entry(document.id)
        ):
            return
        gone = [name for name in catalogue.same(digest) if self._is_gone(name)]
        if len(gone) == 1:
            catalogue.rename(gone[0], document.id)

    def other(self, article: str, document: str) -> str:
        """Another document that an article was published from and that is still there; empty where there is none."""
        makers = self.house.catalogue.makers(article)
        here = [name for name in makers if name != document and "://" not in name and not self._is_gone(name)]
        return "" if document in makers or not here else here[-1]

    def _is_gone(self, name: str) -> bool:
        """Whether that id is of a file that is not there.

        What was in an archive (`export.zip!/post`) is gone with it. Not asked of URLs, of standard input, and of names
        that are no text (`backslashreplace`).
        """
        return (
            "://" not in name
            and not name.startswith(("-", "urn:"))
            and "\\" not in name
            and not os.path.lexists(self.house.settings.path(name.partition("!/")[0]))
        )

    def reveal(self, document: Document) -> None:
        """Call what is known of a document from a record alone, by the digest of its name, by its name."""
        if self.hidden:
            key = edition.key_of(self.house.catalogue)
            self.house.catalogue.reveal(records.hidden(document.id, key), document.id)

    def intact(self, document: str, digest: str = "") -> bool:
        """Whether a document's episode is published as the configuration wants it, with all its files; or withdrawn."""
        its = self.house.catalogue.standing(document)
        if its is None or (digest and its.digest != digest):
            return False
        if its.withdrawn:
            return True
        if not its.episode or self.house.settings.refresh:
            return False
        return all(size is not None and self.house.output.has(path, size) for path, size in its.files.items())


def decided_by(house: House) -> str:
    """Digest of all that the configuration decides of an episode beside its document.

    Our own code is none of it: a new version changes nothing that is published, unless it is asked to (`--refresh`).
    """
    settings, plan = house.settings, replace(house.plan, refresh=False)
    speech, shows = settings.speech, (settings.show, *settings.shows.values())
    files = (speech.intro, speech.outro, speech.between, *(table.cover for table in shows))
    tables = {"bitrate", "opus", "speech", "show", "shows", "theme", "disclose", "signing", "base_url"}
    told = settings.model_dump_json(include=tables, exclude_defaults=True)  # the same where a newer version knows more
    whole = sha256(f"{_set_of(plan)}{told}".encode())
    for name in filter(None, files):
        path = settings.path(name)
        whole.update(path.read_bytes() if path.is_file() else b"")
    return whole.hexdigest()


def _set_of(value: object) -> str:
    """What of a value is not as it is where nobody says anything: the same where a newer version knows more of it."""
    if isinstance(value, tuple):
        return f"({', '.join(map(_set_of, value))})"
    if not is_dataclass(value) or isinstance(value, type):
        return repr(value)
    spare = {one.name: _default(one) for one in fields(value)}
    own = {name: getattr(value, name) for name in spare}
    return f"({', '.join(f'{name}={_set_of(its)}' for name, its in own.items() if its != spare[name])})"


def _default(one: Field[Any]) -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


def worded_by(plan: Plan) -> str:
    """Digest of what the publisher decides of how a sentence is said."""
    return sha256(f"{_set_of(plan.lexicon)}{plan.switch_language}".encode()).hexdigest()


def casting_of(work: Work) -> str:
    """The voices of an article's languages, and what the publisher had asked for; then those of its other speakers."""
    wishes = dict(work.wishes)
    voices = [[language, wishes.get(language, ""), voice.id] for language, voice in work.voices]
    return json.dumps([*voices, *([part.name, part.wish, part.voice.id] for part in work.parts)])


def kept_of(revision: Revision | None, plan: Plan) -> Kept:
    """What stays of an episode when its article is made again."""
    if revision is None or plan.refresh:
        return Kept()
    try:
        voices = tuple((language, wish, voice) for language, wish, voice in json.loads(revision.made.casting))
    except ValueError:  # an older version's
        return Kept()
    said: list[tuple[str, str, str, Said]] = []
    if revision.made.decided == worded_by(plan) and len(revision.takes) == len(revision.reading.sentences):
        numbers = numbering.said(revision.reading.blocks)
        language = voices[0][0]
        said = [
            (timed.text, timed.language or language, "" if timed.offset else numbers[timed.block], take.said)
            for timed, take in zip(revision.reading.sentences, revision.takes, strict=True)
            if not any(change.rule == "edit" for change in take.said.changes)
        ]
    return Kept(voices, tuple(said))

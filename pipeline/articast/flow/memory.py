"""What is remembered of earlier runs, and whether it still holds: the reason that nothing is done twice."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from articast import sources
from articast.errors import ArticastError
from articast.flow.preparing import Plan, Work, cast_voice
from articast.publishing import edition

if TYPE_CHECKING:
    from articast.flow.house import House
    from articast.model import Document


@dataclass(frozen=True, slots=True)
class Memory:
    """What sources are told of earlier runs: nothing, where what they became must be made again."""

    house: House
    decided: str
    """Digest of all that decides an episode beside its document."""

    @classmethod
    def of(cls, house: House) -> Memory:
        """The house's memory."""
        return cls(house, decided_by(house))

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

    def intact(self, document: str, digest: str = "") -> bool:
        """Whether a document's episode is published, by the voice that would speak it now, with all its files."""
        made = self.house.catalogue.made(document)
        if made is None or (digest and made.digest != digest):
            return False
        entry, episode = self.house.catalogue.entry(made.id), self.house.catalogue.episode(made.id)
        if entry is None or episode is None:
            return False
        files: dict[str, int | None] = {
            episode.audio: episode.bytes,
            **{other.path: other.bytes for other in episode.alternates},
        }
        files |= {episode.cover: None} if episode.cover else {}
        return entry.withdrawn or (
            stands(made.casting, self.house.plan)
            and all(self.house.output.has(path, size) for path, size in files.items())
        )


def decided_by(house: House) -> str:
    """Digest of all that decides an episode beside its document: plan, sound, tag, and our own code and data."""
    settings, plan = house.settings, house.plan
    speech, shows = settings.speech, (settings.show, *settings.shows.values())
    files = (speech.intro, speech.outro, speech.between, *(table.cover for table in shows))
    tables = {"bitrate", "opus", "speech", "show", "shows", "theme", "disclose", "signing", "base_url"}
    told = settings.model_dump_json(include=tables)
    whole = sha256(f"{edition.fingerprint()}{plan!r}{told}".encode())
    for name in filter(None, files):
        path = settings.path(name)
        whole.update(path.read_bytes() if path.is_file() else b"")
    return whole.hexdigest()


def casting_of(work: Work, plan: Plan) -> str:
    """The voices of an article's languages, as they are compared when its source comes by again."""
    wanted = work.script.voice or work.article.voice
    first = cast_voice(work.article.language, wanted, plan).id
    voices = [[language, voice.id, voice.options] for language, voice in work.voices]
    return json.dumps({"wanted": wanted, "first": first, "voices": voices})


def stands(casting: str, plan: Plan) -> bool:
    """Whether an article's voices would be cast as they were: an article that fell to another voice keeps that one."""
    kept = json.loads(casting)
    for index, (language, name, options) in enumerate(kept["voices"]):
        try:
            voice = cast_voice(language, "" if index else kept["wanted"], plan)
        except ArticastError:
            return False
        fallen = not index and kept["first"] != name
        if voice.id != (kept["first"] if fallen else name) or (not fallen and [*map(list, voice.options)] != options):
            return False
    return True

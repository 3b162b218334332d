"""Articles' lead images: from the web by our own client, or from beside a local article."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from articast.errors import SourceError
from articast.sources import files
from articast.sources.archives import IN, opened
from articast.sources.values import Fetched

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from articast.model import Document
    from articast.sources.archives import Archive
    from articast.sources.client import Client
    from articast.sources.values import Options

_ACCEPT = "image/jpeg,image/png,image/webp,image/*;q=0.8"
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(slots=True)
class Pictures:
    """One for a run: what it asks servers, it asks by the same manners and limits as for pages."""

    options: Options
    base: Path
    """Folder that no local file outside of is read."""
    _client: Client | None = field(default=None, init=False)
    _archive: tuple[Path, Archive] | None = field(default=None, init=False)
    """The one that was opened last: a book's chapters follow one another."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client:
            self._client.__exit__(kind, error, trace)

    def read(self, name: str, document: Document) -> bytes:
        """An image's bytes, whatever they are; nothing of them is looked at.

        Args:
            name: an address, or a path relative to the document's own; only a file's document may name a path.
            document: whose image it is; what stands in an archive has its pictures there, and `!/` begins a path
                from the archive's root.

        Raises:
            SourceError: it cannot be fetched or read, may not be, or is too large.
        """
        if _WEB.match(name):
            client = self._asking()
            return client.get(client.introduce(name)).body
        if _SCHEME.match(name) or isinstance(document, Fetched) or document.url or document.source == "-":
            raise SourceError(f"{name[:200]} is no http:// or https:// address")
        archive, inside, entry = document.source.partition(IN)
        if inside or name.startswith(IN):
            folder = "" if name.startswith(IN) else posixpath.dirname(entry)
            return self._packed(Path(archive), posixpath.normpath(posixpath.join(folder, name.removeprefix(IN))))
        return self._file(Path(document.source).parent, name)

    def _packed(self, path: Path, name: str) -> bytes:
        """A file of an archive; names that lead out of it are none of its names."""
        if self._archive is None or self._archive[0] != path:
            try:
                body, _ = files.contents(path, self.options)
            except OSError as error:
                raise SourceError(f"{path}: {files.why(error)}") from error
            self._archive = path, opened(body, str(path), self.options.max_bytes)
        archive = self._archive[1]
        found = archive.read(name)
        found = archive.read(unquote(name)) if found is None else found
        if found is None:
            raise SourceError(f"{path}: there is no {name[:200]} in it")
        return found

    def _file(self, folder: Path, name: str) -> bytes:
        try:
            real = (folder / name).resolve()
            if not real.exists():
                real = (folder / unquote(name)).resolve()  # as pages write it
            if not real.is_relative_to(self.base.resolve()):
                raise SourceError(f"{name} is outside {self.base.resolve()}: put it beside the article")
            return files.contents(real, self.options)[0]
        except (OSError, ValueError, RuntimeError) as error:  # no such file, a null in its name, a loop of links
            raise SourceError(f"{name}: {files.why(error) if isinstance(error, OSError) else error}") from error

    def _asking(self) -> Client:
        from articast.sources.client import Client

        if self._client is None:
            self._client = Client(self.options, accept=_ACCEPT)
        return self._client

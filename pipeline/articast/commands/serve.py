"""Shows `output/` on a local port as a podcast app and a browser need it: byte ranges, validators, types, CORS.

For looking and testing; any web server publishes the same files.
"""

from __future__ import annotations

import gzip
import mimetypes
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from articast.commands import ranges
from articast.errors import ConfigurationError

if TYPE_CHECKING:
    from os import stat_result

_TYPES = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".mp3": "audio/mpeg",
}
_NAMES = {"chapters.json": "application/json+chapters; charset=utf-8", "oembed.json": "application/json+oembed"}
_NAMES["sitemap.xml"] = "application/xml; charset=utf-8"
_PACKED = (".xml", ".json", ".html", ".js", ".css", ".vtt", ".srt")
_BOUNDARY = "articast-3f9c1e7a52"
"""Between the parts of an answer of several ranges; 18 characters that no text has by chance."""
_CHUNK = 1 << 16


class _Handler(SimpleHTTPRequestHandler):
    """GET and HEAD of files below the folder; no listings."""

    protocol_version = "HTTP/1.1"
    server_version = "articast"
    sys_version = ""

    def do_GET(self) -> None:
        """A file, or a range of it."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Its head."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                return self._refuse(HTTPStatus.MOVED_PERMANENTLY, location=self.path.partition("?")[0] + "/")
            path /= "index.html"
        root = Path(self.directory).resolve()
        hidden = any(part.startswith(".") for part in path.parts[len(Path(self.directory).parts) :])
        if hidden or not path.resolve().is_relative_to(root) or not path.is_file():
            return self._refuse(HTTPStatus.NOT_FOUND)
        with path.open("rb") as file:
            return self._send(path, file, path.stat(), body=body)

    def _send(self, path: Path, file: BinaryIO, stat: stat_result, *, body: bool) -> None:
        tag = f'"{blake2b(f"{stat.st_mtime_ns}-{stat.st_size}".encode(), digest_size=8).hexdigest()}"'
        if self._known(tag, stat):
            return self._refuse(HTTPStatus.NOT_MODIFIED, etag=tag)
        asked = ranges.wanted(self.headers.get("Range", ""), stat.st_size) if self._ranged(tag, stat, body) else None
        if asked == []:
            return self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, content_range=f"bytes */{stat.st_size}")
        kind = _NAMES.get(path.name) or _TYPES.get(path.suffix) or _guess(path)
        whole: list[bytes | tuple[int, int]] = [(0, stat.st_size - 1)]
        if asked is None and path.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            whole = [gzip.compress(file.read(), 6, mtime=0)]
            tag = f'{tag[:-1]}-gzip"'  # other bytes, another strong validator
        parts = _several(asked, kind, stat.st_size) if asked and len(asked) > 1 else [*(asked or whole)]
        self.send_response(HTTPStatus.OK if asked is None else HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", kind if len(parts) == 1 else f"multipart/byteranges; boundary={_BOUNDARY}")
        self.send_header("Content-Length", str(sum(map(_length, parts))))
        if isinstance(parts[0], bytes) and len(parts) == 1:
            self.send_header("Content-Encoding", "gzip")
        if asked and len(asked) == 1:
            self.send_header("Content-Range", f"bytes {asked[0][0]}-{asked[0][1]}/{stat.st_size}")
        self.send_header("Last-Modified", formatdate(stat.st_mtime, usegmt=True))
        self.send_header("ETag", tag)
        self.end_headers()
        for part in parts if body else ():
            if isinstance(part, bytes):
                self._write(part)
            else:
                self._copy(file, part[0], _length(part))
        return None

    def _ranged(self, tag: str, stat: stat_result, body: bool) -> bool:
        """Whether ranges are given: of a GET, and to who has a part of these very bytes (If-Range)."""
        since = self.headers.get("If-Range")
        same = since is None or since.strip() in {tag, formatdate(stat.st_mtime, usegmt=True)}
        return body and same

    def _write(self, chunk: bytes) -> bool:
        try:
            self.wfile.write(chunk)
        except (BrokenPipeError, ConnectionResetError):  # players stop listening when they have enough
            self.close_connection = True
            return False
        return True

    def _copy(self, file: BinaryIO, start: int, left: int) -> None:
        file.seek(start)
        while left and (chunk := file.read(min(_CHUNK, left))) and self._write(chunk):
            left -= len(chunk)

    def _known(self, tag: str, stat: stat_result) -> bool:
        if (match := self.headers.get("If-None-Match")) is not None:
            return match.strip() == "*" or tag[:-1] in match  # with -gzip or without
        since = self.headers.get("If-Modified-Since")
        try:
            return since is not None and int(stat.st_mtime) <= parsedate_to_datetime(since).timestamp()
        except (TypeError, ValueError):
            return False

    def _refuse(self, status: HTTPStatus, location: str = "", etag: str = "", content_range: str = "") -> None:
        self.send_response(status)
        for name, value in (("Location", location), ("ETag", etag), ("Content-Range", content_range)):
            if value:
                self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def end_headers(self) -> None:
        """What every answer says."""
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet: the terminal is the publisher's."""


def server(folder: Path, host: str = "127.0.0.1", port: int = 8000) -> ThreadingHTTPServer:
    """A server of a folder, bound and not yet serving.

    Raises:
        ConfigurationError: no such folder, or the port is taken.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: nothing is published there yet; run `articast publish` first")

    class Handler(_Handler):
        def __init__(self, *args: object, **keywords: object) -> None:
            super().__init__(*args, directory=str(folder.absolute()), **keywords)  # type: ignore[arg-type]

    try:
        found = ThreadingHTTPServer((host, port), Handler)
    except OSError as error:
        raise ConfigurationError(f"port {port} of {host}: {error.strerror}; take another with --port") from error
    except OverflowError as error:
        raise ConfigurationError(f"port {port}: ports end at 65535; take another with --port") from error
    found.daemon_threads = True
    return found


def _guess(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _several(asked: list[tuple[int, int]], kind: str, size: int) -> list[bytes | tuple[int, int]]:
    """The parts of a multipart/byteranges answer: heads as bytes, ranges of the file between them."""
    parts: list[bytes | tuple[int, int]] = []
    for start, end in asked:
        head = f"\r\n--{_BOUNDARY}\r\nContent-Type: {kind}\r\nContent-Range: bytes {start}-{end}/{size}\r\n\r\n"
        parts += [head.encode(), (start, end)]
    return [*parts, f"\r\n--{_BOUNDARY}--\r\n".encode()]


def _length(part: bytes | tuple[int, int]) -> int:
    return len(part) if isinstance(part, bytes) else part[1] - part[0] + 1

"""Shows `output/` on a local port as a podcast app and a browser need it: byte ranges, validators, types, CORS.

For looking and testing; any web server publishes the same files.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

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
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
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
        wanted = _RANGE.fullmatch(self.headers.get("Range", ""))
        packed = b""
        if not wanted and path.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            packed = gzip.compress(file.read(), 6, mtime=0)
        start, end = 0, stat.st_size - 1
        if wanted:
            bounds = _bounds(wanted, stat.st_size)
            if bounds is None:
                return self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, content_range=f"bytes */{stat.st_size}")
            start, end = bounds
        self.send_response(HTTPStatus.PARTIAL_CONTENT if wanted else HTTPStatus.OK)
        self.send_header("Content-Type", _NAMES.get(path.name) or _TYPES.get(path.suffix) or _guess(path))
        self.send_header("Content-Length", str(len(packed) if packed else end - start + 1))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{end}/{stat.st_size}")
        self.send_header("Last-Modified", formatdate(stat.st_mtime, usegmt=True))
        self.send_header("ETag", tag)
        self.end_headers()
        if body and packed:
            self.wfile.write(packed)
        elif body:
            self._copy(file, start, end - start + 1)
        return None

    def _copy(self, file: BinaryIO, start: int, left: int) -> None:
        file.seek(start)
        while left and (chunk := file.read(min(_CHUNK, left))):
            try:
                self.wfile.write(chunk)
            except (BrokenPipeError, ConnectionResetError):  # players stop listening when they have enough
                self.close_connection = True
                return
            left -= len(chunk)

    def _known(self, tag: str, stat: stat_result) -> bool:
        if (match := self.headers.get("If-None-Match")) is not None:
            return tag in match
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


def _bounds(wanted: re.Match[str], size: int) -> tuple[int, int] | None:
    first, last = wanted.groups()
    if not first and not last:
        return None
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    return (start, end) if start <= end and start < size else None

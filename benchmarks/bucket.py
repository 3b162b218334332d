"""A run where nothing changed, on a bucket whose every answer takes 30 ms: its time and its requests.

A stand-in on this machine shows the archive of `benchmarks.archive` as a bucket of S3's kind; the real client asks.

Usage: python -m benchmarks.bucket [EPISODES [MILLISECONDS]]    goal: 10,000 under 5 s at 30 ms
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from bisect import bisect_right
from collections import Counter
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from benchmarks import archive

PAGE = 1000
"""Keys an answer, as S3 gives them."""


class Bucket:
    """Keys and their bytes, or the files that hold them; every answer takes so many seconds."""

    def __init__(self, delay: float) -> None:
        self.delay, self.asked = delay, Counter[str]()
        self.held: dict[str, bytes | Path] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.told(self)

            do_HEAD = do_PUT = do_DELETE = do_GET  # noqa: N815  the library's names

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def told(self, request: BaseHTTPRequestHandler) -> None:
        """Answer a request, late."""
        time.sleep(self.delay)
        url = urlsplit(request.path)
        asked, key = parse_qs(url.query), unquote(url.path).removeprefix("/pod").lstrip("/")
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        self.asked["LIST" if "list-type" in asked else request.command] += 1
        if "list-type" in asked:
            self.answer(request, 200, self.listed(asked))
        elif request.command == "PUT":
            there = key in self.held and request.headers.get("If-None-Match")
            if not there:
                self.held[key] = body
            self.answer(request, 412 if there else 200, b"")
        elif request.command == "DELETE":
            self.held.pop(key, None)
            self.answer(request, 204, b"")
        elif key in self.held:
            self.answer(request, 200, content(self.held[key]))
        else:
            self.answer(request, 404, b"<Error><Code>NoSuchKey</Code><Message>none</Message></Error>")

    def listed(self, asked: dict[str, list[str]]) -> bytes:
        """A page of a listing."""
        prefix, after = asked.get("prefix", [""])[0], asked.get("continuation-token", [""])[0]
        most = min(PAGE, int(asked.get("max-keys", [str(PAGE)])[0]))
        keys = sorted(key for key in self.held if key.startswith(prefix)) if not after else self.keys
        self.keys = keys
        first = bisect_right(keys, after) if after else 0
        shown = keys[first : first + most]
        more = first + most < len(keys)
        token = f"<NextContinuationToken>{escape(shown[-1])}</NextContinuationToken>" if more else ""
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{size(self.held[key])}</Size><ETag>&quot;0&quot;</ETag>"
            f"<LastModified>2026-01-01T00:00:00.000Z</LastModified><StorageClass>STANDARD</StorageClass></Contents>"
            for key in shown
        )
        told = f"<IsTruncated>{str(more).lower()}</IsTruncated><KeyCount>{len(shown)}</KeyCount>{token}{rows}"
        return f'<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{told}</ListBucketResult>'.encode()

    def answer(self, request: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
        """Send an answer."""
        request.send_response_only(status)
        request.send_header("Content-Length", str(len(body)))
        request.send_header("ETag", f'"{md5(body, usedforsecurity=False).hexdigest()}"')
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(body)
        request.wfile.flush()


def content(held: bytes | Path) -> bytes:
    return held if isinstance(held, bytes) else held.read_bytes()


def size(held: bytes | Path) -> int:
    return len(held) if isinstance(held, bytes) else held.stat().st_size


def main() -> None:
    count, milliseconds = (
        int(sys.argv[number]) if len(sys.argv) > number else of for number, of in ((1, 10_000), (2, 30))
    )
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        archive.made_up(count)
        print(f"bucket: {count} episodes, brought up to date on disk: {archive.run()}", flush=True)
        bucket = Bucket(milliseconds / 1000)
        for path in Path("output").rglob("*"):
            if path.is_file():
                bucket.held[f"audio/{path.relative_to('output').as_posix()}"] = path
        os.environ |= {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{bucket.server.server_port}",
            "AWS_ACCESS_KEY_ID": "benchmark",
            "AWS_SECRET_ACCESS_KEY": "benchmark",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        archive.COMMAND = (*archive.COMMAND, "--output", "s3://pod/audio")
        for _ in range(3):
            bucket.asked.clear()
            told = archive.run()
            requests = ", ".join(f"{many} {what}" for what, many in sorted(bucket.asked.items()))
            print(
                f"bucket: {count} episodes, {len(bucket.held)} files, {milliseconds} ms an answer: {told}; {requests}"
            )
        os.chdir("/")


if __name__ == "__main__":
    main()

"""Between a client and its bucket: what fails on the way, as it was planned."""

from __future__ import annotations

import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import urlsplit

ERROR = b"<?xml version='1.0'?><Error><Code>%s</Code><Message>injected</Message></Error>"
REFUSED = ERROR.replace(b"injected", b"%s")
DROPPED = {"connection", "transfer-encoding", "content-length", "date", "server"}


class Faulty:
    """A server before another: `plan(number, method, path)` names what goes wrong with a request, or nothing.

    "500", "503": refused for a moment; "403 Code": for good; "cut": the answer ends half-way; "lost": it is done, and nobody says so; "hang": no answer
    until the end.
    """

    def __init__(self, behind: str, plan) -> None:
        self.plan, self.seen, self.numbers = plan, [], count()
        self.ended = threading.Event()
        self.behind = urlsplit(behind).netloc
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                outer.answer(self)

            do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = answer  # noqa: N815  the library's names

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self.ended.set()
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request) -> None:
        body = _body(request)
        fault = self.plan(next(self.numbers), request.command, request.path)
        self.seen.append((request.command, request.path, fault))
        if fault == "hang":
            self.ended.wait(60)
            request.close_connection = True
        elif fault in {"500", "503"}:
            code = b"InternalError" if fault == "500" else b"SlowDown"
            _send(request, int(fault), {"Content-Type": "application/xml"}, ERROR % code)
        elif fault and fault[:3].isdigit():
            _send(request, int(fault[:3]), {"Content-Type": "application/xml"}, REFUSED % (2 * (fault[4:].encode(),)))
        else:
            status, headers, answer = self.passed_on(request, body)
            if fault == "lost":
                request.close_connection = True
            elif fault == "cut" and len(answer) > 1:
                _send(request, status, headers, answer[: len(answer) // 2], len(answer))
                request.close_connection = True
            else:
                _send(request, status, headers, answer)

    def passed_on(self, request, body):
        connection = HTTPConnection(self.behind, timeout=30)
        try:
            given = {name: value for name, value in request.headers.items() if name.lower() not in DROPPED}
            connection.request(request.command, request.path, body, given)
            answer = connection.getresponse()
            headers = {name: value for name, value in answer.getheaders() if name.lower() not in DROPPED}
            if request.command == "HEAD":
                headers["Content-Length"] = answer.getheader("Content-Length", "0")
            return answer.status, headers, answer.read()
        finally:
            connection.close()


def _body(request) -> bytes:
    if request.headers.get("Expect", "").lower() == "100-continue":
        request.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    return request.rfile.read(int(request.headers.get("Content-Length") or 0))


def _send(request, status, headers, body, length=None) -> None:
    request.send_response_only(status)
    for name, value in headers.items():
        request.send_header(name, value)
    if "Content-Length" not in headers:
        request.send_header("Content-Length", str(len(body) if length is None else length))
    request.end_headers()
    if request.command != "HEAD":
        request.wfile.write(body)
    request.wfile.flush()

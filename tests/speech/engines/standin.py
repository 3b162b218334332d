"""Services on this machine that answer like the real ones, and fail on demand.

The gTTS stand-in is a CONNECT proxy: the unmodified client talks TLS to "translate.google.com", through HTTPS_PROXY,
with a certificate of our own authority.
"""

from __future__ import annotations

import base64
import html
import json
import re
import socket
import ssl
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import lameenc
import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from articast.model import Voice
from articast.speech.engines import tone

if TYPE_CHECKING:
    from collections.abc import Callable

SILENCE = 0.25
"""Seconds around each MP3, as the real service has them."""


@cache
def mp3(text: str) -> bytes:
    """A tone for the text, with silence around it, as MP3."""
    speech = tone.say(text, Voice("tone", "plain", "mul", limit=10_000), "en")
    hush = np.zeros(round(SILENCE * speech.rate), "<i2").tobytes()
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(speech.rate)
    encoder.set_out_sample_rate(speech.rate)
    encoder.set_bit_rate(32)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(hush + speech.pcm + hush)) + bytes(encoder.flush())


def wav(text: str) -> bytes:
    speech = tone.say(text, Voice("tone", "plain", "mul", limit=10_000), "en")
    size = len(speech.pcm)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + size)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, speech.rate, 2 * speech.rate, 2, 16)
        + b"data"
        + struct.pack("<I", size)
        + speech.pcm
    )


@dataclass(frozen=True)
class Fault:
    """What happens in place of the answer."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    """In place of the right one."""
    silent: float = 0.0
    """Seconds before anything is said."""
    reset: bool = False
    sent: float = 1.0
    """Share of the body that is sent before the connection closes."""


@dataclass
class StandIn:
    """What was asked, and what to answer; request numbers start at 1."""

    answer: Callable[[dict[str, Any]], tuple[str, bytes]]
    faults: dict[int, Fault] = field(default_factory=dict)
    always: Fault | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def texts(self) -> list[str]:
        return [asked["text"] for asked in self.asked]

    def take(self, asked: dict[str, Any], headers: dict[str, str]) -> Fault:
        with self.lock:
            self.asked.append(asked)
            self.headers.append(headers)
            self.times.append(time.monotonic())
            return self.faults.get(len(self.asked), self.always or Fault())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    standin: StandIn
    context: ssl.SSLContext

    def do_CONNECT(self) -> None:
        self.send_response(200)
        self.end_headers()
        with (
            suppress(OSError),
            self.context.wrap_socket(self.connection, server_side=True) as self.connection,
            self.connection.makefile("rb") as self.rfile,
            self.connection.makefile("wb", 0) as self.wfile,
        ):
            self.close_connection = False
            while not self.close_connection:
                self.handle_one_request()
        self.close_connection = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        asked = self.parse(body)
        fault = self.standin.take(asked, dict(self.headers))
        time.sleep(fault.silent)
        if fault.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        kind, right = self.standin.answer(asked)
        said = right if fault.body is None else fault.body
        self.send_response(fault.status)
        self.send_header("Content-Type", "text/html" if fault.body is not None else kind)
        self.send_header("Content-Length", str(len(said)))
        for name, value in fault.headers:
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(said[: round(fault.sent * len(said))])
        if fault.sent < 1:
            self.close_connection = True

    def parse(self, body: bytes) -> dict[str, Any]:
        kind = self.headers["Content-Type"]
        if kind.startswith("application/ssml"):
            return {"path": self.path, "ssml": body.decode(), "text": re.sub("<[^>]*>", "", body.decode())}
        if kind.startswith("application/json") and self.path.endswith("/audio/speech"):
            asked = json.loads(body)
            return {**asked, "text": asked["input"]}
        if kind.startswith("application/json"):
            asked = json.loads(body)
            marked = asked.get("Text") or asked.get("text") or next(iter(asked.get("input", {"": ""}).values()))
            text = re.sub("<[^>]*>", "", marked) if marked.startswith("<speak>") else marked
            return {**asked, "path": self.path, "text": html.unescape(text)}
        rpc = json.loads(parse_qs(body.decode())["f.req"][0])
        text, lang, slow, _ = json.loads(rpc[0][0][1])
        return {"text": text, "lang": lang, "slow": slow, "host": self.headers["Host"]}

    def log_message(self, *_: object) -> None:
        pass


def batch(mp3: bytes) -> bytes:
    """An answer of the service's RPC: a guard line, then JSON by lines."""
    inner = json.dumps([base64.b64encode(mp3).decode()])
    line = json.dumps([["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]], separators=(",", ":"))
    return f')]}}\'\n\n{len(line)}\n{line}\n25\n[["di",42],["af.httprm",41,"1",3]]\n'.encode()


def google(asked: dict[str, Any]) -> tuple[str, bytes]:
    return "application/json; charset=utf-8", batch(mp3(asked["text"]))


def elevenlabs(asked: dict[str, Any]) -> tuple[str, bytes]:
    text = asked["text"]
    times = [SILENCE + 0.06 * at for at in range(len(text) + 1)]
    alignment = {
        "characters": list(text),
        "character_start_times_seconds": times[:-1],
        "character_end_times_seconds": times[1:],
    }
    said = {"audio_base64": base64.b64encode(mp3(text)).decode(), "alignment": alignment}
    return "application/json", json.dumps(said).encode()


def azure(asked: dict[str, Any]) -> tuple[str, bytes]:
    return "audio/x-wav", wav(html.unescape(asked["text"]))


def google_cloud(asked: dict[str, Any]) -> tuple[str, bytes]:
    marks = re.findall(r'<mark name="(\d+)"/>', asked["input"].get("ssml", ""))
    points = [{"markName": mark, "timeSeconds": 0.06 * int(mark)} for mark in marks]
    said = {"audioContent": base64.b64encode(wav(asked["text"])).decode(), "timepoints": points}
    return "application/json; charset=UTF-8", json.dumps(said).encode()


def polly(asked: dict[str, Any]) -> tuple[str, bytes]:
    if asked["OutputFormat"] != "json":
        return "audio/mpeg", mp3(asked["text"])
    sent = asked["Text"].encode()
    words = [match for match in re.finditer(rb"<[^>]*>|[^\s<>]+", sent) if not match.group().startswith(b"<")]
    lines = [
        {"time": 300 * at, "type": "word", "start": word.start(), "end": word.end(), "value": word.group().decode()}
        for at, word in enumerate(words)
    ]
    return "application/x-json-stream", "\n".join(map(json.dumps, lines)).encode()


def speech_api(asked: dict[str, Any]) -> tuple[str, bytes]:
    made = wav(asked["text"]) if asked["response_format"] == "wav" else mp3(asked["text"])
    return f"audio/{asked['response_format']}", made


class Serving:
    """A stand-in being served; a context manager."""

    def __init__(self, standin: StandIn, context: ssl.SSLContext | None = None) -> None:
        handler = type("Handler", (_Handler,), {"standin": standin, "context": context})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.standin = standin
        standin.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> StandIn:
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self.standin

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def authority(folder: Path, *hosts: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate authority's file, and a server's context with a certificate that it signed for these hosts."""
    now = datetime.now(UTC)

    def certificate(name: str, key: Any, issuer: str, signer: Any, *, ca: bool) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        )
        if ca:
            usage = x509.KeyUsage(
                digital_signature=True,
                key_cert_sign=True,
                crl_sign=True,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                encipher_only=False,
                decipher_only=False,
            )
            builder = builder.add_extension(usage, critical=True)
        return builder.sign(signer, hashes.SHA256())

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = certificate("Test authority", root_key, "Test authority", root_key, ca=True)
    leaf = certificate("server", key, "Test authority", root_key, ca=False)
    pem = serialization.Encoding.PEM
    bundle, chain = folder / "authority.pem", folder / "server.pem"
    bundle.write_bytes(root.public_bytes(pem))
    chain.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()) + leaf.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return bundle, context

"""How a hosted service is asked over its HTTP API: terms, price and key of this process, and what each answer means.

A key comes from the environment, goes into a header, and is in no message.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import re
from functools import cache
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from articast.errors import ConfigurationError, EngineError, NotReadyError, VoiceError
from articast.languages import primary
from articast.speech.engines._asking import AgainError, Service, Terms, retry_after
from articast.speech.sound import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from articast.model import Speech, Voice

T = TypeVar("T")

LARGEST = 32 * 2**20
"""Bytes of an answer: ten minutes of raw sound; a sentence is half a minute at most."""


class Desk:
    """One service as this process asks it."""

    def __init__(self, name: str, key: str, price: float, *, plain: bool = False) -> None:
        """Not asked yet.

        Args:
            name: the engine's.
            key: name of the environment variable that has the key.
            price: of a million characters, as far as it is known.
            plain: any server may be asked by http://, where others read along; else this machine alone.
        """
        self._own = (key, price)
        self._plain = plain
        self.service = Service(name, Terms(pace=5.0, budget=0, patience=120.0, timeout=60.0))
        self.key, self.billed = key, 0.0

    def configure(
        self,
        *,
        pace: float = 5.0,
        budget: int = 0,
        patience: float = 120.0,
        timeout: float = 60.0,
        price: float = 0.0,
        key: str = "",
    ) -> None:
        """Set how to ask, from now on, and start a run: see `articast.speech.engines.NetworkEngine`.

        Args:
            pace: requests a second.
            budget: requests a run; 0: no limit.
            patience: seconds for one text.
            timeout: seconds of silence from the server.
            price: of a million characters; 0: what is known of it.
            key: name of the environment variable that holds the key; empty: the service's usual one.
        """
        self.service.configure(Terms(pace, budget, patience, timeout))
        self.billed, self.key = price, key or self._own[0]

    @property
    def price(self) -> float:
        """Of a million characters: the publisher's, else the one that is known."""
        return self.billed or self._own[1]

    def missing(self) -> str:
        """The key, where the environment has none."""
        return "" if os.environ.get(self.key) else f"no key: set {self.key} in the environment"

    def secret(self, voice: str) -> str:
        """The key.

        Raises:
            NotReadyError: the environment has none.
        """
        if reason := self.missing():
            raise NotReadyError(f"voice {voice} is not ready: {reason}")
        return os.environ[self.key]

    def post(
        self,
        url: str,
        body: bytes,
        headers: Callable[[], Mapping[str, str]],
        read: Callable[[bytes], Any],
        secrets: tuple[str, ...],
    ) -> Any:
        """What `read` makes of the answer to one request; asked again where that makes sense.

        Args:
            url: of the service.
            body: what is sent.
            headers: made for each request anew (a signature has its time in it).
            read: raises EngineError where an answer is broken: it is asked for again.
            secrets: what no message may repeat.

        Raises:
            ExhaustedError: budget or patience is at its end, or the key is refused.
            EngineError: the text cannot be had.
        """
        return self.service.ask(lambda timeout: self._once(url, body, headers(), read, secrets, timeout))

    def _once(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        read: Callable[[bytes], Any],
        secrets: tuple[str, ...],
        timeout: float,
    ) -> Any:
        import httpx

        host = urlsplit(url).netloc
        here = urlsplit(url).hostname in {"127.0.0.1", "::1", "localhost"}
        if not (url.startswith("https://") or here or self._plain):
            raise ConfigurationError(
                f"[engines.{self.service.name}] base_url: a key is sent to https:// alone, not {url}"
            )
        try:
            with client().stream("POST", url, content=body, headers=dict(headers), timeout=timeout) as answer:
                content = bytearray()
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > LARGEST:
                        raise EngineError(f"{self.service.name}: {host} answers with over {LARGEST // 2**20} MB")
        except httpx.TransportError as error:
            raise AgainError(f"no answer from {host} ({type(error).__name__}: {error})") from error
        status, kind = answer.status_code, answer.headers.get("Content-Type", "")
        said = content[:300].decode("utf-8", "replace")
        for secret in filter(None, secrets):
            said = said.replace(secret, "…")
        cause = f"{status} from {host} ({said!r})"
        if status in {408, 409, 425, 429} or status >= 500:
            raise AgainError(cause, retry_after(answer.headers.get("Retry-After")))
        if status in {401, 402, 403}:
            raise self.service.end(f"refuses the key in {self.key} or the account: {cause}")
        if status != 200:
            raise EngineError(f"{self.service.name}: {cause}: see the voice's name and its options")
        if kind.startswith("text/"):
            raise AgainError(f"a page instead of audio from {host}: {said[:60]!r}")
        try:
            return read(bytes(content))
        except EngineError as error:
            raise AgainError(str(error), service=False) from error


def in_json(engine: str, content: bytes, sound: str, read: Callable[[Any], T]) -> tuple[Speech, T]:
    """The sound in an answer that is JSON with base64 in it, and what `read` makes of the rest.

    Args:
        engine: for messages.
        content: the answer.
        sound: name of the field with the sound.
        read: of the answer as Python has it; may fail in any way that an unexpected shape makes it.

    Raises:
        EngineError: it is none of the service's answers, or no sound.
    """
    try:
        answer = json.loads(content)
        data = base64.b64decode(answer[sound], validate=True)
        rest = read(answer)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, binascii.Error) as error:
        raise EngineError(f"{engine}: an answer that is none of its API ({type(error).__name__}: {error})") from error
    return decode(data), rest


def listed(voices: tuple[Voice, ...], language: str, example: str) -> Voice:
    """The first voice of a language as it is written, else of its language whatever the country.

    Raises:
        VoiceError: there is none; says how to name one that is not listed, by an example.
    """
    tag = language.lower()
    for fits in (lambda one: one.language.lower() == tag, lambda one: primary(one.language) == primary(tag)):
        for found in filter(fits, voices):
            return found
    engine = voices[0].engine
    raise VoiceError(f"{engine}: name a voice for '{language}', as {engine}:{example}; its list has them")


def region(voice: Voice, options: Mapping[str, object]) -> str:
    """The option of that name.

    Raises:
        ConfigurationError: it is none that could be part of a host's name.
    """
    name = str(options["region"])
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ConfigurationError(f"option 'region' of voice {voice.id} is none such as eu-central-1: {name!r}")
    return name


@cache
def client() -> Any:
    """One client a process: connections are kept; nothing is followed elsewhere with a key."""
    import httpx

    return httpx.Client(headers={"User-Agent": f"articast/{installed('articast')}"}, follow_redirects=False)

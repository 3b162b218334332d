"""Any server that speaks the OpenAI speech API: a hosted one, or Kokoro-FastAPI, Speaches, LocalAI on an own GPU.

The key comes from the environment and is in no message. A server may speak the same sentence differently each time.
"""

from __future__ import annotations

import ipaddress
import json
import os
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from articast.errors import ConfigurationError, NotReadyError
from articast.model import Speech, Voice
from articast.speech.engines._desk import Desk
from articast.speech.engines._scripts import fit
from articast.speech.engines._spelling import respelled
from articast.speech.sound import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.model import Pronunciation

LOCAL = False
SPELLS = True
"""Sounds of the lexicon are written in letters: it takes no phonemes."""
OPTIONS: Mapping[str, str | float] = MappingProxyType(
    {
        "base_url": "https://api.openai.com/v1",
        "format": "wav",
        "instructions": "",
        "model": "gpt-4o-mini-tts",
        "speed": 1.0,
    }
)
"""`base_url`: of the API, to which `/audio/speech` is added. `format`: `wav`, `flac` or `mp3`, as the server has it.
`instructions`: how to speak, for models that take them. `speed`: 0.25 to 4."""

_LIMIT = 1000
"""Characters: the hosted API takes 4,096, models on own hardware are trained on less."""

_VOICES = ("alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse")
"""Those of the hosted API; other servers have others, and any name is taken."""

_FORMATS = ("wav", "flac", "mp3")

_PRICES = {"tts-1": 15.0, "tts-1-hd": 30.0, "gpt-4o-mini-tts": 17.0}
"""US dollars for a million characters at the hosted API, by model: from memory of its price list of 2025, to be
checked; a publisher's own `price` comes before it. The last one is billed
by the minute of speech ($0.015); 900 characters are a minute."""

desk = Desk("openai", "OPENAI_API_KEY", 0.0, plain=True)
configure = desk.configure


def sends(voice: Voice) -> str:
    """The host that the text is sent to."""
    return str({**OPTIONS, **dict(voice.options)}["base_url"])


def price(voice: Voice) -> float:
    """As configured; else the hosted API's own for its usual models, and nothing at a server of one's own."""
    options = {**OPTIONS, **dict(voice.options)}
    hosted = urlsplit(str(options["base_url"])).hostname == "api.openai.com"
    return desk.billed or (_PRICES.get(str(options["model"]), 0.0) if hosted else 0.0)


def requests(text: str, voice: Voice) -> int:
    """One."""
    return 1


def voices() -> tuple[Voice, ...]:
    """Those of the hosted API."""
    return tuple(map(_voice, _VOICES))


def voice(name: str, language: str) -> Voice:
    """The voice of that name, whatever it is: the server knows."""
    return _voice(name or _VOICES[0])


def missing(voice: Voice) -> str:
    """The key, where the server is not on this network."""
    url = urlsplit(str({**OPTIONS, **dict(voice.options)}["base_url"]))
    if os.environ.get(desk.key) or _near(url.hostname or ""):
        return ""
    return f"no key for {url.hostname}: set {desk.key} in the environment"


def version(voice: Voice) -> str:
    """Nothing but ours: the server tells no version."""
    return "1"


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence by one request.

    Raises:
        ConfigurationError: a format or address that cannot be.
        ExhaustedError: budget or patience is at its end, or the key is refused.
    """
    plain = respelled(fit(text, voice, scripts=None), pronunciations, language).text
    options = {**OPTIONS, **dict(voice.options)}
    base = str(options["base_url"]).rstrip("/")
    if urlsplit(base).scheme not in {"http", "https"}:
        raise ConfigurationError(f"option 'base_url' of voice {voice.id} is no URL: {base!r}")
    if options["format"] not in _FORMATS:
        raise ConfigurationError(
            f"option 'format' of voice {voice.id} is one of {', '.join(_FORMATS)}, not {options['format']!r}"
        )
    if reason := missing(voice):
        raise NotReadyError(f"voice {voice.id} is not ready: {reason}")
    wanted: dict[str, object] = {
        "model": options["model"],
        "voice": voice.name,
        "input": plain,
        "response_format": options["format"],
    }
    if options["speed"] != 1.0:
        wanted["speed"] = options["speed"]
    if options["instructions"]:
        wanted["instructions"] = options["instructions"]
    key = os.environ.get(desk.key, "")
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
    found: Speech = desk.post(f"{base}/audio/speech", json.dumps(wanted).encode(), lambda: headers, decode, (key,))
    return found


def _voice(name: str) -> Voice:
    return Voice("openai", name, "mul", licence="the server's terms", limit=_LIMIT)


def _near(host: str) -> bool:
    """Whether a host is this machine or on its network, where keys are rarely asked for."""
    if host == "localhost" or "." not in host or host.endswith((".local", ".internal", ".lan")):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False

"""Any server that speaks the OpenAI speech API: a hosted one, or Kokoro-FastAPI, Speaches, LocalAI on an own GPU.

The key comes from the environment and is in no message. A server may speak the same sentence differently each time.
"""

from __future__ import annotations

import ipaddress
import os
from functools import cache
from importlib.metadata import version as installed
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from articast.errors import ConfigurationError, EngineError, NotReadyError
from articast.model import Speech, Voice
from articast.speech.engines._asking import AgainError, Service, Terms, retry_after
from articast.speech.engines._scripts import fit
from articast.speech.sound import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.model import Pronunciation

LOCAL = False
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
"""US dollars for a million characters at the hosted API, by model, as of its price list of 2025. The last one is billed
by the minute of speech ($0.015); 900 characters are a minute."""

_service = Service("openai", Terms(pace=5.0, budget=0, patience=120.0, timeout=60.0))
_bill = {"price": 0.0}
_key = {"name": "OPENAI_API_KEY"}


def configure(
    *,
    pace: float = 5.0,
    budget: int = 0,
    patience: float = 120.0,
    timeout: float = 60.0,
    price: float = 0.0,
    key: str = "OPENAI_API_KEY",
) -> None:
    """Set how to ask, from now on, and start a run: see `articast.speech.engines.NetworkEngine`.

    Args:
        pace: requests a second.
        budget: requests a run; 0: no limit.
        patience: seconds for one text.
        timeout: seconds of silence from the server.
        price: of a million characters; 0: what is known of it.
        key: name of the environment variable that holds the key.
    """
    _service.configure(Terms(pace, budget, patience, timeout))
    _bill["price"], _key["name"] = price, key


def sends(voice: Voice) -> str:
    """The host that the text is sent to."""
    return str({**OPTIONS, **dict(voice.options)}["base_url"])


def price(voice: Voice) -> float:
    """As configured; else the hosted API's own for its usual models, and nothing at a server of one's own."""
    options = {**OPTIONS, **dict(voice.options)}
    hosted = urlsplit(str(options["base_url"])).hostname == "api.openai.com"
    return _bill["price"] or (_PRICES.get(str(options["model"]), 0.0) if hosted else 0.0)


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
    if os.environ.get(_key["name"]) or _near(url.hostname or ""):
        return ""
    return f"no key for {url.hostname}: set {_key['name']} in the environment"


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
    plain = fit(text, voice, scripts=None).text
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
    return _service.ask(lambda timeout: _fetch(f"{base}/audio/speech", wanted, timeout))


def _fetch(url: str, wanted: dict[str, object], timeout: float) -> Speech:
    import httpx

    key = os.environ.get(_key["name"], "")
    try:
        answer = _client().post(
            url, json=wanted, headers={"Authorization": f"Bearer {key}"} if key else {}, timeout=timeout
        )
    except httpx.TransportError as error:
        raise AgainError(f"no answer from {urlsplit(url).netloc} ({type(error).__name__}: {error})") from error
    cause = f"{answer.status_code} from {urlsplit(url).netloc}"
    if answer.status_code != 200:
        said = answer.text[:200]
        cause = f"{cause} ({said.replace(key, '…') if key else said!r})"
    if answer.status_code in {408, 409, 425, 429} or answer.status_code >= 500:
        raise AgainError(cause, retry_after(answer.headers.get("Retry-After")))
    if answer.status_code in {401, 402, 403}:
        raise _service.end(f"refuses the key in {_key['name']} or the account: {cause}")
    if answer.status_code != 200:
        raise EngineError(f"openai: {cause}: see 'base_url', 'model' and the voice's name")
    if answer.headers.get("Content-Type", "").startswith("text/"):
        raise AgainError(f"a page instead of audio from {urlsplit(url).netloc}: {answer.text[:60]!r}")
    try:
        return decode(answer.content)
    except EngineError as error:
        raise AgainError(str(error), service=False) from error


@cache
def _client() -> Any:
    """One client a process: connections are kept."""
    import httpx

    return httpx.Client(headers={"User-Agent": f"articast/{installed('articast')}"})


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

"""Amazon Polly, over its HTTP API: sends the text to Amazon, with the keys in AWS_ACCESS_KEY_ID and
AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN).

A voice is named as there: `Vicki`. With `marks = "yes"` it is asked for the times of words, too, which it bills as a
second request; without, words are aligned as with any voice.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from articast.errors import EngineError, NotReadyError, VoiceError
from articast.model import Speech, Voice
from articast.speech.engines._desk import Desk, listed, region
from articast.speech.engines._scripts import fit
from articast.speech.engines._ssml import with_ipa
from articast.speech.sound import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from articast.model import Pronunciation, Word
    from articast.speech.engines._scripts import Fitted

LOCAL = False
OPTIONS: Mapping[str, str | float] = MappingProxyType(
    {"region": "eu-central-1", "base_url": "", "kind": "neural", "marks": "no"}
)
"""`region`: of the account. `base_url`: in place of the region's own. `kind`: `neural`, `standard`, `long-form` or
`generative`. `marks`: `yes` asks for the times of words, and pays for it."""

_LIMIT = 1000
_PRICES = {"standard": 4.0, "neural": 16.0, "generative": 30.0, "long-form": 100.0}
"""US dollars for a million characters by kind, as of its price list of 2025."""

_VOICES = {
    name: tag
    for tag, names in {
        "en-US": "Joanna Matthew Ruth Stephen", "en-GB": "Amy Brian Emma", "de-DE": "Vicki Daniel", "fr-FR": "Lea Remi",
        "es-ES": "Lucia Sergio", "es-US": "Lupe Pedro", "it-IT": "Bianca Adriano", "pt-BR": "Camila Thiago",
        "pt-PT": "Ines", "nl-NL": "Laura", "pl-PL": "Ola", "sv-SE": "Elin", "da-DK": "Sofie", "nb-NO": "Ida",
        "fi-FI": "Suvi", "ja-JP": "Kazuha Takumi", "ko-KR": "Seoyeon", "cmn-CN": "Zhiyu", "hi-IN": "Kajal",
        "ca-ES": "Arlet", "tr-TR": "Burcu", "cs-CZ": "Jitka",
    }.items()
    for name in names.split()
}  # fmt: skip
"""Neural voices by name, the first of a language first."""

_SECRET = "AWS_SECRET_ACCESS_KEY"  # noqa: S105 - a name

desk = Desk("polly", "AWS_ACCESS_KEY_ID", 0.0)
configure = desk.configure


def sends(voice: Voice) -> str:
    """The host that the text is sent to."""
    return _base(voice)


def price(voice: Voice) -> float:
    """As configured, else what is known of the kind; twice that with marks."""
    options = {**OPTIONS, **dict(voice.options)}
    return (desk.price or _PRICES.get(str(options["kind"]), 16.0)) * (2 if options["marks"] == "yes" else 1)


def requests(text: str, voice: Voice) -> int:
    """One; two with marks."""
    return 2 if dict(voice.options).get("marks") == "yes" else 1


def voices() -> tuple[Voice, ...]:
    """Neural ones, as they are known here."""
    return tuple(map(_voice, _VOICES))


def voice(name: str, language: str) -> Voice:
    """The voice of that name, any that the service has; for a language, the first one listed.

    Raises:
        VoiceError: no name, or none is listed for the language.
    """
    if name:
        if not name.isalpha():
            raise VoiceError(f"'polly:{name}' is no name of a voice, which is like Vicki")
        return _voice(name)
    return listed(voices(), language, "Vicki")


def missing(voice: Voice) -> str:
    """The keys."""
    return desk.missing() or ("" if os.environ.get(_SECRET) else f"no key: set {_SECRET} in the environment")


def version(voice: Voice) -> str:
    """Nothing but ours: the service tells no version."""
    return "1"


def takes_ipa(voice: Voice, ipa: str) -> bool:
    """Always: sounds are given as they are."""
    return True


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence by one request, or by two where the times of its words are asked for."""
    fitted = fit(text, voice, scripts=None)
    if reason := missing(voice):
        raise NotReadyError(f"voice {voice.id} is not ready: {reason}")
    options = {**OPTIONS, **dict(voice.options)}
    spoken = f"<speak>{with_ipa(fitted, pronunciations)}</speak>"
    wanted = {"Engine": options["kind"], "Text": spoken, "TextType": "ssml", "VoiceId": voice.name}
    sound: Speech = _post(voice, {**wanted, "OutputFormat": "mp3", "SampleRate": "24000"}, decode)
    if options["marks"] != "yes":
        return sound
    marks: Any = _post(voice, {**wanted, "OutputFormat": "json", "SpeechMarkTypes": ["word"]}, _marks)
    return Speech(sound.pcm, sound.rate, tuple(_words(fitted, spoken, marks, sound.seconds)))


def _post(voice: Voice, wanted: Mapping[str, object], read: Callable[[bytes], Any]) -> Any:
    body = json.dumps(wanted).encode()
    url = f"{_base(voice)}/v1/speech"
    where = region(voice, {**OPTIONS, **dict(voice.options)})
    secret = os.environ[_SECRET]
    secrets = (secret, os.environ[desk.key], os.environ.get("AWS_SESSION_TOKEN", ""))
    return desk.post(url, body, lambda: signed(url, body, where, datetime.now(UTC)), read, secrets)


def signed(url: str, body: bytes, region: str, now: datetime) -> dict[str, str]:
    """Headers of a request, with its signature (AWS Signature Version 4)."""
    parts = urlsplit(url)
    stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    headers = {"content-type": "application/json", "host": parts.netloc, "x-amz-date": stamp}
    if token := os.environ.get("AWS_SESSION_TOKEN"):
        headers["x-amz-security-token"] = token
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = f"POST\n{parts.path}\n\n{lines}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{day}/{region}/polly/aws4_request"
    told = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    key = f"AWS4{os.environ[_SECRET]}".encode()
    for part in (day, region, "polly", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, told.encode(), "sha256").hex()
    credential = f"{os.environ[desk.key]}/{scope}"
    authorization = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    return {**headers, "Authorization": authorization}


def _marks(content: bytes) -> list[tuple[float, int, int]]:
    """Seconds, start and end in the bytes that were sent, of each word."""
    try:
        told = [json.loads(line) for line in content.decode().splitlines() if line.strip()]
        return [(one["time"] / 1000, int(one["start"]), int(one["end"])) for one in told if one["type"] == "word"]
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(f"polly: marks that are none of its API ({type(error).__name__}: {error})") from error


def _words(fitted: Fitted, spoken: str, marks: list[tuple[float, int, int]], last: float) -> Iterator[Word]:
    """Words in their places: each is looked for in the text after the one before, since markup is counted, too."""
    sent, position = spoken.encode(), 0
    for (start, first, end), after in zip(marks, [*(start for start, _, _ in marks[1:]), last], strict=True):
        word = sent[first:end].decode("utf-8", "replace")
        at = fitted.text.find(word, position)
        if word and at >= 0:
            yield fitted.word(start, max(start, after), at, len(word))
            position = at + len(word)


def _base(voice: Voice) -> str:
    options = {**OPTIONS, **dict(voice.options)}
    return str(options["base_url"]).rstrip("/") or f"https://polly.{region(voice, options)}.amazonaws.com"


def _voice(name: str) -> Voice:
    tag = _VOICES.get(name, "mul").replace("cmn-", "zh-")
    return Voice("polly", name, tag, licence="the service's terms", limit=_LIMIT)

"""Google Cloud's voices, over its HTTP API: sends the text to Google, with the key in GOOGLE_API_KEY.

A voice is named as there: `de-DE-Neural2-F`. Words are told their times by marks; Chirp's voices take none.
"""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from articast.errors import VoiceError
from articast.model import Speech, Voice
from articast.speech.engines._desk import Desk, in_json, listed
from articast.speech.engines._scripts import fit
from articast.speech.engines._speed import speed
from articast.speech.engines._ssml import with_ipa

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articast.model import Pronunciation, Word
    from articast.speech.engines._scripts import Fitted

LOCAL = False
OPTIONS: Mapping[str, str | float] = MappingProxyType({"base_url": "https://texttospeech.googleapis.com", "speed": 1.0})
"""`speed`: 0.25 to 2."""

_LIMIT = 600
"""Characters: marks and markup count towards the 5,000 bytes of a request."""
_PRICES = {
    "Standard": 4.0,
    "Wavenet": 4.0,
    "Neural2": 16.0,
    "Polyglot": 16.0,
    "Studio": 160.0,
    "Chirp3": 30.0,
    "Chirp": 30.0,
}
"""US dollars for a million characters by kind of voice: from memory of its price list of 2025, to be checked; a
publisher's own `price` comes before it."""

_NAME = re.compile(r"[a-z]{2,3}-[A-Za-z]{2,4}-\w+(?:-\w+)*")

_VOICES = """
en-US-Neural2-F en-GB-Neural2-A de-DE-Neural2-G fr-FR-Neural2-F es-ES-Neural2-A it-IT-Neural2-A pt-BR-Neural2-A
ja-JP-Neural2-B ko-KR-Neural2-A hi-IN-Neural2-A nl-NL-Wavenet-F pl-PL-Wavenet-F sv-SE-Wavenet-F da-DK-Wavenet-F
cmn-CN-Wavenet-A ru-RU-Wavenet-A uk-UA-Wavenet-A tr-TR-Wavenet-A fi-FI-Wavenet-B el-GR-Wavenet-B ar-XA-Wavenet-A
""".split()  # noqa: SIM905 - a list of strings is harder to read
"""One a language; any other of the service is taken by its name."""

_WORD = re.compile(r"\S*\w\S*")

desk = Desk("google", "GOOGLE_API_KEY", 0.0)
configure = desk.configure


def sends(voice: Voice) -> str:
    """The host that the text is sent to."""
    return str({**OPTIONS, **dict(voice.options)}["base_url"])


def price(voice: Voice) -> float:
    """As configured, else what is known of the kind of voice."""
    return desk.price or next((_PRICES[part] for part in voice.name.split("-") if part in _PRICES), 16.0)


def requests(text: str, voice: Voice) -> int:
    """One."""
    return 1


def voices() -> tuple[Voice, ...]:
    """One a language."""
    return tuple(map(_voice, _VOICES))


def voice(name: str, language: str) -> Voice:
    """The voice of that name; for a language, the one listed.

    Raises:
        VoiceError: no name of a voice, or none is listed for the language.
    """
    if name:
        if not _NAME.fullmatch(name):
            raise VoiceError(f"'google:{name}' is no name of a voice, which is like de-DE-Neural2-G")
        return _voice(name)
    return listed(voices(), language, "de-DE-Neural2-G")


def missing(voice: Voice) -> str:
    """The key."""
    return desk.missing()


def version(voice: Voice) -> str:
    """Nothing but ours: the service tells no version."""
    return "1"


def takes_ipa(voice: Voice, ipa: str) -> bool:
    """Where the voice takes markup: sounds are given as they are."""
    return _marked(voice)


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence by one request, with the times of its words where the voice takes marks."""
    fitted = fit(text, voice, scripts=None)
    key = desk.secret(voice.id)
    words = [*_WORD.finditer(fitted.text)]
    wanted = {
        "input": {"ssml": _ssml(fitted, pronunciations)} if _marked(voice) else {"text": fitted.text},
        "voice": {"languageCode": "-".join(voice.name.split("-")[:2]), "name": voice.name},
        "audioConfig": {"audioEncoding": "LINEAR16", "sampleRateHertz": 24_000, "speakingRate": speed(voice, seed)},
        **({"enableTimePointing": ["SSML_MARK"]} if _marked(voice) else {}),
    }
    headers = {"X-Goog-Api-Key": key, "Content-Type": "application/json; charset=utf-8"}
    found: Speech = desk.post(
        f"{sends(voice).rstrip('/')}/v1beta1/text:synthesize",
        json.dumps(wanted).encode(),
        lambda: headers,
        lambda content: _read(content, fitted, words),
        (key,),
    )
    return found


def _ssml(fitted: Fitted, pronunciations: tuple[Pronunciation, ...]) -> str:
    """The text with a mark before each word, named by its place; sounds as they are."""

    def plain(text: str, start: int) -> str:
        out, position = [], 0
        for word in _WORD.finditer(text):
            out += [
                escape(text[position : word.start()]),
                f'<mark name="{start + word.start()}"/>',
                escape(word.group()),
            ]
            position = word.end()
        return "".join([*out, escape(text[position:])])

    return f"<speak>{with_ipa(fitted, pronunciations, plain)}</speak>"


def _read(content: bytes, fitted: Fitted, words: list[re.Match[str]]) -> Speech:
    def told(answer: Any) -> dict[int, float]:
        return {int(one["markName"]): float(one.get("timeSeconds", 0.0)) for one in answer.get("timepoints", ())}

    speech, at = in_json("google", content, "audioContent", told)
    return Speech(speech.pcm, speech.rate, tuple(_words(fitted, words, at, speech.seconds)))


def _words(fitted: Fitted, words: list[re.Match[str]], at: Mapping[int, float], last: float) -> Iterator[Word]:
    """A word lasts until the next one begins."""
    told = [(word, at[word.start()]) for word in words if word.start() in at]
    for (word, start), end in zip(told, [*(start for _, start in told[1:]), last], strict=True):
        yield fitted.word(start, max(start, end), word.start(), len(word.group()))


def _marked(voice: Voice) -> bool:
    return "Chirp" not in voice.name


def _voice(name: str) -> Voice:
    tag = "-".join(name.split("-")[:2]).replace("cmn-", "zh-")
    return Voice("google", name, tag, licence="the service's terms", limit=_LIMIT)

"""ElevenLabs, over its HTTP API: sends the text to api.elevenlabs.io, with the key in ELEVENLABS_API_KEY.

A voice is named by its id. Characters are given their times, and words theirs by them.
"""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from articast.languages import primary
from articast.model import Speech, Voice
from articast.speech.engines._desk import Desk, in_json
from articast.speech.engines._scripts import fit
from articast.speech.engines._spelling import respelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articast.model import Pronunciation, Word
    from articast.speech.engines._scripts import Fitted

LOCAL = False
SPELLS = True
"""Sounds of the lexicon are written in letters: its multilingual models take no phonemes."""
OPTIONS: Mapping[str, str | float] = MappingProxyType(
    {
        "base_url": "https://api.elevenlabs.io",
        "model": "eleven_multilingual_v2",
        "format": "mp3_44100_128",
        "speed": 1.0,
    }
)
"""`model`: as the API has it. `format`: `mp3_…`. `speed`: 0.7 to 1.2."""

_LIMIT = 1000
_VOICE = "21m00Tcm4TlvDq8ikWAM"
"""Rachel, whom every account has."""
_PRICE = 300.0
"""US dollars for a million characters over what a plan includes, as of 2025: plans differ, set `price`."""

_WORD = re.compile(r"\S+")

desk = Desk("elevenlabs", "ELEVENLABS_API_KEY", _PRICE)
configure = desk.configure


def sends(voice: Voice) -> str:
    """The host that the text is sent to."""
    return str({**OPTIONS, **dict(voice.options)}["base_url"])


def price(voice: Voice) -> float:
    """As configured, else what is known."""
    return desk.price


def requests(text: str, voice: Voice) -> int:
    """One."""
    return 1


def voices() -> tuple[Voice, ...]:
    """The one that every account has; others by their ids."""
    return (_voice(_VOICE),)


def voice(name: str, language: str) -> Voice:
    """The voice of that id, whatever it is: the service knows."""
    return _voice(name or _VOICE)


def missing(voice: Voice) -> str:
    """The key."""
    return desk.missing()


def version(voice: Voice) -> str:
    """Nothing but ours: the service tells no version."""
    return "1"


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence by one request, with the times of its words."""
    fitted = respelled(fit(text, voice, scripts=None), pronunciations, language)
    options = {**OPTIONS, **dict(voice.options)}
    key = desk.secret(voice.id)
    wanted: dict[str, object] = {"text": fitted.text, "model_id": options["model"], "seed": seed}
    if "multilingual_v2" not in str(options["model"]):  # that one finds out by itself, and refuses to be told
        wanted["language_code"] = primary(language)
    if options["speed"] != 1.0:
        wanted["voice_settings"] = {"speed": options["speed"]}
    url = f"{str(options['base_url']).rstrip('/')}/v1/text-to-speech/{quote(voice.name, safe='')}/with-timestamps"
    headers = {"xi-api-key": key, "Content-Type": "application/json"}
    found: Speech = desk.post(
        f"{url}?output_format={options['format']}",
        json.dumps(wanted).encode(),
        lambda: headers,
        lambda content: _read(content, fitted),
        (key,),
    )
    return found


def _read(content: bytes, fitted: Fitted) -> Speech:
    def told(answer: Any) -> tuple[Word, ...]:
        times = answer.get("alignment") or {}
        return tuple(_words(fitted, times)) if "".join(times.get("characters", ())) == fitted.text else ()

    speech, words = in_json("elevenlabs", content, "audio_base64", told)
    return Speech(speech.pcm, speech.rate, words)


def _words(fitted: Fitted, times: Mapping[str, list[float]]) -> Iterator[Word]:
    starts, ends = times["character_start_times_seconds"], times["character_end_times_seconds"]
    for word in _WORD.finditer(fitted.text):
        if any(map(str.isalnum, word.group())):
            yield fitted.word(float(starts[word.start()]), float(ends[word.end() - 1]), word.start(), len(word.group()))


def _voice(name: str) -> Voice:
    return Voice("elevenlabs", name, "mul", licence="the service's terms", limit=_LIMIT)

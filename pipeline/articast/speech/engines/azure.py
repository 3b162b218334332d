"""Azure's neural voices, over its HTTP API: sends the text to Microsoft, with the key in AZURE_SPEECH_KEY.

A voice is named as there: `de-DE-KatjaNeural`. The API tells no word times; words are aligned as with any voice.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from articast.errors import VoiceError
from articast.model import Speech, Voice
from articast.speech.engines._desk import Desk, listed, region
from articast.speech.engines._scripts import fit
from articast.speech.engines._speed import speed
from articast.speech.engines._ssml import with_ipa
from articast.speech.sound import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.model import Pronunciation

LOCAL = False
OPTIONS: Mapping[str, str | float] = MappingProxyType({"region": "westeurope", "base_url": "", "speed": 1.0})
"""`region`: of the account. `base_url`: in place of the region's own. `speed`: 0.5 to 2."""

_LIMIT = 1000
_PRICE = 15.0
"""US dollars for a million characters of neural voices, as of its price list of 2025."""

_NAME = re.compile(r"[a-z]{2,3}-[A-Za-z]{2,4}(?:-[A-Za-z]+)*-\w+(?::\w+)?")

_VOICES = """
en-US-JennyNeural en-GB-SoniaNeural de-DE-KatjaNeural fr-FR-DeniseNeural es-ES-ElviraNeural it-IT-ElsaNeural
pt-BR-FranciscaNeural nl-NL-ColetteNeural pl-PL-ZofiaNeural sv-SE-SofieNeural da-DK-ChristelNeural cs-CZ-VlastaNeural
ja-JP-NanamiNeural zh-CN-XiaoxiaoNeural ko-KR-SunHiNeural hi-IN-SwaraNeural ar-SA-ZariyahNeural ru-RU-SvetlanaNeural
uk-UA-PolinaNeural tr-TR-EmelNeural fi-FI-NooraNeural el-GR-AthinaNeural hu-HU-NoemiNeural ro-RO-AlinaNeural
""".split()  # noqa: SIM905 - a list of strings is harder to read
"""One a language; any other of the service is taken by its name."""

desk = Desk("azure", "AZURE_SPEECH_KEY", _PRICE)
configure = desk.configure


def sends(voice: Voice) -> str:
    """The host that the text is sent to."""
    return _base(voice)


def price(voice: Voice) -> float:
    """As configured, else what is known."""
    return desk.price


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
            raise VoiceError(f"'azure:{name}' is no name of a voice, which is like de-DE-KatjaNeural")
        return _voice(name)
    return listed(voices(), language, "de-DE-KatjaNeural")


def missing(voice: Voice) -> str:
    """The key."""
    return desk.missing()


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
    """Speak one sentence by one request."""
    fitted = fit(text, voice, scripts=None)
    key = desk.secret(voice.id)
    inner = with_ipa(fitted, pronunciations)
    if (pace := speed(voice, seed)) != 1.0:
        inner = f'<prosody rate="{pace:.3f}">{inner}</prosody>'
    spoken = (
        '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" '
        f"xml:lang={quoteattr(voice.language)}><voice name={quoteattr(voice.name)}>{inner}</voice></speak>"
    )
    headers = {
        "Ocp-Apim-Subscription-Key": key,
        "Content-Type": "application/ssml+xml",
        "X-Microsoft-OutputFormat": "riff-24khz-16bit-mono-pcm",
    }
    found: Speech = desk.post(f"{_base(voice)}/cognitiveservices/v1", spoken.encode(), lambda: headers, decode, (key,))
    return found


def _base(voice: Voice) -> str:
    options = {**OPTIONS, **dict(voice.options)}
    return str(options["base_url"]).rstrip("/") or f"https://{region(voice, options)}.tts.speech.microsoft.com"


def _voice(name: str) -> Voice:
    return Voice("azure", name, "-".join(name.split("-")[:2]), licence="the service's terms", limit=_LIMIT)

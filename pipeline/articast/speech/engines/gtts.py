"""gTTS: the voices of Google Translate, when the publisher chooses them. They send the text to Google.

The real client (its languages, its cleaning, its requests) with what it lacks: TLS verified, one session, a time
limit, a pace, retries, and pieces of at most 100 characters cut by us, since it drops the signs at which it cuts.

`HTTPS_PROXY`, `NO_PROXY`, `REQUESTS_CA_BUNDLE` and `SSL_CERT_FILE` are honoured.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from functools import cache, partial
from importlib.metadata import version as installed
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from articast.errors import EngineError, UnspeakableError, VoiceError
from articast.languages import primary
from articast.model import Speech, Voice
from articast.speech.engines._asking import AgainError, Service, Terms, retry_after
from articast.speech.engines._scripts import fit
from articast.speech.engines._spelling import respelled
from articast.speech.sound import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.model import Pronunciation

LOCAL = False
SPELLS = True
"""Sounds of the lexicon are written in letters: it takes no phonemes."""
OPTIONS: Mapping[str, str | float] = MappingProxyType({"slow": False, "tld": "com"})
"""`slow`: its slower reading. `tld`: of the host asked, which decides the accent (`co.uk`, `com.au`, `ca`)."""

PIECE = 100
"""Characters a request: gTTS.GOOGLE_TTS_MAX_CHARS."""
_LIMIT = 600
_SHORTEST = 25
"""Characters of a piece, where it can be helped: a word alone sounds like a sentence."""
_QUIET = -45.0
"""dBFS under which the edge of a piece is silence."""
_MARGIN = 20
"""Milliseconds kept at such an edge."""
_BREATH = 120
"""Milliseconds between pieces cut at a sign; nothing between those cut at a space."""

_TAGS = {"iw": "he", "jw": "jv", "no": "nb", "zh": "zh-CN"}
"""BCP 47 where the client's own name is an older one."""

_CUTS = (
    re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)|[。！？]"),
    re.compile(r"[;:](?=\s)|[；：]"),
    re.compile(r",[\"”’»)\]]?(?=\s)|[)\]](?=\s)|\s[–—](?=\s)|[—،、，]"),
    re.compile(r"(?=\s)"),
)
"""Where a text may be cut, best first: after a sentence, a clause, a comma, a word."""

_service = Service("gtts", Terms(pace=1.0, budget=0, patience=120.0, timeout=20.0))
_taken: dict[tuple[str, str, str, bool], bytes] = {}
"""Pieces of texts that are not complete yet: never asked for twice in a run, whatever fails beside them."""


def configure(*, pace: float = 1.0, budget: int = 0, patience: float = 120.0, timeout: float = 20.0) -> None:
    """Set how to ask, from now on, and start a run: see `articast.speech.engines.NetworkEngine`."""
    _service.configure(Terms(pace, budget, patience, timeout))
    _taken.clear()


def sends(voice: Voice) -> str:
    """The host that the text is sent to."""
    return f"https://translate.google.{dict(voice.options).get('tld', 'com')}"


def price(voice: Voice) -> float:
    """Nothing is billed."""
    return 0.0


def requests(text: str, voice: Voice) -> int:
    """One a piece."""
    return len(cut(text.strip()))


def voices() -> tuple[Voice, ...]:
    """One a language that the client lists."""
    from gtts.lang import tts_langs

    return tuple(
        Voice("gtts", name, _TAGS.get(name, name), licence="Google Terms of Service", limit=_LIMIT)
        for name in tts_langs()
    )


def voice(name: str, language: str) -> Voice:
    """The voice of that name (`fr`, `fr-CA`); for a language, that of its full tag, else of the language.

    Raises:
        VoiceError: no such voice, or none for the language.
    """
    known = {voice.name.lower(): voice for voice in voices()}
    if name:
        if name.lower() not in known:
            raise VoiceError(f"no voice 'gtts:{name}'; known: {', '.join(voice.name for voice in known.values())}")
        return known[name.lower()]
    wanted = language.replace("_", "-").lower()
    for tag in (wanted, primary(wanted)):
        for voice in known.values():
            if tag in {voice.language.lower(), voice.name.lower()}:
                return voice
    raise VoiceError(f"gtts does not speak '{language}'; it speaks {', '.join(voice.name for voice in known.values())}")


def missing(voice: Voice) -> str:
    """Nothing that can be known without asking."""
    return ""


def version(voice: Voice) -> str:
    """That of the client, and of how we join pieces. The service tells no version of its voices."""
    return f"gtts {installed('gtts')}, pieces 1"


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence, a request for each 100 characters.

    Raises:
        ExhaustedError: budget or patience is at its end.
    """
    plain = respelled(fit(text, voice, scripts=None), pronunciations, language).text.strip()
    options = {**OPTIONS, **dict(voice.options)}
    pieces = cut(plain)
    answers = []
    for piece in pieces:
        key = (piece, voice.name, str(options["tld"]), bool(options["slow"]))
        mp3 = _taken.get(key) or _service.ask(partial(_fetch, *key))
        _taken[key] = mp3
        answers.append(mp3)
    speech = _joined([(decode(mp3), piece) for mp3, piece in zip(answers, pieces, strict=True)])
    for piece in pieces:
        _taken.pop((piece, voice.name, str(options["tld"]), bool(options["slow"])), None)
    return speech


def cut(text: str, size: int = PIECE) -> list[str]:
    """Pieces of at most `size` characters, cut at the best clause boundaries; joined, they are the text.

    Also gTTS's `tokenizer_func`.
    """
    pieces = []
    while len(text) > size:
        at = _place(text, size)
        pieces.append(text[:at])
        text = text[at:]
    return [*pieces, text] if text else pieces


def _place(text: str, size: int) -> int:
    """Where to cut: at the last of the best boundaries that leaves neither part very short."""
    latest = min(size, len(text) - _SHORTEST)
    for boundary in _CUTS:
        places = [match.end() for match in boundary.finditer(text, 0, size + 1) if _SHORTEST <= match.end() <= latest]
        if places:
            return places[-1]
    return size


def _fetch(piece: str, lang: str, tld: str, slow: bool, timeout: float) -> bytes:
    """The MP3 of one piece, by one request."""
    import requests
    from gtts import gTTS

    client = gTTS(piece, tld=tld, lang=lang, slow=slow, lang_check=False, pre_processor_funcs=[], tokenizer_func=cut)
    (prepared,) = client._prepare_requests()  # noqa: SLF001 - its public way to the same sends without verifying
    session = _session()
    settings = session.merge_environment_settings(prepared.url, {}, False, session.verify, None)
    try:
        answer = session.send(prepared, timeout=timeout, **settings)
        body = answer.content
    except requests.exceptions.RequestException as error:
        if "CERTIFICATE_VERIFY_FAILED" not in str(error):
            raise AgainError(f"no answer ({error})") from error
        raise _service.end(
            f"does not show a certificate that we trust ({error}); behind a proxy with its own, set REQUESTS_CA_BUNDLE"
        ) from error
    return _mp3(answer, body, client, piece)


def _mp3(answer: Any, body: bytes, client: Any, piece: str) -> bytes:
    """The MP3 in an answer that is what it should be, whole."""
    if answer.status_code != 200:
        _refused(answer, client)
    lines = [line for line in body.splitlines() if client.GOOGLE_TTS_RPC.encode() in line]
    if not lines:
        raise AgainError(
            f"a page instead of audio ({body[:60].decode('utf-8', 'replace')!r}): asked too often, or blocked"
        )
    found = re.search(rb'jQ1olc","\[\\"(.*?)\\"]', b"".join(lines))
    if not found:
        if b"null" in lines[0]:
            raise UnspeakableError(f"gtts has no audio for {piece[:40]!r} in language '{client.lang}'")
        raise AgainError("the answer was cut", service=False)
    try:
        mp3 = base64.b64decode(found[1], validate=True)
        decode(mp3)
    except (binascii.Error, EngineError) as error:
        raise AgainError(f"broken audio for {piece[:40]!r}: {error}", service=False) from error
    return mp3


def _refused(answer: Any, client: Any) -> None:
    """Raise what a status other than 200 means."""
    from gtts import gTTSError

    cause = str(gTTSError(tts=client, response=answer))
    if answer.status_code in {408, 425, 429} or answer.status_code >= 500:
        raise AgainError(cause, retry_after(answer.headers.get("Retry-After")))
    if answer.status_code == 400:
        raise EngineError(f"gtts: {cause}")
    raise _service.end(f"refuses: {cause}")


@cache
def _session() -> Any:
    """One session a process, certificates verified."""
    import requests

    session = requests.Session()
    named = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE")
    session.verify = named or True
    return session


def _joined(parts: list[tuple[Speech, str]]) -> Speech:
    """The pieces in a row: silence at inner edges trimmed, a breath where a sign stood."""
    if len(parts) == 1:
        return parts[0][0]
    from articast.speech.sound.segments import AudioSegment

    rate = parts[0][0].rate
    row: list[bytes] = []
    for index, (speech, piece) in enumerate(parts):
        sound = AudioSegment(data=speech.pcm, sample_width=2, frame_rate=speech.rate, channels=1).set_frame_rate(rate)
        last = index == len(parts) - 1
        row.append(_trimmed(sound, start=index > 0, end=not last).raw_data)
        if not last and not piece.rstrip()[-1].isalnum():
            row.append(AudioSegment.silent(_BREATH, rate).raw_data)
    return Speech(b"".join(row), rate)


def _trimmed(sound: Any, *, start: bool, end: bool) -> Any:
    from pydub.silence import detect_leading_silence

    first = max(0, detect_leading_silence(sound, _QUIET, 5) - _MARGIN) if start else 0
    last = len(sound) - (max(0, detect_leading_silence(sound.reverse(), _QUIET, 5) - _MARGIN) if end else 0)
    return sound[first:last] if first < last else sound

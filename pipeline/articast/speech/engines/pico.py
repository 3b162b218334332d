"""SVOX Pico: small voices for English, German, French, Spanish and Italian, embedded in a wheel.

Its traps, and what is done here: noise that differs from call to call and texts that never come back (each text in a
fresh child, see `_pico_child`); letters beyond Latin-1 dropped (romanised first); tags of its own, one of which writes
a file (no `<` of a text gets through); signs read out by name ("dot dot dot") or without the pause they stand for
(made commas); a tag for sounds, in signs that each voice has others of (the rest silently dropped: see `_sounds`); at
full volume, samples beyond full scale cut off (spoken at 40 %, with tags of our own, which are never
closed: after `.</volume>` some voices breathe for half a second, as the package's own arguments make them).
"""

from __future__ import annotations

import atexit
import json
import os
import re
import struct
import subprocess
import sys
import threading
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from articast.errors import EngineError, NotReadyError, UnspeakableError, VoiceError
from articast.languages import primary
from articast.model import Speech, Voice
from articast.speech.engines._questions import melody
from articast.speech.engines._scripts import LATIN, fit
from articast.speech.engines._sounds import xsampa
from articast.speech.engines._speed import speed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.model import Pronunciation
    from articast.speech.engines._scripts import Fitted

LOCAL = True
QUICK = True
"""16 kHz, so that there is nothing over 8 kHz: it is encoded as well in the quicker way (`sound.frames`)."""

OPTIONS: Mapping[str, str | float] = MappingProxyType({"speed": 1.0, "pitch": 1.0})
"""`speed`: 0.2 to 5. `pitch`: 0.5 to 2; factors on the voice's own."""

RATE = 16_000
_LIMIT = 400
"""Characters: 1,000 letters without a space took 0.5 s, 5,000 never came back."""
_VOLUME = 40
"""Per cent. At 100, 0.2 to 1.2 % of the samples of five of the six voices are cut off; at 50 Italian reaches 97 %."""
_TIME, _PATIENCE = 20.0, 300.0
"""Seconds of processor time that a text may take (400 characters take 0.2 s), and seconds by the clock, for what is
stuck without working: on a machine under load a good sentence once took more than 20 of these."""

_ZEROED = {"MALLOC_MMAP_THRESHOLD_": "65536"}
"""The library reads memory that it never set, and cuts sentences short unless that is zero: so large pieces come fresh
from the system, which they do by glibc's own choice only as long as nobody sets another."""

_VOICES = ("en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "it-IT")

_lock = threading.Lock()
_children: dict[int, subprocess.Popen[bytes]] = {}
"""The speaking process by the id of the process that started it: a fork of ours must not share it."""


def voices() -> tuple[Voice, ...]:
    """One a country. Called neural, since its models are trained on recordings: IPTC's `trainedAlgorithmicMedia`."""
    return tuple(Voice("pico", name, name, licence="Apache-2.0", limit=_LIMIT) for name in _VOICES)


def voice(name: str, language: str) -> Voice:
    """The voice of that name; for a language, that of its country if there is one, else its first.

    Raises:
        VoiceError: no such voice, or none for the language.
    """
    known = {voice.name.lower(): voice for voice in voices()}
    if name:
        if name.lower() not in known:
            raise VoiceError(f"no voice 'pico:{name}'; known: {', '.join(_VOICES)}")
        return known[name.lower()]
    wanted = language.lower().replace("_", "-")
    fitting = [voice for voice in known.values() if primary(voice.name) == primary(wanted)]
    if not fitting:
        raise VoiceError(f"pico does not speak '{language}'; it speaks {', '.join(_VOICES)}")
    return known.get(wanted, fitting[0])


def missing(voice: Voice) -> str:
    """The package, where it has no wheel."""
    return (
        ""
        if find_spec("py_nanotts")
        else "the package is not installed: pip install 'articast[pico]' (needs a C compiler)"
    )


def version(voice: Voice) -> str:
    """That of the package, which brings the voices, and of what we do to the text."""
    return f"py-nanotts {installed('py-nanotts')}, text 4, even"


def scripts(voice: Voice) -> frozenset[str]:
    """Writings that the voice reads."""
    return LATIN


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence in a child that has not spoken before, 20 s of processor time at most."""
    fitted = fit(_fallen(text, language), voice, knows=lambda letter: ord(letter) < 0x100)
    pitch = float(dict(voice.options).get("pitch", 1.0))
    tags = (("volume", _VOLUME), ("speed", _share(speed(voice, seed), 20, 500)), ("pitch", _share(pitch, 50, 200)))
    opened = "".join(f'<{name} level="{level}">' for name, level in tags if level != 100)
    asked = {"text": opened + _written(fitted, voice.name, pronunciations), "voice": voice.name}
    with _lock:
        status, pcm = _ask({**asked, "seconds": _TIME, "patience": _PATIENCE})
    if status != b"o":
        causes = {
            b"l": f"took more than {_TIME:.0f} s of processor time",
            b"s": f"did not answer in {_PATIENCE:.0f} s",
            b"e": f"failed ({pcm.decode('utf-8', 'replace')})",
        }
        raise EngineError(f"{voice.id} {causes.get(status, 'crashed')} at {text[:40]!r}")
    if not pcm:
        raise UnspeakableError(f"{voice.id} finds nothing to say in {text[:40]!r}")
    return Speech(pcm, RATE)


def manner(text: str, voice: Voice, language: str) -> str:
    """`fall` where a question asks who, where or why: Pico rises at every one."""
    return "fall" if _fallen(text, language) != text else ""


_QUESTION = re.compile(r"[^?]*\?[^\w\s]*")


def _fallen(text: str, language: str) -> str:
    """The text with a full stop after questions that fall: as many letters as before."""
    if "?" not in text:
        return text
    return _QUESTION.sub(
        lambda part: part[0].replace("?", ".") if melody(part[0], language) == "fall" else part[0], text
    )


def takes_ipa(voice: Voice, ipa: str) -> bool:
    """Whether the voice has sounds for this, or near ones."""
    return xsampa(ipa, _SOUNDS[voice.name]) is not None


def _share(factor: float, least: int, most: int) -> int:
    """Per cent, within what Pico takes."""
    return min(max(round(100 * factor), least), most)


_SIGNS = (
    (re.compile(r"[<>|*_~^\\•=`]+"), " "),
    (re.compile(r"[\[{]"), "("),
    (re.compile(r"[\]}]"), ")"),
    (re.compile(r"(?:\.\s?){2,}\.?$|…$"), "."),
    (re.compile(r"(?:\.\s?){3,}|\.\.|…"), ", "),
    (re.compile(r"\s[-–—―]+\s|[–—―]+"), ", "),
    (re.compile(r"(?<=\w)[’‘](?=\w)"), "'"),
    (re.compile(r"[„“”«»‹›‘’‚\"]|(?<!\w)'|'(?!\w)"), ""),
    (re.compile(r"[!?]*\?[!?]*"), "?"),
    (re.compile(r"!{2,}"), "!"),
    (re.compile(r"[¡¿]"), ""),
    (re.compile(r"\s*(?:,\s*)+(?=[,.;:!?])"), ""),
    (re.compile(r"(?:,\s*){2,}"), ", "),
    (re.compile(r"\s+"), " "),
)
"""Signs that Pico reads out by name, or passes over without the pause that they stand for (measured, all voices)."""


_RESPELLED = {
    "de-DE": ((re.compile(r"\b[Vv](?=eröffentlich)"), "F"),),
    "fr-FR": ((re.compile(r"(?<=[Ss]oi)x(?=ante)"), "ss"), (re.compile(r"\bwi-?fi\b", re.IGNORECASE), "ouifi")),
}
"""What Pico says wrong, spelled so that a recogniser (Whisper base) hears the right word."""


def _plain(text: str, voice: str = "") -> str:
    """The text in signs that Pico takes as meant, closed so that its voice falls at the end."""
    for wrong, right in _RESPELLED.get(voice, ()):
        text = wrong.sub(right, text)
    for sign, meant in _SIGNS:
        text = sign.sub(meant, text)
    text = text.strip(" ,;:")
    return text if text[-1:] in ".!?" else f"{text}."


_ENGLISH = (
    "p b t d k g m n N l j w v f s z S Z T D h t_S d_Z r\\ I E @ { V Q U i: u: 3: A: O: a_I e_I O_I a_U @_U I_@ U_@"
)

_SOUNDS = {
    voice: frozenset(sounds.split())
    for voice, sounds in {
        "en-US": _ENGLISH,
        "en-GB": f"{_ENGLISH} e_@",
        "de-DE": "p b t d k g m n N l R j v f s z S Z h x C ? t_s t_S p_f "
        "i I y Y e E 2 9 @ 6 a O o U u i: y: e: E: 2: a: o: u: a_I a_U O_Y",
        "fr-FR": "p b t d k g m n N J l R j w v f s z S Z H i y e E 2 9 @ a O o u A~ E~ O~ 9~",
        "es-ES": "p b t d k g m n N J l L r 4 j f s T D x G B t_S i e a o u",
        "it-IT": "p b t d k g m n N J l L r 4 v f s z S t_s d_z t_S d_Z i e E a o u",
    }.items()
}
"""What each voice says when it is given it alone (asked for one by one); it drops any other without a word."""

_MARK = 0x4E00
"""Letters that no text has here (it is in Latin-1 by now) stand for the words that are said by their sounds."""


def _written(fitted: Fitted, voice: str, pronunciations: tuple[Pronunciation, ...]) -> str:
    """The text in Pico's signs, with a tag for each stretch whose sounds are given and can be said."""
    out, position, tags = "", 0, dict[str, str]()
    for wanted in sorted(pronunciations, key=lambda wanted: wanted.start):
        sounds = xsampa(wanted.ipa, _SOUNDS[voice])
        inside = [at for at, (start, end) in enumerate(fitted.spans) if wanted.start <= start and end <= wanted.end]
        if sounds is None or not inside or inside[0] < position:
            continue  # said by its letters
        mark = chr(_MARK + len(tags))
        tags[mark] = f"<phoneme alphabet='xsampa' ph='{sounds}'/>"
        out, position = out + fitted.text[position : inside[0]] + mark, inside[-1] + 1
    plain = _plain(out + fitted.text[position:], voice)
    return "".join(tags.get(letter, letter) for letter in plain)


def _ask(asked: Mapping[str, object]) -> tuple[bytes, bytes]:
    """Status and PCM from the speaking process, which is started where there is none. Under the lock only."""
    child = _child()
    assert child.stdin is not None
    assert child.stdout is not None
    # The child keeps the time itself; this is for when it is stuck, or cannot fork.
    guard = threading.Timer(_PATIENCE + 5, child.kill)
    guard.start()
    try:
        child.stdin.write(json.dumps(dict(asked)).encode() + b"\n")
        child.stdin.flush()
        head = child.stdout.read(5)
        pcm = child.stdout.read(struct.unpack(">I", head[1:])[0]) if len(head) == 5 else b""
    except OSError:
        head, pcm = b"", b""
    finally:
        guard.cancel()
    if not hasattr(os, "fork") or len(head) < 5:
        _end()
    return (head[:1] or b"c"), pcm


def _child() -> subprocess.Popen[bytes]:
    child = _children.get(os.getpid())
    if child is None or child.poll() is not None:
        if find_spec("py_nanotts") is None:
            raise NotReadyError("pico is not installed: pip install 'articast[pico]' (needs a C compiler)")
        _end()
        # -P: the folder of that file is full of names of packages (gtts, piper) and must not be on the path.
        program = [sys.executable, "-P", str(Path(__file__).with_name("_pico_child.py"))]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
        child = subprocess.Popen(  # noqa: S603 - our own file
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment | _ZEROED
        )
        _children[os.getpid()] = child
    return child


@atexit.register
def _end() -> None:
    """End the speaking process of this process, if there is one."""
    child = _children.pop(os.getpid(), None)
    if child is None:
        return
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream:
            stream.close()

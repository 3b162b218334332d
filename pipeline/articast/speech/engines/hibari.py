"""hibari: a neural English voice of 8 MB, embedded in its wheel.

Its traps, and what is done here: it drops words that its letters-to-sounds net has no letters for (romanised first),
cuts a word that it does not know after 24 letters (cut in two first), reads `[word](/ipa/)` as a pronunciation
(brackets are taken apart first), and the net's noise differs between calls without a seed (always given).
"""

from __future__ import annotations

import re
import threading
from functools import cache
from importlib.metadata import version as installed
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from text_unidecode import unidecode

from articast.errors import EngineError, NotReadyError, UnspeakableError, VoiceError
from articast.languages import primary
from articast.model import Speech, Voice
from articast.speech.engines._questions import melody
from articast.speech.engines._scripts import LATIN, fit, readable
from articast.speech.engines._speed import speed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articast.model import Pronunciation

LOCAL = True
OPTIONS: Mapping[str, str | float] = MappingProxyType({"speed": 1.0})
"""`speed`: 0.5 slow to 2.0 fast."""

_LIMIT = 400
"""Characters: the net gets 400 phonemes at a time; beyond, it splits at commas, and without one its memory grows."""

_TIME = 20.0
"""Seconds that a text may take: 400 characters take 0.6 s."""

_LONGEST_WORD = 24
"""Letters of an unknown word that its letters-to-sounds net reads (`maxlen` in its assets)."""

_LANGUAGES = {
    "heart": "en-US",
    "emma": "en-GB",
    "fenrir": "en-US",
    "fable": "en-GB",
    "kore": "en-US",
}
"""`heart` is in the wheel; the others are the package's own downloads."""

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = str.maketrans("[]{}", "()()")
_SIGNS = {
    "eɪ": "A",
    "aɪ": "I",
    "aʊ": "W",
    "ɔɪ": "Y",
    "oʊ": "O",
    "əʊ": "Q",
    "tʃ": "ʧ",
    "dʒ": "ʤ",
    "ɝ": "ɜɹ",
    "ɚ": "əɹ",
    "g": "ɡ",
    "r": "ɹ",
    "'": "ˈ",
    ".": "",
    "\u0361": "",
}
"""From IPA to the package's phonemes (those of misaki)."""

_lock = threading.Lock()


def voices() -> tuple[Voice, ...]:
    """`heart`, then those that the package downloads."""
    return tuple(
        Voice("hibari", name, language, licence="Apache-2.0", limit=_LIMIT) for name, language in _LANGUAGES.items()
    )


def voice(name: str, language: str) -> Voice:
    """The voice of that name; `heart` for any English.

    Raises:
        VoiceError: no such voice, or the language is not English.
    """
    known = {voice.name: voice for voice in voices()}
    if name and name not in known:
        raise VoiceError(f"no voice 'hibari:{name}'; known: {', '.join(known)}")
    if not name and primary(language) != "en":
        raise VoiceError(f"hibari speaks English, not '{language}'")
    return known[name or "heart"]


def missing(voice: Voice) -> str:
    """The package, or the model of a voice that is not in the wheel."""
    if find_spec("hibari") is None:
        return "the package is not installed: pip install hibari-tts"
    try:
        _model(voice.name)
    except FileNotFoundError:
        return f'its model is not here: python -c "from hibari.voices import voice_path; voice_path({voice.name!r})"'
    return ""


def version(voice: Voice) -> str:
    """That of the package, and the voice's model by its checksum; what is done to its clips."""
    packages = f"hibari {installed('hibari-tts')}, onnxruntime {installed('onnxruntime')}"
    return f"{packages}, {_registry().VOICES[voice.name]['sha256'][:16]}, timed, even"


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
    """Speak one sentence. Other seeds differ in breath and, a little, in speed."""
    fit(text, voice, scripts(voice))
    with _lock:
        net = _load(voice.name)
        samples = _spoken(_script(text, pronunciations, net), net, speed(voice, seed), seed)
    if not len(samples):
        raise UnspeakableError(f"{voice.id} finds nothing to say in {text[:40]!r}")
    if not np.isfinite(samples).all():
        raise EngineError(f"{voice.id} gave no number for a sample of {text[:40]!r}")
    return Speech((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), net.sample_rate)


def manner(text: str, voice: Voice, language: str) -> str:
    """`rise` where a question in it asks for yes or no: the net lets all questions fall, this lifts their end."""
    return "rise" if "?" in text and any(melody(part, language) == "rise" for part in _PARTS.findall(text)) else ""


_PARTS = re.compile(r"[^?]*\?[^\w\s]*")


def _spoken(script: str, net: Any, speed: float, seed: int) -> Any:
    """As the package speaks it, but for questions of yes or no: their pitch rises at the end."""
    noise = np.random.default_rng(seed)
    made = []
    for sentence in net.split_sentences(script):
        chunks = net.phonemize(sentence)
        rises = melody(sentence, "en") == "rise"
        for number, sounds in enumerate(chunks, 1):
            net.sess.rises = rises and number == len(chunks)
            made.append(net.from_ids(net.ids(sounds), speed, noise))
    net.sess.rises = False
    return np.concatenate(made) if made else np.zeros(0, np.float32)


def risen(answer: list[Any]) -> list[Any]:
    """The net's answer with the pitch of its end over the sentence's middle.

    In the last `_RISE` seconds that are heard the pitch leaves what the net gave, and ends `_RISEN` semitones over the
    median. What of the sound there has a phase of its own, and with it the old pitch, becomes harmonics of the new one.

    Args:
        answer: the package's six: logarithms of three spectra (harmonics, noise, free phase), shape (1, 601, steps),
            with two of phases; the pitch in hertz, shape (1, steps), under 40 where there is no voice; 80 a second.
    """
    harmonics, turn, noise, free, phase, curve = (one[0] for one in answer)
    loud = 10 * np.log10((np.exp(harmonics) ** 2 + np.exp(free) ** 2).sum(axis=0) + 1e-9)
    heard = np.flatnonzero((curve > _UNVOICED) & (loud > loud.max() - _HEARD))
    if len(heard) < _FEW:
        return answer
    middle, last = np.median(np.log2(curve[heard])), heard[-1]
    share = np.clip((np.arange(len(curve)) - last) / (_RISE * _CURVE) + 1, 0.0, 1.0)
    weight = np.where(curve > _UNVOICED, np.clip(2 * share, 0.0, 1.0), 0.0)
    own = np.log2(np.maximum(curve, 1.0))
    lifted = np.where(weight > 0, 2 ** (own + (np.maximum(own, middle + _RISEN * share / 12) - own) * weight), curve)
    low = slice(0, _VOICED_BINS)
    padded = np.pad(free[low], ((_NEAR, _NEAR), (0, 0)), mode="edge")
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * _NEAR + 1, 0)
    harmonics, free = harmonics.copy(), free.copy()
    harmonics[low] = np.logaddexp(harmonics[low], around.max(axis=-1) + np.log(np.maximum(weight, 1e-6)))
    free[low] -= _SILENCED * weight
    made = (harmonics, turn, noise, free, phase, lifted)
    return [one.astype(np.float32)[None] for one in made]


_CURVE, _UNVOICED, _HEARD, _FEW = 80.0, 40.0, 35.0, 12
_VOICED_BINS, _NEAR, _SILENCED = 200, 5, 6.0
"""Of 20 Hz each: up to 4 kHz; half of what lies between two harmonics; nepers."""
_RISE, _RISEN = 0.4, 6.0
"""Seconds and semitones of the rise (measured: `python -m benchmarks.voices`)."""


def takes_ipa(voice: Voice, ipa: str) -> bool:
    """Whether the net knows every one of these sounds (a length that American English has not is left out)."""
    with _lock:
        known: set[str] = set(_load(voice.name).vocab)
    return set(_sounds(ipa)) - {"ː"} <= known


def _script(text: str, pronunciations: tuple[Pronunciation, ...], net: Any) -> str:
    """The text with nothing in it that the package would drop, cut or take for its own markup; with the IPA in it."""
    out, position = [], 0
    for wanted in sorted(pronunciations, key=lambda wanted: wanted.start):
        sounds = _sounds(wanted.ipa) if _LANGUAGES[net.voice] == "en-GB" else _sounds(wanted.ipa).replace("ː", "")
        if wanted.start < position or not set(sounds) <= net.vocab.keys():
            continue  # said by its letters
        stretch = _plain(text[wanted.start : wanted.end], net).replace("(", "").replace(")", "")
        out += [_plain(text[position : wanted.start], net), f"[{stretch}](/{sounds}/)"]
        position = wanted.end
    return "".join([*out, _plain(text[position:], net)])


def _plain(text: str, net: Any) -> str:
    letters = readable(text, knows=_known).text.translate(_BRACKETS)
    return _WORD.sub(lambda match: _said_whole(match.group(), net), letters)


def _known(letter: str) -> bool:
    """Letters with accents of Western Europe: its lexicon has them (café), its net a good part."""
    return ord(letter) < 0x100


def _said_whole(word: str, net: Any) -> str:
    """The word; in pieces where it is longer than the letters-to-sounds net reads and no lexicon has it."""
    if len(word) <= _LONGEST_WORD:
        return word if word.isascii() or net.g2p(word) else unidecode(word)
    count = -(-len(word) // _LONGEST_WORD)
    size = -(-len(word) // count)
    return " ".join(word[start : start + size] for start in range(0, len(word), size))


def _sounds(ipa: str) -> str:
    """IPA in the package's alphabet, where a diphthong or an affricate is one sign."""
    for sound, sign in _SIGNS.items():
        ipa = ipa.replace(sound, sign)
    return ipa.strip("/[]")


@cache
def _load(name: str) -> Any:
    """The net, once a process. Its sessions use one thread each (as the package sets them): workers share the cores."""
    if find_spec("hibari") is None:
        raise NotReadyError("hibari is not installed: pip install hibari-tts")
    from hibari import Hibari

    try:
        net = Hibari(name, model=_model(name))
    except FileNotFoundError as error:
        raise NotReadyError(f"hibari:{name}: its model {error} is not here") from error
    net.sess = _Timed(net.sess)
    return net


class _Timed:
    """The net's session, stopped when its time is over."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.rises = False
        """The next text's pitch is to rise at its end."""

    def run(self, outputs: Any, feeds: dict[str, Any]) -> Any:
        """As onnxruntime's.

        Raises:
            EngineError: it took too long.
        """
        from onnxruntime import RunOptions
        from onnxruntime.capi.onnxruntime_pybind11_state import Fail

        options = RunOptions()
        timer = threading.Timer(_TIME, setattr, (options, "terminate", True))
        timer.start()
        try:
            answer = self.session.run(outputs, feeds, options)
        except Fail as error:
            raise EngineError(f"hibari failed, or took longer than {_TIME:.0f} s: {error}") from error
        finally:
            timer.cancel()
        return risen(answer) if self.rises else answer


def _model(name: str) -> str:
    """Path of a voice's model; nothing is downloaded.

    Raises:
        FileNotFoundError: it is not here.
    """
    return str(_registry().voice_path(name, download_missing=False))


@cache
def _registry() -> Any:
    """The package's list of voices, without the package: that takes half a second, and most runs speak nothing new.

    Raises:
        FileNotFoundError: it is not where the package is.
    """
    package = find_spec("hibari")
    path = Path(str(package.origin)).with_name("voices.py") if package else Path("hibari")
    spec = spec_from_file_location("hibari_voices", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

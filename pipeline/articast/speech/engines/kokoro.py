"""Kokoro: a neural voice model of 82 million parameters with voices in seven languages (extra `kokoro`).

Its trap, and what is done here: the net takes 510 phonemes at a time and the package cuts longer text at its own
places. So phonemes are counted first, and a text with more is refused, never cut.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from articast.errors import EngineError, NotReadyError, TooLongError, UnspeakableError, VoiceError
from articast.languages import primary
from articast.model import Speech, Voice
from articast.speech.engines import _kokoro_sounds
from articast.speech.engines._alignment import word_times
from articast.speech.engines._folder import broken, digest, folder, licence
from articast.speech.engines._scripts import LATIN, fit, readable
from articast.speech.engines._speed import speed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from articast.model import Pronunciation

LOCAL = True
OPTIONS: Mapping[str, str | float] = MappingProxyType({"speed": 1.0})
"""`speed`: 0.5 to 2.0."""

MODEL, STYLES = "kokoro-v1.0.onnx", "voices-v1.0.bin"
"""Names of the released files; a smaller model (fp16, int8) goes by the same name. A voice may also stand alone, as
`voices/NAME.npy`."""

_LIMIT = 300
"""Characters: 510 phonemes are 380 to 450 characters of English; numbers grow when they are said."""
_PHONEMES = 510
"""What the net takes at a time (kokoro_onnx.config.MAX_PHONEME_LENGTH)."""

_LANGUAGES = {
    "a": ("en-US", "en-us"),
    "b": ("en-GB", "en-gb"),
    "e": ("es", "es"),
    "f": ("fr", "fr-fr"),
    "h": ("hi", "hi"),
    "i": ("it", "it"),
    "j": ("ja", "ja"),
    "p": ("pt-BR", "pt-br"),
    "z": ("zh", "cmn"),
}
"""First letter of a voice: what it speaks, and espeak-ng's name of that, which makes the phonemes but for Japanese and
Chinese (`_kokoro_sounds`)."""

_VOICES = """
af_heart af_bella af_nicole af_aoede af_kore af_sarah af_nova af_alloy af_jessica af_river af_sky
am_fenrir am_michael am_puck am_echo am_eric am_liam am_onyx am_adam am_santa
bf_emma bf_isabella bf_alice bf_lily bm_fable bm_george bm_lewis bm_daniel
ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola pf_dora pm_alex pm_santa
jf_alpha jf_gongitsune jf_nezumi jf_tebukuro jm_kumo
zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang
""".split()  # noqa: SIM905 - a list of forty strings is harder to read
"""Those of the release, best first as its authors grade them."""

_SCRIPTS = {
    "hi": LATIN | {"Devanagari"},
    "ja": LATIN | {"Han", "Hiragana", "Katakana", "Katakana-hiragana", "Fullwidth"},
    "zh": LATIN | {"Han", "Fullwidth"},
}

_DENSE = 90
"""Characters of Japanese and Chinese: each is three to five phonemes."""

_lock = threading.Lock()


def voices() -> tuple[Voice, ...]:
    """All of the release."""
    granted = licence(folder() / "kokoro" / MODEL) or "Apache-2.0"
    return tuple(
        Voice(
            "kokoro",
            name,
            _LANGUAGES[name[0]][0],
            licence=granted,
            limit=_DENSE if name[0] in _kokoro_sounds.OWN else _LIMIT,
        )
        for name in _VOICES
    )


def voice(name: str, language: str) -> Voice:
    """The voice of that name; for a language, the first of its country, else of the language.

    Raises:
        VoiceError: no such voice, or none for the language.
    """
    known = {voice.name: voice for voice in voices()}
    if name:
        if name not in known:
            raise VoiceError(f"no voice 'kokoro:{name}'; known: {', '.join(known)}")
        return known[name]
    wanted = language.replace("_", "-").lower()
    for fits in (
        lambda voice: voice.language.lower() == wanted,
        lambda voice: primary(voice.language) == primary(wanted),
    ):
        for voice in filter(fits, known.values()):
            return voice
    raise VoiceError(
        f"kokoro does not speak '{language}'; it speaks {', '.join(tag for tag, _ in _LANGUAGES.values())}"
    )


def missing(voice: Voice) -> str:
    """The packages, or the model and how to install it."""
    extra = _kokoro_sounds.missing(voice.name[0]) or ("" if find_spec("kokoro_onnx") else "articast[kokoro]")
    there = all(path.is_file() for path in _files(voice.name))
    tag = primary(_LANGUAGES[voice.name[0]][0])
    steps = (extra and f"pip install '{extra}'", "" if there else f"articast voices install kokoro:{tag}")
    return " && ".join(filter(None, steps))


def version(voice: Voice) -> str:
    """That of the package, and model and voices by their checksums."""
    return f"kokoro-onnx {installed('kokoro-onnx')}, {', '.join(digest(path) for path in _files(voice.name))}"


def scripts(voice: Voice) -> frozenset[str]:
    """Writings that the voice reads."""
    return _SCRIPTS.get(primary(_LANGUAGES[voice.name[0]][0]), LATIN)


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence; with the times of its words where the model tells durations.

    Raises:
        TooLongError: more than 510 phonemes, too.
    """
    _, spoken = _LANGUAGES[voice.name[0]]
    fitted = fit(text, voice, scripts(voice))
    if reason := missing(voice):
        raise NotReadyError(f"voice {voice.id} is not ready: {reason}")
    model, styles = _files(voice.name)
    letter = voice.name[0]
    with _lock:
        net = _load(model, digest(model))

        def phonemize(part: str) -> str:
            own = letter in _kokoro_sounds.OWN
            return str(_kokoro_sounds.phonemes(part, letter) if own else net.tokenizer.phonemize(part, spoken))

        phonemes = _phonemes(text, fitted.text, pronunciations, phonemize)
        if not phonemes:
            raise UnspeakableError(f"{voice.id} finds nothing to say in {text[:40]!r}")
        if len(phonemes) > _PHONEMES:
            raise TooLongError(
                f"{voice.id} takes {_PHONEMES} phonemes at a time, not {len(phonemes)}: cut {text[:40]!r}"
            )
        samples, rate, timings = net.create_timed(
            phonemes,
            _style(styles, voice.name, digest(styles)),
            speed=min(max(speed(voice, seed), 0.5), 2.0),
            lang=spoken,
            is_phonemes=True,
            trim=False,
        )
        words = tuple(
            fitted.word(*found)
            for found in word_times(
                fitted.text,
                [(timing.phoneme, timing.start, timing.end) for timing in timings],
                phonemize,
            )
        )
    if not np.isfinite(samples).all():
        raise EngineError(f"{voice.id} gave no number for a sample of {text[:40]!r}")
    return Speech((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), rate, words if timings else ())


def takes_ipa(voice: Voice, ipa: str) -> bool:
    """Always: phonemes are what the net is given."""
    return True


def _phonemes(
    text: str, fitted: str, pronunciations: tuple[Pronunciation, ...], phonemize: Callable[[str], str]
) -> str:
    """The text's phonemes on one line, with the publisher's own where there are some."""
    if not pronunciations:
        return " ".join(phonemize(fitted).split())
    out, position = [], 0
    for wanted in sorted(pronunciations, key=lambda wanted: wanted.start):
        if wanted.start >= position:
            out += [phonemize(readable(text[position : wanted.start]).text), wanted.ipa.strip("/[]")]
            position = wanted.end
    return " ".join(" ".join([*out, phonemize(readable(text[position:]).text)]).split())


@lru_cache(maxsize=1)
def _load(model: Path, digest: str) -> Any:
    """The model, once a process, on one thread, without voices: each is given to it."""
    import onnxruntime
    from kokoro_onnx import Kokoro
    from kokoro_onnx.session import resolve_providers

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(model), options, providers=resolve_providers())
        with TemporaryDirectory() as place:
            none = Path(place) / "none.npz"
            np.savez(none)
            return Kokoro.from_session(session, str(none))
    except MemoryError as error:
        raise NotReadyError("kokoro needs some 600 MB of memory a process; run fewer with --jobs") from error
    except broken() as error:
        raise NotReadyError(f"kokoro's model does not load ({error}): articast voices install kokoro") from error


@lru_cache(maxsize=8)
def _style(path: Path, name: str, digest: str) -> Any:
    """A voice: what the net is given of it for each length of text."""
    try:
        held = np.load(path)
        style = held if path.suffix == ".npy" else held[name]
        if style.ndim != 3 or style.shape[1:] != (1, 256):
            raise ValueError(f"its shape is {style.shape}")
    except broken() as error:
        raise NotReadyError(
            f"kokoro's voice {name} does not load from {path.name} ({error}): articast voices install kokoro:{name}"
        ) from error
    return style


def _files(name: str) -> tuple[Path, Path]:
    """The model, and what holds the voice: the file of all where it is here, else its own."""
    place = folder() / "kokoro"
    styles = place / STYLES
    return place / MODEL, styles if styles.is_file() else place / "voices" / f"{name}.npy"

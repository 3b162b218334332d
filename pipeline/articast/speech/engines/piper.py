"""Piper: local neural voices for more than forty languages, installed by name (extra `piper`).

Its traps, and what is done here: noise that no seed reaches (none is used, so the same text is the same bytes); each
sentence set to full scale, loud and soft alike (not done: a voice has one constant gain); all cores taken by each
process (one thread each); `[[ipa]]` in a text taken for phonemes (brackets are made round).
"""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version as installed
from importlib.util import find_spec
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from articast.errors import NotReadyError, UnspeakableError, VoiceError
from articast.languages import primary, table
from articast.model import Speech, Voice
from articast.speech.engines._alignment import word_times
from articast.speech.engines._folder import QUALITIES, broken, digest, folder, licence
from articast.speech.engines._scripts import LATIN, fit
from articast.speech.engines._speed import speed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from articast.model import Pronunciation, Word
    from articast.speech.engines._scripts import Fitted

LOCAL = True
OPTIONS: Mapping[str, str | float] = MappingProxyType(
    {"length_scale": 0.0, "noise_scale": 0.0, "noise_w_scale": 0.0, "speed": 1.0, "speaker": 0}
)
"""`length_scale`: 0 is the model's own; larger is slower. `noise_scale`, `noise_w_scale`: liveliness; anything but 0
makes each take another, so that a clip cannot be made again byte for byte. `speaker`: number, in voices with many."""

_LIMIT = 400
"""Characters: models are trained on sentences; memory and time grow faster than the text beyond."""

_CATALOGUE = """
ar ca cs cy da de el en es fa fi fr hi hu is it ka kk lb lv ne nl no pl pt ro ru sk sl sr sv sw tr uk vi zh
""".split()  # noqa: SIM905 - easier to read than a list of strings
"""Languages of the released voices (rhasspy/piper-voices), by primary tag."""

_NAME = re.compile(r"^[a-z]{2,3}_[A-Z]{2,3}-[\w+]+-(?:x_low|low|medium|high)$")
_SCRIPTS = {
    "ar": {"Arabic"},
    "bg": {"Cyrillic"},
    "el": {"Greek"},
    "fa": {"Arabic"},
    "he": {"Hebrew"},
    "hi": {"Devanagari"},
    "ja": {"Han", "Hiragana", "Katakana"},
    "ka": {"Georgian"},
    "kk": {"Cyrillic"},
    "ml": {"Malayalam"},
    "ne": {"Devanagari"},
    "ru": {"Cyrillic"},
    "sr": {"Cyrillic"},
    "te": {"Telugu"},
    "th": {"Thai"},
    "uk": {"Cyrillic"},
    "ur": {"Arabic"},
    "zh": {"Han"},
}
"""Writings that the voices of a language read beside Latin letters."""

_lock = threading.Lock()


def voices() -> tuple[Voice, ...]:
    """Those installed, best quality first."""
    models = sorted((folder() / "piper").glob("*.onnx"), key=lambda model: (_rank(model.stem), model.stem))
    return tuple(_voice(model.stem) for model in models)


def voice(name: str, language: str) -> Voice:
    """The voice of that name; for a language, an installed one of its country, of the language, the suggested one.

    One speaker of a voice that has many is named after it: `en_US-libritts-high#p3922`, or by his number, `#12`.

    Raises:
        VoiceError: no such name, or neither an installed nor a suggested voice for the language.
    """
    here = voices()
    if name:
        model = name.partition("#")[0]
        if not _NAME.match(model) and model not in {voice.name for voice in here}:
            known = ", ".join(voice.name for voice in here) or "none"
            raise VoiceError(
                f"'piper:{name}' is no name of a voice, which is like fr_FR-siwis-medium; installed: {known}"
            )
        return replace(_voice(model), name=name)
    wanted = language.replace("_", "-").lower()
    for fits in (
        lambda voice: voice.language.lower() == wanted,
        lambda voice: primary(voice.language) == primary(wanted),
    ):
        for voice in filter(fits, here):
            return voice
    suggested = table(language, "voices").get("piper", "")
    if not suggested:
        way = command(language)
        raise VoiceError(f"no piper voice for '{language}' is installed ({way or 'its catalogue has none'})")
    return _voice(suggested)


def command(language: str) -> str:
    """What installs a voice of a language; empty where the catalogue has none."""
    tag = {"nb": "no", "nn": "no"}.get(primary(language), primary(language))
    if tag not in _CATALOGUE:
        return ""
    package = "pip install 'articast[piper]' && " if find_spec("piper") is None else ""
    return f"{package}articast voices install {tag}"


def missing(voice: Voice) -> str:
    """The package, or the model and how to install it."""
    if find_spec("piper") is None:
        return f"pip install 'articast[piper]' && articast voices install {voice.name.partition('#')[0]}"
    model = _files(voice.name)[0]
    return "" if model.is_file() else f"articast voices install {model.stem}"


def version(voice: Voice) -> str:
    """That of the package, and the model by its checksum."""
    return (
        f"piper-tts {installed('piper-tts')}, onnxruntime {installed('onnxruntime')}, {digest(_files(voice.name)[0])}"
    )


def scripts(voice: Voice) -> frozenset[str]:
    """Writings that the voice reads."""
    return LATIN | _SCRIPTS.get(primary(voice.language), frozenset())


def say(
    text: str,
    voice: Voice,
    language: str,
    *,
    seed: int = 0,
    pronunciations: tuple[Pronunciation, ...] = (),
) -> Speech:
    """Speak one sentence; with the times of its words where the package `onnx` is installed."""
    fitted = fit(text, voice, scripts(voice))
    if reason := missing(voice):
        raise NotReadyError(f"voice {voice.id} is not ready: {reason}")
    model = _files(voice.name)[0]
    with _lock:
        net = _load(model, digest(model))
        plain = _with_ipa(fitted, pronunciations)
        chunks = list(net.piper.synthesize(plain, _settings(net, voice, seed), include_alignments=net.aligned))
        if not chunks or not any(len(chunk.audio_int16_bytes) for chunk in chunks):
            raise UnspeakableError(f"{voice.id} finds nothing to say in {text[:40]!r}")
        words = tuple(_words(chunks, fitted, net)) if net.aligned and not pronunciations else ()
    return Speech(b"".join(chunk.audio_int16_bytes for chunk in chunks), chunks[0].sample_rate, words)


@dataclass(frozen=True)
class _Net:
    """A loaded model."""

    piper: Any
    aligned: bool
    """Whether it tells when each phoneme is heard."""


def _settings(net: _Net, voice: Voice, seed: int) -> Any:
    from piper.config import SynthesisConfig

    options = {**OPTIONS, **dict(voice.options)}
    slower = float(options["length_scale"]) or net.piper.config.length_scale
    speakers = net.piper.config.num_speakers
    speaker = _speaker(voice, net.piper.config, int(options["speaker"]))
    return SynthesisConfig(
        speaker_id=speaker if speakers > 1 else None,
        length_scale=slower / speed(voice, seed),
        noise_scale=float(options["noise_scale"]),
        noise_w_scale=float(options["noise_w_scale"]),
        normalize_audio=False,
    )


def _speaker(voice: Voice, config: Any, number: int) -> int:
    """The number of the speaker that the voice's name has after `#`, else of the option.

    Raises:
        VoiceError: there is none; the message lists some.
    """
    who = voice.name.partition("#")[2]
    known: Mapping[str, int] = getattr(config, "speaker_id_map", None) or {}
    speaker = known.get(who, int(who) if who.isdecimal() else None) if who else number
    if speaker is None:
        raise VoiceError(f"{voice.id}: it has no speaker '{who}'; it has {', '.join([*known][:20]) or 'one, unnamed'}")
    if speaker >= max(config.num_speakers, 1):
        count = config.num_speakers
        raise VoiceError(f"{voice.id} has {count} speakers, 0 to {count - 1}; option 'speaker' is {speaker}")
    return speaker


def takes_ipa(voice: Voice, ipa: str) -> bool:
    """Always: the sounds are given as they are."""
    return True


def _with_ipa(fitted: Fitted, pronunciations: tuple[Pronunciation, ...]) -> str:
    """The text with nothing in it that Piper takes for phonemes, but those asked for."""
    out: list[str] = []
    position = 0
    places = [span[0] for span in fitted.spans]
    for wanted in sorted(pronunciations, key=lambda wanted: wanted.start):
        inside = [index for index, place in enumerate(places) if wanted.start <= place < wanted.end]
        if inside and inside[0] >= position:
            out += [_round(fitted.text[position : inside[0]]), f"[[ {wanted.ipa.strip('/[]')} ]]"]
            position = inside[-1] + 1
    return "".join([*out, _round(fitted.text[position:])])


def _round(text: str) -> str:
    return text.translate(str.maketrans("[]", "()"))


def _words(chunks: list[Any], fitted: Fitted, net: _Net) -> list[Word]:
    """Times of words, by the sounds of all chunks in a row."""
    sounds: list[tuple[str, float, float]] = []
    begin = 0
    for chunk in chunks:
        if chunk.phoneme_alignments is None:
            return []
        ends = list(accumulate((int(sound.num_samples) for sound in chunk.phoneme_alignments), initial=begin))
        rate = chunk.sample_rate
        sounds += [
            (sound.phoneme, start / rate, end / rate)
            for sound, start, end in zip(chunk.phoneme_alignments, ends, ends[1:], strict=False)
        ]
        begin += len(chunk.audio_float_array)

    def phonemize(word: str) -> str:
        return "".join(sound for sentence in net.piper.phonemize(word) for sound in sentence)

    return [fitted.word(*found) for found in word_times(fitted.text, sounds, phonemize)]


@lru_cache(maxsize=2)
def _load(model: Path, digest: str) -> _Net:
    """The model, once a process, on one thread: 230 MB with onnxruntime.

    It keeps no room for the next sentence: that would be 320 MB more once a long one was said, and 3 % quicker.
    """
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    try:
        config = PiperConfig.from_dict(json.loads(_config(model).read_text(encoding="utf-8")))
        session = onnxruntime.InferenceSession(_aligned(model), options, providers=["CPUExecutionProvider"])
    except broken() as error:
        raise NotReadyError(
            f"piper's model {model.name} does not load ({error}): articast voices install {model.stem}"
        ) from error
    return _Net(PiperVoice(session=session, config=config, download_dir=model.parent), len(session.get_outputs()) > 1)


def _aligned(model: Path) -> str | bytes:
    """The model, made to tell its durations where the package `onnx` is here; the sound stays the same (measured)."""
    if find_spec("onnx") is None:
        return str(model)
    import onnx
    from google.protobuf.message import DecodeError
    from piper.patch_voice_with_alignment import add_alignment_output

    try:
        graph = onnx.load(str(model))
        add_alignment_output(graph)
    except (ValueError, DecodeError):  # it tells already, or cannot; or onnxruntime will say what is wrong with it
        return str(model)
    return bytes(graph.SerializeToString())


def _voice(name: str) -> Voice:
    language = name.partition("-")[0].replace("_", "-")
    return Voice("piper", name, language, licence=licence(_files(name)[0]), limit=_LIMIT)


def _files(name: str) -> tuple[Path, Path]:
    model = folder() / "piper" / f"{name.partition('#')[0]}.onnx"
    return model, _config(model)


def _config(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _rank(name: str) -> int:
    quality = name.rpartition("-")[2]
    return QUALITIES.index(quality) if quality in QUALITIES else len(QUALITIES)

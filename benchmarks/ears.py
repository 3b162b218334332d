"""What the benchmarks of voices hear in a speech: pitch, wrong words, naturalness, how well a score tells faults."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import soxr

from articast.speech.engines import voices_folder
from articast.speech.verify import words
from articast.speech.verify.recognisers import whisper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articast.model import Speech

QUESTIONS = {
    "en": ("Is it closed?", "They sold the house?", "Do you want coffee?", "Are you sure about that?"),
    "de": ("Ist es geschlossen?", "Wollen Sie Kaffee?", "Haben sie das Haus verkauft?", "Sind Sie sich da sicher?"),
    "fr": ("Est-ce fermé ?", "Voulez-vous du café ?", "Ont-ils vendu la maison ?", "En êtes-vous certaine ?"),
    "es": ("¿Está cerrado?", "¿Quiere usted café?", "¿Han vendido la casa?", "¿Está usted segura de eso?"),
    "it": ("È chiuso?", "Vuole un caffè?", "Hanno venduto la casa?", "Ne è proprio sicura?"),
    "pt": ("Está fechado?", "Quer um café?", "Venderam a casa?", "Tem certeza disso?"),
}
"""That ask for yes or no: a reader's voice rises at their end."""

RATE = 16_000


def rise(speech: Speech) -> float | None:
    """Semitones of the last tenth of a second that has a pitch over the body's median; None where hardly any has."""
    pitch = _pitch(speech)
    voiced = np.flatnonzero(pitch)
    if len(voiced) < 15:
        return None
    tones = 12 * np.log2(pitch[voiced] / np.median(pitch[voiced]))
    return float(np.median(tones[voiced > voiced[-1] - 10]) - np.median(tones[voiced <= voiced[-1] - 25]))


def _pitch(speech: Speech) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Hertz every 10 ms by autocorrelation; 0 where there is none."""
    sound = np.frombuffer(speech.pcm, "<i2").astype(np.float64) / 32768
    width, step = int(0.04 * speech.rate), int(0.01 * speech.rate)
    low, high = speech.rate // 400, speech.rate // 70
    found = []
    for start in range(0, len(sound) - width, step):
        frame = sound[start : start + width] * np.hanning(width)
        alike = np.fft.irfft(np.abs(np.fft.rfft(frame, 2 * width)) ** 2)
        lag = low + int(np.argmax(alike[low:high]))
        loud = (frame**2).mean() > 1e-5 and alike[lag] > 0.35 * alike[0]
        found.append(speech.rate / lag if loud else 0.0)
    return np.array(found)


def recogniser() -> str:
    """Folder of Whisper's model: `ARTICAST_WHISPER`, or the one that `articast voices install whisper-base` brought."""
    folder = Path(os.environ.get("ARTICAST_WHISPER") or voices_folder() / "whisper" / "base")
    return "" if whisper.missing(str(folder)) else str(folder)


def errors(pairs: Iterable[tuple[str, Speech]], language: str, model: str) -> tuple[float, float]:
    """(word error rate, character error rate) of texts with their speeches, by a recogniser."""
    whole, signs = words.Errors(0), words.Errors(0)
    for text, speech in pairs:
        heard = whisper.hear(speech, language, model)
        whole += words.error_rate(text, heard, language)
        signs += words.align(*([*"".join(words.words(one, language))] for one in (text, heard)))
    return whole.rate, signs.rate


def naturalness(speeches: Iterable[Speech]) -> float | None:
    """Mean opinion score by DistillMOS (1 to 5), where `pip install distillmos` brought it; else None."""
    if find_spec("distillmos") is None or find_spec("torch") is None:
        return None
    import torch

    with torch.no_grad():
        return float(np.mean([float(_mos()(torch.from_numpy(_at(speech))[None])[0]) for speech in speeches]))


@cache
def _mos() -> Any:
    import distillmos

    model = distillmos.ConvTransformerSQAModel()
    model.eval()
    return model


def _at(speech: Speech) -> np.ndarray[Any, np.dtype[np.float32]]:
    sound = np.frombuffer(speech.pcm, "<i2").astype(np.float32) / 32768
    return np.asarray(soxr.resample(sound, speech.rate, RATE), dtype=np.float32)


def area(good: Sequence[float], bad: Sequence[float]) -> float:
    """Area under the ROC curve: how often a bad one scores over a good one; 0.5 is chance."""
    one, other = np.asarray(bad)[:, None], np.asarray(good)[None, :]
    return float((one > other).mean() + (one == other).mean() / 2)

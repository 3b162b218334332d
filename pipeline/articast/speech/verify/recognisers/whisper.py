"""Whisper through faster-whisper (extra `verify`): a model that the publisher has, in CTranslate2's format.

Nothing is downloaded: the model is a folder with `model.bin`, `config.json`, `tokenizer.json` and a vocabulary.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from articast.errors import ConfigurationError
from articast.languages import primary

if TYPE_CHECKING:
    from articast.model import Speech

RATE = 16_000
"""Hertz that Whisper hears."""

BEAM = 5
"""Whisper's own. A beam of 1 is twice as fast and loses a point or two of the word error rate."""

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Without its tokenizer faster-whisper would ask a hub for one."""

_OTHERWISE = {"nb": "no", "fil": "tl", "cmn": "zh", "iw": "he", "in": "id", "sh": "hr"}
"""Primary tags for which Whisper has another."""

_models: dict[str, Any] = {}
_loading = Lock()


def missing(model: str) -> str:
    """Package, folder or files that are not here; empty when ready."""
    if find_spec("faster_whisper") is None:
        return "faster-whisper is not installed: pip install 'articast[verify]'"
    if not model:
        return "no model is given: set `model` in [verify] (or --model) to the folder of a faster-whisper model"
    folder = Path(model)
    if not folder.is_dir():
        return (
            f"{model} is no folder here: give the path of a faster-whisper model, "
            "or `whisper-base` after `articast voices install whisper-base`; none is downloaded unasked"
        )
    absent = [name for name in _NEEDED if not (folder / name).is_file()]
    if not any(folder.glob("vocabulary.*")):
        absent.append("vocabulary.json")
    if absent:
        return f"{model} has no {', '.join(absent)}: it is no whole faster-whisper (CTranslate2) model"
    return ""


def knows(language: str, model: str) -> bool:
    """Whether the model hears it: English only for an `.en` model, else Whisper's hundred languages."""
    return _tag(language) in _loaded(model).supported_languages


def hear(speech: Speech, language: str, model: str) -> str:
    """What is said. Deterministic: a beam, temperature 0, no chance taken again, no text carried on between windows."""
    import soxr

    sound = np.frombuffer(speech.pcm, "<i2").astype(np.float32) / 32768
    heard, _ = _loaded(model).transcribe(
        np.asarray(soxr.resample(sound, speech.rate, RATE), dtype=np.float32),
        language=_tag(language),
        beam_size=BEAM,
        temperature=0.0,
        condition_on_previous_text=False,
    )
    return " ".join(part.text.strip() for part in heard).strip()


def _tag(language: str) -> str:
    tag = primary(language)
    return _OTHERWISE.get(tag, tag)


def _loaded(model: str) -> Any:
    """The model, loaded once a process."""
    with _loading:  # engines that are asked over a network listen in several threads
        if model not in _models:
            if fault := missing(model):
                raise ConfigurationError(f"[verify]: {fault}")
            from faster_whisper import WhisperModel

            try:
                _models[model] = WhisperModel(model, compute_type="auto", local_files_only=True)
            except (RuntimeError, ValueError, OSError) as error:
                raise ConfigurationError(f"[verify]: the model {model} cannot be loaded: {error}") from error
        return _models[model]

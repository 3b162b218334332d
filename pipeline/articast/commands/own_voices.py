"""`articast voices install FILE`: a Piper voice of the publisher's own, looked at before it is taken over."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from articast.errors import VoiceError
from articast.speech import engines

if TYPE_CHECKING:
    from pathlib import Path

_INPUTS = frozenset({"input", "input_lengths", "scales"})
"""What every Piper model asks for; one with many speakers asks for `sid`, too."""


def own(path: Path, folder: Path) -> list[str]:
    """Take over one model with its configuration, or all those of a folder; none, where one is not whole.

    Args:
        path: `voice.onnx`, beside it `voice.onnx.json`; or a folder of such.
        folder: the voices folder; made where it is not there.

    Returns:
        The voices' names, as `--voice` takes them.

    Raises:
        VoiceError: there is none, or one is no Piper voice, damaged, or without its configuration.
    """
    models = sorted(path.glob("*.onnx")) if path.is_dir() else [path]
    if not models:
        raise VoiceError(f"{path}: there is no voice in it: a Piper voice is NAME.onnx with NAME.onnx.json beside it")
    names = {model: _name(model, _checked(model)) for model in models}
    target = folder / "piper"
    try:
        target.mkdir(parents=True, exist_ok=True)
        for model, name in names.items():
            for source, suffix in ((model.with_name(f"{model.name}.json"), ".onnx.json"), (model, ".onnx")):
                part = target / f"{name}{suffix}.part"
                shutil.copyfile(source, part)
                part.replace(target / f"{name}{suffix}")
    except OSError as error:
        raise VoiceError(f"cannot write to {target}: {error}") from error
    return [f"piper:{name}" for name in names.values()]


def _checked(model: Path) -> dict[str, Any]:
    """A model's configuration, once both were seen to be whole."""
    import onnxruntime

    beside = model.with_name(f"{model.name}.json")
    try:
        config = json.loads(beside.read_text(encoding="utf-8"))
        rate, sounds = int(config["audio"]["sample_rate"]), dict(config["phoneme_id_map"])
    except FileNotFoundError as error:
        raise VoiceError(f"{beside} is missing: a Piper voice is a model and its configuration") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise VoiceError(f"{beside} is no configuration of a Piper voice ({type(error).__name__}: {error})") from error
    if not 8000 <= rate <= 48000 or not sounds:
        raise VoiceError(f"{beside} is no configuration of a Piper voice: {rate} Hz, {len(sounds)} sounds")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base
        raise VoiceError(f"{model} is no model, or cut short, or of a newer version: {str(error)[:200]}") from error
    asked = {one.name for one in session.get_inputs()}
    if not asked >= _INPUTS:
        raise VoiceError(f"{model} is no Piper voice: it asks for {', '.join(sorted(asked)) or 'nothing'}")
    return config if isinstance(config, dict) else {}


def _name(model: Path, config: dict[str, Any]) -> str:
    """`de_DE-mine-medium`: language, name and quality; what the file's name lacks is in its configuration."""
    if re.fullmatch(rf"[a-z]{{2,3}}_[A-Z]{{2,3}}-[\w+]+-(?:{'|'.join(engines.QUALITIES)})", model.stem):
        return model.stem
    told = config.get("language") or {}
    code = str(told.get("code", "") if isinstance(told, dict) else told)
    spoken = config.get("espeak") or {}
    code = code or str(spoken.get("voice", "") if isinstance(spoken, dict) else "")
    match = re.fullmatch(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?", code)
    if not match:
        raise VoiceError(f"{model} does not say its language: name it like de_DE-mine-medium.onnx")
    tag = match[1] + (f"_{match[2].upper()}" if match[2] else "")
    quality = str(config["audio"].get("quality", "medium"))
    plain = re.sub(r"\W+", "_", model.stem)
    return f"{tag}-{plain}-{quality if quality in engines.QUALITIES else 'medium'}"

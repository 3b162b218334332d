"""C2PA: a signed statement inside the MP3 of how it was made. Needs the extra `c2pa`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pipeline.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path


def sign(mp3: Path, certificate: Path, key: Path, synthetic: Literal["neural", "formant", "tone"]) -> None:
    """Sign `mp3` in place, as the last step before its bytes are counted: any later change breaks the signature.

    Raises:
        ConfigurationError: the extra is not installed, or certificate or key are not usable.
    """
    raise ConfigurationError(f"{mp3.name} cannot be signed yet with {certificate} and {key} ({synthetic})")

"""The publisher's look: custom properties from the configuration, and colours that stay readable on them."""

from __future__ import annotations

import base64
import hashlib
import re

from articast.errors import ConfigurationError

PAPER, NIGHT = "#ffffff", "#15171b"
"""Backgrounds of our pages, light and dark: what accents are judged against."""

READABLE = 4.5
"""WCAG 2.2, 1.4.3: contrast of text to its background."""

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VALUE = re.compile(r"[^;{}<>\\\n\r@]+")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def properties(theme: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The theme's properties by name, with what follows from its accent: text on it, and its form in the dark.

    Raises:
        ConfigurationError: a name or value that is no plain CSS value, or fetches something.
    """
    given: dict[str, str] = {}
    for key, value in theme:
        name = key.strip().lower().replace("_", "-").removeprefix("--").removeprefix("articast-")
        text = value.strip()
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(text) or "url(" in text.lower() or "/*" in text:
            raise ConfigurationError(
                f"theme: '{key} = {value}' is no CSS value; give a name and a plain value, as accent = \"#0b5fff\""
            )
        given[name] = text
    accent = given.get("accent", "")
    if not _HEX.fullmatch(accent):
        return given
    light = readable(accent, PAPER)
    dark = given.get("accent-dark") or readable(accent, NIGHT)
    derived = {"accent-text": light, "accent-dark": dark, "on-accent": text_on(accent)}
    if _HEX.fullmatch(dark):
        derived["on-accent-dark"] = text_on(dark)
    return {**derived, **given}


def style(theme: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The content of a page's style element and its CSP hash source; two empty strings without a theme."""
    found = properties(theme)
    if not found:
        return "", ""
    css = ":root{" + ";".join(f"--articast-{name}:{value}" for name, value in sorted(found.items())) + "}"
    return css, "'sha256-" + base64.b64encode(hashlib.sha256(css.encode()).digest()).decode() + "'"


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two hex colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(background: str) -> str:
    """Black or white, whichever reads better on the colour."""
    return max("#ffffff", "#000000", key=lambda colour: contrast(colour, background))


def readable(colour: str, background: str) -> str:
    """The colour, mixed with as little black or white as makes it readable text on the background."""
    target = text_on(background)
    for step in range(21):
        mixed = _mix(colour, target, step / 20)
        if contrast(mixed, background) >= READABLE:
            return mixed
    return target


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _mix(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

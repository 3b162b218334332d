"""The Range header of a request, as RFC 9110 (14) reads it. Pure."""

from __future__ import annotations

import re

MOST = 8
"""Ranges that one request may ask for; who asks for more gets the whole, as the RFC advises."""

_UNIT = re.compile(r"[ \t]*bytes[ \t]*=(.*)", re.IGNORECASE | re.ASCII)
_SPEC = re.compile(r"(\d*)-(\d*)", re.ASCII)


def wanted(header: str, size: int) -> list[tuple[int, int]] | None:
    """First and last byte of each range that is asked for and can be given, in the request's order.

    Returns:
        None where the header is to be ignored: there is none, its unit is not `bytes`, it is malformed, asks for too
        many ranges, or for more bytes than there are. Empty where none of it can be given (status 416).

    """
    unit = _UNIT.fullmatch(header)
    specs = [spec.strip(" \t") for spec in unit[1].split(",")] if unit else []
    specs = [spec for spec in specs if spec]
    if not specs or len(specs) > MOST:
        return None
    found = []
    for spec in specs:
        match = _SPEC.fullmatch(spec)
        if not match or spec == "-" or len(spec) > 40:
            return None
        first, last = match.groups()
        if first and last and int(last) < int(first):
            return None
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        if start <= end:
            found.append((start, end))
    return found if sum(end - start + 1 for start, end in found) <= size else None

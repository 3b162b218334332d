"""Points of the compass by their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


def winds(table: Mapping[str, str]) -> tuple[Rule, ...]:
    """`viento del NE`: points of the compass, where the sentence speaks of wind or of a direction.

    Args:
        table: `[wording.winds]`: points as said, and `about`, a pattern of what such a sentence has in it.
    """
    points = dict(table)
    about = expression(points.pop("about", "(?!)"))

    def said(match: re.Match[str]) -> str | None:
        return points[match.group()] if about.search(match.string) else None

    def hyphened(match: re.Match[str]) -> str | None:
        return points.get(match[1] + match[2])

    names = "|".join(sorted((name[1:] for name in points), key=len, reverse=True)) or "(?!)"
    first = "".join({name[0] for name in points}) or "-"
    parted = expression(r"([NSZ])(?<![\w.-].)\.?-([EOW])(?:\.(?= [a-z])|(?![\w.-]))")
    return (
        Rule("compass", parted, hyphened, frozenset("-")),
        Rule("compass", expression(rf"[{first}](?<![\w.-].)(?:{names})(?![\w.]\w|[\w-])"), said, frozenset("NSEOWZ")),
    )

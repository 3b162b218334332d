"""A language as other countries say it: `septante` in Belgium, `dezassete` in Portugal."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    from collections.abc import Mapping


def respelled(rules: tuple[Rule, ...], words: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules, with other words for some that they put in; what the author wrote out stays.

    Args:
        rules: of the language.
        words: whole words as the rules say them → as the region does, `[wording.regions]`.
    """
    pattern = expression(rf"(?<![\w])(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?!\w)")

    def wrapped(rule: Rule) -> Rule:
        def say(match: re.Match[str]) -> str | None:
            said = rule.say(match)
            if said is None or said == match.group():
                return said
            return pattern.sub(lambda found: words[found.group()], said)

        return replace(rule, say=say)

    return tuple(map(wrapped, rules))

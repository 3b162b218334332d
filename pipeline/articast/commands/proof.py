"""The proof that a publisher reads before anything is spoken: sentences as written and as said; what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from articast.flow import Work
    from articast.model import Sentence


def as_json(work: Work) -> dict[str, Any]:
    """As DESIGN's contract has it."""
    return {
        "source": work.document.source,
        "title": work.script.title,
        "language": work.article.language,
        "voice": work.voices[0][1].id,
        "authors": list(work.article.authors),
        "published": _iso(work.article.published),
        "modified": _iso(work.article.modified),
        "url": work.article.url,
        "image": work.article.image,
        "summary": work.article.summary,
        "tags": list(work.article.tags),
        "sentences": [
            {
                "written": sentence.written,
                "said": _otherwise(sentence),
                "language": sentence.language,
                **_by(work, sentence),
                "pause": sentence.pause,
                "kind": work.script.blocks[sentence.block].kind,
                "changes": [
                    {"written": sentence.written[c.start : c.end], "said": c.said, "rule": c.rule}
                    for c in (sentence.said.changes if sentence.said else ())
                ],
                **(
                    {"sounds": [{"said": word, "ipa": ipa} for word, ipa in sounds]}
                    if (sounds := _sounds(sentence))
                    else {}
                ),
            }
            for sentence in work.sentences
        ],
        "left_out": [{"text": one.text, "reason": one.reason} for one in work.script.left_out],
    }


def text(work: Work) -> str:
    """A sentence a line; below it, indented, what is said where that differs, and by which rule; pauses in brackets."""
    lines = [f"# {work.script.title} [{work.article.language}, {work.voices[0][1].id}]", ""]
    for sentence in work.sentences:
        kind = work.script.blocks[sentence.block].kind
        mark = f"{kind}: " if kind not in {"paragraph", "title"} else ""
        other = f" [{sentence.language}]" if sentence.language != work.article.language else ""
        other += "".join(f" [{value}]" for value in dict.fromkeys(_by(work, sentence).values()))
        lines.append(f"{mark}{sentence.written}{other} [{sentence.pause:.2f} s]")
        if said := _otherwise(sentence):
            lines.append(f"    said: {said}")
            lines += [f"    {_change(sentence, number)}" for number in range(len(sentence.said.changes))]  # type: ignore[union-attr]
        lines += [f"    {word} [{ipa}]" for word, ipa in _sounds(sentence)]
    if work.script.left_out:
        lines += ["", f"Left out ({len(work.script.left_out)}):"]
        lines += [f"- {one.reason}: {one.text}" for one in work.script.left_out]
    return "\n".join(lines)


def _by(work: Work, sentence: Sentence) -> dict[str, str]:
    """Whose words it is and which voice says it, where that is not the narrator."""
    voice = work.voice_of(sentence)
    other = {"voice": voice.id} if voice.id != work.voices[0][1].id else {}
    return ({"speaker": sentence.speaker} if sentence.speaker else {}) | other


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _otherwise(sentence: Sentence) -> str | None:
    assert sentence.said is not None
    return sentence.said.text if sentence.said.text != sentence.written else None


def _sounds(sentence: Sentence) -> tuple[tuple[str, str], ...]:
    return sentence.said.sounds if sentence.said else ()


def _change(sentence: Sentence, number: int) -> str:
    assert sentence.said is not None
    change = sentence.said.changes[number]
    written = sentence.written[change.start : change.end] or "(nothing)"
    return f"{written} → {change.said.strip() or '(nothing)'} ({change.rule})"

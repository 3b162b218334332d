"""Articles for benchmarks: the examples with varied text, as many as wanted."""

from __future__ import annotations

import random
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
_WORDS = "amber bridge candle dinner engine forest garden harbour island jacket kettle ladder market needle orange"


def batch(folder: Path, count: int) -> None:
    """Write `count` articles made of the examples, each with numbers and words of its own in every paragraph."""
    sources = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in {".html", ".md", ".txt"})
    for number in range(count):
        source = sources[number % len(sources)]
        chance = random.Random(number)  # the same articles every time
        text = source.read_bytes().replace(b"courier.example/", b"courier.example/%d/" % number)
        text = text.replace(b"slowrails.example/", b"slowrails.example/%d/" % number)
        for mark in (b". ", b".</p>", b"? ", b".\n", b".</li>", b";</li>", b"</h2>"):
            first, *parts = text.split(mark)
            varied = (b" %s %d" % (chance.choice(_WORDS.split()).encode(), chance.randrange(2, 99)) for _ in parts)
            text = first + b"".join(extra + mark + part for extra, part in zip(varied, parts, strict=True))
        target = folder / f"{number:04d}-{source.parent.name}{source.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text)


def plain(path: Path, words: int, seed: int = 0) -> None:
    """Write a plain text article of so many words, no sentence like another."""
    chance = random.Random(seed)
    vocabulary = _WORDS.split()
    lines, written = [f"A long story, part {seed + 1}"], 0
    while written < words:
        sentences = []
        for _ in range(6):
            chosen = [chance.choice(vocabulary) for _ in range(chance.randrange(8, 20))]
            written += len(chosen)
            sentences.append(f"The {' '.join(chosen)} of {written} is here.")
        lines.append(" ".join(sentences))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(lines), encoding="utf-8")

"""Pages as publishers have them, sentence by sentence: the share that is heard as it should be, and of pages all right.

Reads this project's own pages (`tests/text/pages`) and, where they lie beside it, `../shared/cases/pages`; other
folders are named as arguments. `X.expected.txt` beside X says what is right, line by line:

  a plain line     one sentence as written (`#said` at the head: as said); all, in order, without title and byline
  @title=…         also @authors, @published (its beginning), @language, @note (one that is kept); `@error`: refused
  !words  ~words   in no sentence; in some sentence
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from articast.errors import ArticastError
from articast.flow.preparing import Plan, prepare, said
from articast.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.flow.preparing import Work

ROOT = Path(__file__).parents[1]
FOLDERS = ROOT / "tests" / "text" / "pages", ROOT.parent / "shared" / "cases" / "pages"
TYPES = {".html": "text/html", ".txt": "text/plain"}
NOT_OF_THE_TEXT = ("title", "byline")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a page was heard."""

    name: str
    right: int
    """Sentences, and other claims, that are as they should be."""
    all: int
    wrong: tuple[str, ...]
    """What is not, in words."""


def cases(folder: Path) -> list[tuple[Path, Path]]:
    """Each page of a folder with what is right."""
    pages = {path.name.rpartition(".")[0]: path for path in folder.iterdir() if not path.name.endswith(".expected.txt")}
    found = sorted(folder.glob("*.expected.txt"))
    return [(pages[name], path) for path in found if (name := path.name.removesuffix(".expected.txt")) in pages]


def outcome(page: Path, expected: Path) -> Outcome:
    """Hears a page, and holds it against what is right."""
    wanted = [line for line in expected.read_text(encoding="utf-8").split("\n") if line.strip()]
    media = TYPES.get(page.suffix, "text/markdown")
    try:
        work = prepare(Document(page.name, page.name, page.read_bytes(), media), Plan(voice="tone"))
    except ArticastError as error:
        is_right = "@error" in wanted or not any(line[0] not in "#@!" for line in wanted)
        return Outcome(page.name, int(is_right), 1, () if is_right else (f"refused: {error}",))
    if "@error" in wanted:
        return Outcome(page.name, 0, 1, ("was to be refused",))
    lines = [line for line in wanted if line[0] not in "#@!~"]
    heard = [text for kind, text in _heard(work, as_said="#said" in wanted) if kind not in NOT_OF_THE_TEXT]
    right, wrong = _compared(lines, heard) if lines else (0, [])
    claims = [claim for line in wanted if line[0] in "@!~" for claim in _claim(line, work, as_said="#said" in wanted)]
    wrong += [text for text in claims if text]
    return Outcome(
        page.name, right + claims.count(""), max(len(lines), len(heard) if lines else 0) + len(claims), tuple(wrong)
    )


def _heard(work: Work, *, as_said: bool) -> Iterator[tuple[str, str]]:
    for sentence in work.sentences:
        kind = work.script.blocks[sentence.block].kind
        if kind != "notice" or sentence.block > len(NOT_OF_THE_TEXT):  # the notice at the head is ours
            yield kind, " ".join((said(sentence) if as_said else sentence.written).split())


def _compared(wanted: list[str], heard: list[str]) -> tuple[int, list[str]]:
    match = SequenceMatcher(None, wanted, heard, autojunk=False)
    same = sum(block.size for block in match.get_matching_blocks())
    wrong = []
    for what, a, b, c, d in match.get_opcodes():
        if what != "equal":
            wrong += [f"not heard: {line}" for line in wanted[a:b]] + [f"heard: {line}" for line in heard[c:d]]
    return same, wrong


def _claim(line: str, work: Work, *, as_said: bool) -> Iterator[str]:
    """What is wrong with a line's claim, empty where nothing is."""
    sign, text = line[0], line[1:]
    sentences = [one for _, one in _heard(work, as_said=as_said)]
    if sign == "!":
        yield f"heard: {text}" if any(text in one for one in sentences) else ""
    elif sign == "~":
        yield "" if any(text in one for one in sentences) else f"not heard: {text}"
    elif "=" in text:
        name, _, value = text.partition("=")
        value = "" if value == "None" else value
        article = work.article
        when = article.published.isoformat() if article.published else ""
        notes = [" ".join(note.text.split()) for note in work.script.notes if note.kind == "note"]
        found = {
            "title": article.title,
            "authors": ", ".join(article.authors),
            "published": when[: len(value)] if value else when,
            "language": article.language,
            "note": value if value in notes else " | ".join(notes),
        }[name]
        yield "" if found == value else f"{name}: {found!r}, not {value!r}"


def main() -> None:
    """Print what is wrong, and two figures a folder."""
    for folder in [Path(argument) for argument in sys.argv[1:]] or [folder for folder in FOLDERS if folder.is_dir()]:
        outcomes = [outcome(*case) for case in cases(folder)]
        for one in outcomes:
            if one.wrong:
                print("\n    ".join([one.name, *one.wrong]))
        right, count = sum(one.right for one in outcomes), sum(one.all for one in outcomes)
        whole = sum(not one.wrong for one in outcomes)
        print(
            f"pages in {folder.name if folder.name != 'pages' else folder.parent.name + '/pages'}: "
            f"{right / max(count, 1):.3f} of {count} sentences right, {whole} of {len(outcomes)} pages all right"
        )


if __name__ == "__main__":
    main()

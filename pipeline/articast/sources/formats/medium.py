"""Medium's export: one HTML file a story, in a folder or zip with much else.

Taken: published stories, with author, date and canonical link from the file's foot. Passed over: drafts
(`draft_….html`) and the other lists of the export (claps, highlights, bookmarks, profile).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articast.model import Known
from articast.sources.formats._html import inside, parsed, removed, words
from articast.sources.markup import moment
from articast.sources.values import Passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articast.sources.formats import File, Found

NAME = "a Medium export"
SUFFIXES = (".html", ".htm")
ATTACHED = False


def sniff(file: File) -> bool:
    """By the classes that its stories and lists have."""
    tail = file.body[-4096:]
    return b"Exported from <a href" in tail and b"Medium</a>" in tail and b"h-entry" in file.body[:65536]


def read(file: File) -> Iterator[Found]:
    """The story."""
    root = parsed(file.body, file.charset or "utf-8", file.source)
    content = _classed(root, "e-content")
    if file.name.startswith("draft_"):
        yield Passed(file.source, "drafts")
        return
    if content is None:
        yield Passed(file.source, "lists of an export")
        return
    title, subtitle = words(_classed(root, "p-name")), words(_classed(root, "p-summary"))
    author, link, date = (_classed(root, name) for name in ("p-author", "p-canonical", "dt-published"))
    for one in list(content.iter()):
        classes = str(one.get("class") or "").split() if isinstance(one.tag, str) else []
        said = {"graf--title": title, "graf--subtitle": None}
        if "graf--mixtapeEmbed" in classes and one.getparent() is not None:  # a card of another page
            removed(one)
            continue
        for name in classes:
            if name in said and said[name] in {None, words(one)} and one.getparent() is not None:
                removed(one)
                break
    body = inside(content)
    if subtitle and not _begins(words(content), subtitle):
        body = f"<p>{inside(_classed(root, 'p-summary'))}</p>{body}"
    known = Known(
        title=title,
        authors=(words(author),) if words(author) else (),
        published=moment(str(date.get("datetime") or "")) if date is not None else None,
        url=str(link.get("href") or "") if link is not None else "",
        summary=subtitle.rstrip("…"),
    )
    yield file.document(body, known)


def _begins(text: str, start: str) -> bool:
    """Whether a subtitle is only the article's first words, as Medium makes one where the author gave none."""
    return text.startswith(start.rstrip("…. "))


def _classed(root: Any, name: str) -> Any:
    return next((one for one in root.iter() if name in str(one.get("class") or "").split()), None)

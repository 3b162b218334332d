"""An episode's own cover art: the article's lead image, else a card with its title; the show's where not wanted."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.errors import SourceError

if TYPE_CHECKING:
    from pipeline.house import House
    from pipeline.model import Episode, Show
    from pipeline.prepare import Work
    from pipeline.sources import Pictures


@dataclass(frozen=True, slots=True)
class Artwork:
    """A cover in its place."""

    path: str
    """`Episode.cover`: empty where it is the show's."""
    image: bytes
    """JPEG."""
    warning: str = ""
    """Why it is not the article's image, in one line; empty where all is well."""


def put(house: House, pictures: Pictures, work: Work, draft: Episode, show: Show) -> Artwork:
    """Put an episode's cover in place, if it is to have its own.

    The article's image is asked for once: as long as the article stays as it is, so does the cover that came of it.

    Args:
        house: what the run works with.
        pictures: where images come from.
        work: the article.
        draft: its episode.
        show: with its cover in place.

    Raises:
        PublishError: it cannot be written.
    """
    if not show.episode_covers:
        return Artwork("", house.output.read(show.cover))
    from pipeline import covers  # noqa: PLC0415 - Pillow, only where a cover may be drawn

    name, document = work.article.image, work.digest
    kept = (house.catalogue.recall("cover", work.article.id) or {}) if name else {}
    there = kept.get("image") == name and kept["path"].startswith(draft.page) and house.output.has(kept["path"])
    if there and kept["document"] == document:
        return Artwork(kept["path"], house.output.read(kept["path"]))
    warning = ""
    if name:
        try:
            path, image = _placed(house, draft, covers.from_image(pictures.read(name, work.document)))
            house.catalogue.remember("cover", work.article.id, {"image": name, "document": document, "path": path})
            return Artwork(path, image)
        except SourceError as error:
            instead = "it keeps the one it had" if there else "one was made of its title"
            warning = f"{work.document.source}: no cover from its image, {instead}: {error}"
    if there:
        return Artwork(kept["path"], house.output.read(kept["path"]), warning)
    accent = dict(show.theme).get("accent", "")
    return Artwork(*_placed(house, draft, covers.episode(draft.title, show.title, accent)), warning)


def _placed(house: House, draft: Episode, image: bytes) -> tuple[str, bytes]:
    path = f"{draft.folder}/cover-{sha256(image).hexdigest()[:8]}.jpg"
    house.output.write(path, image)
    return path, image

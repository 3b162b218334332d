"""The templates, and what every page has around its content."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from articast.publishing.pages import theme
from articast.publishing.pages.texts import Interface, direction, is_slanted, upright

if TYPE_CHECKING:
    from jinja2 import Environment

    from articast.model import Show


def page(template: str, show: Show, language: str, title: str, root: str, **values: Any) -> str:
    """A page of the site.

    Args:
        template: name of the file in `templates/`.
        show: whose theme it has.
        language: BCP 47 of the page.
        title: of the window, plain text.
        root: relative link from the page to `output/`.
        values: what the template itself asks for.
    """
    style, style_hash = theme.style(show.theme)
    return _templates().get_template(template).render(
        language=language,
        dir=direction(language),
        tall=not is_slanted(language),
        window_title=upright(title),
        root=root,
        style=style,
        style_hash=style_hash,
        **values,
    )  # fmt: skip


def says(interface: Interface, **more: str) -> dict[str, str]:
    """The interface's texts for a template, its language and direction, and what was made of them for this page."""
    return {**interface.texts, "language": interface.language, "dir": direction(interface.language), **more}


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("articast.publishing.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def part(name: str, *values: Any, **more: Any) -> str:
    """What the macro of that name in `parts.html` makes of the values."""
    macro = getattr(_templates().get_template("parts.html").module, name)
    return str(macro(*values, **more)).strip()

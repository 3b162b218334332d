"""Names in front matter that are one slip of the finger away from ours; other generators' own names are none. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = tuple(
    tuple(line.split())
    for line in """
title
authors author by byline creator writer
date publishdate publish_date published pubdate pub_date date_published datepublished published_at \
publishedat publishedon created created_at
modified updated lastmod last_modified last_modified_at updated_at updateddate updated_date \
date_modified datemodified last_update lastupdated
expirydate expiry_date unpublishdate unpublish_date expires unpublished_at
language lang locale
url canonical canonical_url canonicalurl
slug
summary description excerpt lead abstract desc
image cover featured_image hero_image heroimage thumbnail banner images img
tags keywords categories
voice
translation_of translationof
moved_from movedfrom
draft
explicit
season season_number seasonnumber
season_name seasonname
episode episode_number episodenumber
episode_type episodetype type
block
section category
soundbites soundbite
location
chat
content_links links
social
contributors
itunes podcast
extra params taxonomies metadata frontmatter
""".strip().splitlines()
)
"""Names that are read, those of one meaning in a line."""

_OTHERS = frozenset(
    word
    for line in """
    arthur audio badge blocks blog blurb build card cards cat category_id chart chat_id clock code codes colour
    covered cover_image covers creators data database dated dates description_html descriptions drafts drafted
    edition episodes excerpts explicitly extras flag flags hero icon imagealt image_alt keyword landing
    language_code languages layout leads level lever link linkcolor list local locales locations locked loud main
    menu meta mode model nav note notes order page pages param parameters parent part path photo pin pinned place
    plan plug plugins post posts read reads reason region role roles row rows seasons sections series serie session
    setting show sidebar site sitemap socials sort source star state status style styles subtitle summaries sub tab
    tabs tagline tag tagged taxonomy template text theme time timed titled titles tile tiles toc topic topics track
    types update updates upload version video videos voices weight
    """.splitlines()
    for word in line.split()
)
"""Near ours, and what a generator, theme or editor means by it is something else."""

_SHORTEST = 4
"""Letters of a name that is looked at: of shorter ones too many are a letter away."""


def misspelt(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names that nobody reads, each with the one that was meant.

    Only what is one letter too much, too few, other or in another's place is told, and only where nothing else says
    what it would have said: names that are far from ours are other programs', and there are thousands.

    Args:
        names: of one front matter, in lower case, with underscores.
    """
    given = set(names)
    free = [group for group in NAMES if not given.intersection(group)]
    known = {name for group in NAMES for name in group}
    found = []
    for name in sorted(given - known - _OTHERS):
        if len(name) < _SHORTEST:
            continue
        near = next((ours for group in free for ours in group if len(ours) >= _SHORTEST and _is_slip(name, ours)), "")
        if near:
            found.append((name, near))
    return tuple(found)


def _is_slip(written: str, meant: str) -> bool:
    """Whether one letter was left out, added, taken for another, or changed places with the next one."""
    if abs(len(written) - len(meant)) > 1 or written[0] != meant[0]:
        return False
    start = next((at for at, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), None)
    if start is None:
        return len(written) != len(meant)
    rest, other = written[start:], meant[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )

"""Apple's categories, as of November 2026: a show's must be one of them, letter for letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_APPLE = """
Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
History:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics,\
 Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming,\
 Tennis, Volleyball, Wilderness, Wrestling
Technology:
True Crime:
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
"""


def categories() -> Mapping[str, tuple[str, ...]]:
    """Every category with its subcategories."""
    lines = (line.partition(":") for line in _APPLE.strip().splitlines())
    return {name: tuple(sub for sub in subs.strip().split(", ") if sub) for name, _, subs in lines}


def check_category(category: Sequence[str]) -> None:
    """Refuse what is not in Apple's list.

    Raises:
        ConfigurationError: `category` is not (category,) or (category, subcategory) of the list; names the nearest.
    """
    known = categories()
    if not category or category[0] not in known:
        raise ConfigurationError(_unknown("category", category[0] if category else "", known))
    subcategories = known[category[0]]
    if len(category) > 1 and category[1] not in subcategories:
        raise ConfigurationError(_unknown(f"subcategory of {category[0]}", category[1], subcategories))
    if len(category) > 2:
        raise ConfigurationError(f"category {', '.join(category)}: give one category and at most one subcategory")


def _unknown(what: str, name: str, known: Mapping[str, object] | Sequence[str]) -> str:
    from difflib import get_close_matches

    names = {candidate.casefold(): candidate for candidate in known}
    near = get_close_matches(name.casefold(), names, 1)
    advice = f"did you mean {names[near[0]]!r}? " if near else ""
    return f"{name!r} is no Apple {what}; {advice}known: {', '.join(known) or 'none'}"

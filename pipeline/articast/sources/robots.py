"""robots.txt: what a site forbids, and how slowly it wants to be asked (RFC 9309)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from protego import Protego

from articast.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

_BYTES = 512 * 1024
"""Characters that are read; RFC 9309 asks for at least 500 KiB."""
_LONGEST_DELAY = 10.0
"""Seconds between two requests that a Crawl-delay can ask of us."""


@dataclass(slots=True)
class _Site:
    rules: Protego | None
    """None: robots.txt could not be read."""
    delay: float = 0.0
    trouble: str = ""
    last: float = 0.0
    """time.monotonic() of the latest request."""


@dataclass(slots=True)
class Manners:
    """What sites ask of us, each robots.txt read once."""

    user_agent: str
    """Our name as robots.txt has it."""
    read: Callable[[str], str]
    """Text of a robots.txt; raises SourceError where the server is in trouble, which forbids everything."""
    _sites: dict[str, _Site] = field(default_factory=dict)

    def refusal(self, url: str, origin: str) -> str:
        """Why the URL may not be fetched, empty where it may: then waits as long as the site asks for."""
        site = self._sites.get(origin) or self._sites.setdefault(origin, self._meet(origin))
        if site.rules is None:
            return site.trouble
        if not site.rules.can_fetch(url, self.user_agent):
            return "the site's robots.txt forbids it; set robots = false under [fetch] if you may"
        pause = site.last + site.delay - time.monotonic()
        if site.last and pause > 0:
            time.sleep(pause)
        site.last = time.monotonic()
        return ""

    def _meet(self, origin: str) -> _Site:
        try:
            rules = Protego.parse(self.read(f"{origin}/robots.txt")[:_BYTES])
        except SourceError as error:
            answered = " when asked for robots.txt" if getattr(error, "status", 0) else ""
            return _Site(None, trouble=f"{getattr(error, 'why', error)}{answered}")
        return _Site(rules, min(float(rules.crawl_delay(self.user_agent) or 0), _LONGEST_DELAY))

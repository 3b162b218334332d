"""Whether what is left of a page is an article: a paywall's stub, an error page, a JavaScript shell is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from articast.errors import ExtractionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from articast.model import Block, LeftOut

TOO_LITTLE = 20
"""Words of an 8-second episode: if no more is left of a page that says much more, it is no article."""

STUB = 75
"""Words below which a page that asks for a subscription is a stub: teasers before a wall have 30 to 60."""

NOTICE = 80
"""Words below which a page called `404` or `Access denied` is one, and no article about it."""

MUCH_MORE = 100
"""Words around it at which very little text is not simply a short page."""

LOOKED_AT = 1_000
"""Characters of a block that are looked at for what an error page or a paywall says."""

_WORD = re.compile(r"[^\W_]+")
_SHELL = re.compile(
    r"(?:enable|activate|turn on|requires?|needs?|activ\w+|aktivier\w+|abilita\w*|włącz|schakel)[^.]{0,40}javascript"
    r"|javascript[^.]{0,60}(?:enable|disabled|required|aktivier|désactivé|activ|deaktiviert)",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"^\W*(?:error\s*|fehler\s*|erreur\s*)?(?:40[0134]|410|429|50[0234])\b|page (?:not found|introuvable|non trouvée)"
    r"|^not found|access denied|^forbidden|seite nicht gefunden|página no encontrada|pagina non trovata"
    r"|pagina niet gevonden|nie znaleziono strony|página não encontrada|^just a moment|are you (?:a )?(?:human|robot)"
    r"|attention required|captcha|service unavailable|bad gateway"
    r"|^\W*(?:error|fehler|erreur|errore|fout|błąd)\W*(?:[|–—-]|$)|^\W*(?:oops|hoppla|ups|oups)\W*$"
    r"|\bwe['’]ll be (?:right )?back\b|something went wrong|\b(?:down for|under|undergoing) (?:scheduled )?maintenance"
    r"|wartungsarbeiten|wartungsmodus|(?:site|page) en maintenance|in manutenzione|en mantenimiento|em manutenção"
    r"|in onderhoud|prace konserwacyjne|temporarily unavailable|vorübergehend nicht (?:erreichbar|verfügbar)"
    r"|temporairement indisponible|temporaneamente non disponibile"
    r"|no está disponible (?:temporalmente|en este momento)|tijdelijk niet beschikbaar|tymczasowo niedostępn\w+",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscribe|sign in|log in|register|become a (?:member|subscriber))[^.]{0,60}"
    r"(?:to (?:continue|read|keep|access)|unlimited)"
    r"|(?:this|the) (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:our )?"
    r"(?:subscribers|members)"
    r"|already a subscriber|réservé aux abonnés|il vous reste [^.]{0,30}à lire|abonnez-vous pour|weiterlesen mit"
    r"|nur für abonnenten|bereits abonnent|solo para suscriptores|riservato agli abbonati|exclusivo para assinantes"
    r"|alleen voor abonnees|tylko dla prenumeratorów",
    re.IGNORECASE,
)
_DOOR = re.compile(
    r"\W*(?:(?:sign|log)[ -]?(?:in|on|up)|register|create (?:an )?account|anmelde[nr]|anmeldung|einloggen|registrieren"
    r"|(?:se )?connexion|se connecter|s’inscrire|iniciar sesión|acceder|accedi|iscriviti|entrar|iniciar sessão|inloggen"
    r"|zaloguj|logowanie|logga in|log ind|logg inn|kirjaudu|přihlášení|вход|войти|ログイン)\b",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


def count(text: str) -> int:
    """Words; scripts that do not set spaces have about one in two letters."""
    if text.isascii():  # blocks have one space between words: ten times as fast as a list of them, and no memory
        return text.count(" ") + text.count("\n") + bool(text)
    return sum(max(1, len(word) // 2) if word[0] >= "\u2e80" else 1 for word in _WORD.findall(text))


def words(blocks: Sequence[Block]) -> int:
    """Words that would be read aloud."""
    return sum(count(block.text) for block in blocks if block.kind not in ("caption", "note"))


@dataclass(frozen=True, slots=True)
class Signs:
    """What only the whole page tells; read before it is pruned."""

    title: str
    script: int
    """Characters of scripts in it."""
    without_script: str
    """What it says to browsers that run none."""
    locked: bool
    """It tells search engines that it is not free."""
    asks: bool
    """It asks for a password before it shows its text."""

    @classmethod
    def of(cls, root: HtmlElement) -> Signs:
        """Read from the page's tree."""
        scripts = [element.text or "" for element in root.iter("script")]
        return cls(
            title=" ".join((root.findtext(".//title") or "").split()),
            script=sum(map(len, scripts)) + 200 * len(scripts),
            without_script=" ".join(" ".join(element.itertext()) for element in root.iter("noscript"))[:2000],
            locked=any("isAccessibleForFree" in script and _NOT_FREE.search(script) for script in scripts),
            asks=bool(_PASSWORD(root)),
        )


_PASSWORD = etree.XPath(
    "boolean(//form[contains(@class,'post-password')]"
    " | //article//input[@type='password'] | //main//input[@type='password'])"
)
LOCKED = 40
"""Words beside a form that asks for a password: what such a page says of itself."""


def _is_whole(blocks: Sequence[Block]) -> bool:
    """Whether a short text ends as an author ends it; a stub is cut: `The mayor said that …`, a first paragraph."""
    texts = [block.text for block in blocks if block.kind in ("paragraph", "quote", "item")]
    return len(texts) >= BRIEF and all(text.rstrip("\"'”’»)").endswith((".", "!", "?", "。")) for text in texts)


BRIEF = 3
"""Paragraphs of a brief; before a wall one or two are shown."""

CARDS = 4
"""Teasers of a list of articles."""

TEASER = 250
"""Characters of a teaser under its linked headline."""


def is_listing(blocks: Sequence[Block], kept: Sequence[bool]) -> bool:
    """Whether what was found is nothing but teasers, each under a headline that leads to an article of its own."""
    cards = 0
    for index, (block, keep) in enumerate(zip(blocks, kept, strict=True)):
        if not keep or block.kind not in ("paragraph", "quote", "item"):
            continue
        above = next((one for one in reversed(blocks[max(0, index - 2) : index]) if one.kind == "heading"), None)
        if above is None or not _leads_on(above) or len(block.text) > TEASER:
            return False
        cards += 1
    return cards >= CARDS


def _leads_on(heading: Block) -> bool:
    """Whether a headline is a link within the site."""
    links = [mark for mark in heading.marks if mark.kind == "link"]
    whole = sum(mark.end - mark.start for mark in links) >= 0.9 * len(heading.text)
    return whole and bool(links)


def judge(signs: Signs, blocks: Sequence[Block], left_out: Sequence[LeftOut]) -> None:
    """Raises ExtractionError, with the reason, where the blocks are too little of an article."""
    left = words(blocks)
    if left >= NOTICE:
        return
    first = " ".join(block.text[:LOOKED_AT] for block in blocks[:3])
    around = " ".join([signs.without_script, first, *(one.text[:LOOKED_AT] for one in left_out[:200])])
    more = count(around)
    if _ERROR.search(signs.title) or _ERROR.search(first[:80]):
        raise ExtractionError(f"this is an error page ({(signs.title or first)[:60]!r}), not an article")
    if left < TOO_LITTLE and _DOOR.match(signs.title):
        raise ExtractionError(f"this is a page to sign in at ({signs.title[:60]!r}), not an article")
    if signs.asks and left < LOCKED:
        raise ExtractionError("it is protected by a password: what it says is not to be read by everybody")
    if left < TOO_LITTLE and (_SHELL.search(around) or signs.script > 100 * max(more, 1)):
        raise ExtractionError(
            f"its text is made by JavaScript in the browser; without it {left} words are left: "
            "name the site's feed, or a page that holds the text"
        )
    if left < STUB and (_WALL.search(around) or (signs.locked and not _is_whole(blocks))):
        raise ExtractionError(f"only {left} words of it are free to read: the rest is behind a paywall")
    if left == 0:
        raise ExtractionError("there is no text in the page")
    if left < TOO_LITTLE and more - left > MUCH_MORE:
        raise ExtractionError(
            f"only {left} of its words look like an article, of {more} in the page: if it is one, name its element "
            'in articast.toml, [extract] article = "CSS selector"'
        )

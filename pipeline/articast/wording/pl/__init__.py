"""Polish: numbers and abbreviations in the case that the sentence asks for; all else is in `voices/pl.toml`.

`numerals` has the forms, `grammar` what the words around tell, `calendar`, `counts` and `names` the rules.
"""

from __future__ import annotations

from articast.wording.generic import rules
from articast.wording.pl import calendar, counts, names, ranks
from articast.wording.pl.numerals import ordinal

_OTHERS = rules("pl", counts.NUMBERS, ordinal=ordinal)
_LINKS = tuple(
    rule for rule in _OTHERS if rule.name in ("section", "link", "e-mail address", "handle", "hashtag", "emoji")
)

RULES = (
    *_LINKS,
    *calendar.RULES,
    *names.RULES,
    *ranks.RANKS,
    *counts.COUNTS,
    *names.MEASURED,
    *_OTHERS,
)

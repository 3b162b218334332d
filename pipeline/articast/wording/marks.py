"""What is no word: emoji go, dashes and ellipses become pauses that every voice knows."""

from __future__ import annotations

import re

from articast.wording.rules import Rule, expression

_PICTURE = (
    r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\u25a0-\u25ff\u3030\u303d\u3297\u3299\ufe0f"
    r"\u20e3\U000e0020-\U000e007f]"
)
_EMOJI = expression(
    rf" ?(?:[#*0-9]\ufe0f?\u20e3|{_PICTURE})(?:[#*0-9]\ufe0f?\u20e3|{_PICTURE}|[ \u200d](?={_PICTURE}))* ?"
)
_MATHS = expression(r"\$\$+")
"""What sets a formula apart in TeX; `$$$` is how dear a restaurant is."""
_SMILEY = expression(r"(?<!\S)(?:[:;=]['’]?-?[)(DPp|*]|:-?/|<3|\^\^)(?![\w/]) ?")
_LEADING = expression(r"(?:^|(?<=\n))(?:[…•·*|>=~_–—-]|\.{2,})(?:[…•·*|>=~_–— -]|\.{2,})*(?![0-9])")
_ELLIPSIS = expression(r" ?(?:…|\.{3,})(?: ?(?:…|\.{2,}))*(?: ?[.,](?!\w))?(?= ?(.?))", re.DOTALL)
_DASH = expression(r"(?: {1,2}[-–—]{1,3} {1,2}| ?— ?|[-–—](?<=\w[-–—])[-–—]{1,2} ?)(?=[^\s.,;:!?)\]”»])")
_JOINT = expression(r"–(?<=[^\W\d_]–)(?=[^\W\d_])")
_HANGING = expression(r" [-–—]{1,3}(?=[.,;:!?)\]”»]|$)|(?<=\w)—(?=[.,;:!?)\]”»]|$)")
_AFTER_STOP = expression(r"(?:(?<=[,;:.])|(?<=[.,;:!?…][\"”’»])) [-–—]{1,3} ?(?=\S)")
_PILE = expression(r"([!?])(?: ?[!?])+|([,;:])(?: ?[,;:])+|,(?= ?[.!?…](?!\w))| (?=[,.;!?)\]](?:[\s.,;:!?]|$))")
_BULLET = expression(r" ?[•·|¦](?: ?[•·|¦])* ?")
_ORNAMENT = expression(
    r"_{4,}|(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\w)|(?<=[^\W_])_{1,3}(?!\w)|[®™℗¶†‡]|`+|(?<!\w)~+(?!\w)"
)

_MARKS = expression(r"(?P<opens>(?<!\w)[\"“”„](?=[^\s.,;:!?]))|(?P<closes>(?<=[^\s(])[\"“”](?!\w))")


def emoji() -> tuple[Rule, ...]:
    """Emoji, pictograms and smileys go: a newsreader does not say them."""
    return (
        Rule("ornament", _MATHS, lambda _: "", frozenset("$")),
        Rule("emoji", _EMOJI, _gone),
        Rule("emoji", _SMILEY, _gone, frozenset(":;=<^")),
    )


def _gone(match: re.Match[str]) -> str:
    spaced = match.group()[:1] == " " or match.group()[-1:] == " "
    after = match.string[match.end() : match.end() + 1]
    return " " if spaced and match.start() and after.strip() and after not in ".,;:!?…)]”»" else ""


def punctuation() -> tuple[Rule, ...]:
    """Dashes between words become commas, an ellipsis belongs to the word before it, marks do not pile up."""
    return (
        Rule("ornament", _ORNAMENT, lambda _: "", frozenset("*_®™℗¶†‡`~")),
        Rule("pause", _LEADING, lambda _: "", frozenset("….•·*|>=~_–—-")),
        Rule("pause", _ELLIPSIS, _ellipsis, frozenset(".…")),
        Rule("pause", _BULLET, _bullet, frozenset("•·|¦")),
        Rule("pause", _AFTER_STOP, lambda _: " ", frozenset("–—-")),
        Rule("pause", _HANGING, lambda _: "", frozenset("–—-")),
        Rule("hyphen", _JOINT, lambda _: "-", frozenset("–")),
        Rule("pause", _DASH, lambda _: ", ", frozenset("–—-")),
        Rule("pause", _PILE, _pile, frozenset("!?,;:. ")),
    )


def _ellipsis(match: re.Match[str]) -> str:
    after = match.group(1)
    space = match.string[match.end() : match.end() + 1] == " "
    return "…" if space or not (after.isalnum() or after in "(„“«‘") or not after else "… "


def _bullet(match: re.Match[str]) -> str:
    return ", " if match.start() and match.end() < len(match.string) else ""


def _pile(match: re.Match[str]) -> str:
    if match.group(1):
        return "?" if "?" in match.group() else "!"
    return match.group(2) or ""


def quoted(before: str) -> bool:
    """Whether a quotation that began in the text has not ended: its closing mark is no inch (`"Room 12"`)."""
    opened = False
    for mark in _MARKS.finditer(before):
        opened = mark["opens"] is not None or (opened and mark["closes"] is None)
    return opened

"""Games of chess: `12.Nf3 Nc6`, `34.Qxh7#`, `5...O-O`; the words are `[wording.chess]` of a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_GOES_ON = re.compile(r" [0-9]{1,3}\.")
_CASTLED = "[O0]-[O0](?:-[O0])?"


def chess(data: Mapping[str, Any], number: Callable[[str], str | None]) -> tuple[Rule, ...]:
    """The rule for moves with their number, piece by name; none where the language has no words for it.

    A move without a number is left alone, unless it takes or castles, or follows one that has a number.

    Args:
        data: `[wording]`; its table `chess` has the pieces' letters, and `takes`, `short`, `long`, `check`, `mate`.
        number: figures → words.
    """
    words: dict[str, str] = data.get("chess", {})
    if not words:
        return ()
    pieces = "".join(key for key in words if len(key) == 1)
    square = rf"[{pieces}]?[a-h]?[1-8]?[x:×]?[a-h][1-8](?:=?[{pieces}])?"
    move = rf"(?:{square}|{_CASTLED})[+#]?(?:[!?]{{1,2}}(?= |$))?(?![\w/]|[.,][0-9])"
    parts = re.compile(rf"(?:[0-9]+(?=\.|…)|[O0]-[O0]-[O0]|[O0]-[O0]|[{pieces}]|[a-h]|[1-8]|[x:×+#])")
    signs = {"x": "takes", ":": "takes", "×": "takes", "+": "check", "#": "mate"}

    def part(piece: str) -> str:
        if piece[0] in "O0" and "-" in piece:
            return words["long" if len(piece) > 3 else "short"]
        if piece in signs:
            return words[signs[piece]]
        if piece.isdigit():
            return number(piece) or piece
        return words.get(piece) or piece.upper()

    def said(match: re.Match[str]) -> str:
        number_first, *moves = re.sub(r"(?<=[.…]) |(?<=[.…])(?=[^ .…])", "|", match.group(), count=1).split("|")
        first = [" ".join(map(part, parts.findall(number_first)))] if moves else []
        played = ", ".join(" ".join(map(part, parts.findall(one))) for one in (*moves, number_first)[0].split())
        more = "," if moves and _GOES_ON.match(match.string, match.end()) else ""
        return " ".join([*first, played]) + more

    numbered = rf"[1-9](?<![\w.,].)[0-9]{{0,2}}(?:\.{{1,3}}|…) ?{move}(?: {move})?"
    bare = (
        rf"(?:[{pieces}](?<![\w.,/-].)[a-h]?[1-8]?[x×][a-h][1-8]|[{pieces}][a-h][1-8][+#]|O-O"
        rf"(?:-O)?(?<![\w-]O-O)(?!-O))"
    )
    return (
        Rule("chess", expression(numbered), said, frozenset("abcdefghO0"), digits=True),
        Rule("chess", expression(rf"{bare}[+#]?(?![\w/-])"), said, frozenset("x×+#O")),
    )

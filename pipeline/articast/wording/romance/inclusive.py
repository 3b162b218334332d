"""Words that name both genders, said as both: `étudiant·e·s`, `candidat(e)`, `niños/as`, `ragazzi/e`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articast.wording.rules import Rule, expression

if TYPE_CHECKING:
    import re

    from articast.wording.romance.tongue import Tongue


def inclusive(tongue: Tongue) -> tuple[Rule, ...]:
    """The rule, of `[wording.inclusive]`; a word whose ending the table does not know is left as it is written.

    `endings`: what is written behind the sign → the endings that it takes the place of, `""` where it is added;
    `plural`: what a plural adds to both, empty where the endings have it; `whole`: words that are said their own way.
    """
    data = tongue.data.get("inclusive")
    if not data:
        return ()
    endings: dict[str, list[str]] = data["endings"]
    plural, whole = data["plural"], data.get("whole", {})
    links = {True: tongue.words["and"], False: tongue.words["or"]}
    several = frozenset(data.get("several", "").split())

    def said(match: re.Match[str]) -> str | None:
        stem, end = match["stem"], match["end"] or match["bracket"]
        many = bool(match["many"] or match["rest"]) or end in several or bool(plural and end.endswith(plural))
        known = whole.get(f"{stem.lower()}·{end}")
        if known:
            return str(known[many])
        if many and plural:
            stem = stem.removesuffix(plural)
            end = end.removesuffix(plural) if end not in endings else end
        for ending in endings.get(end, ()):
            if stem.endswith(ending) and len(stem) > len(ending):
                s = plural if many else ""
                second = stem.lower() if stem[1:].islower() or len(stem) == 1 else stem
                return f"{stem}{s} {links[many]} {second.removesuffix(ending)}{end}{s}"
        return None

    ends = "|".join(sorted({*endings, *(f"{end}{plural}" for end in endings if plural)}, key=len, reverse=True))
    sign, mark = data["sign"], plural or "(?!)"
    pattern = (
        rf"(?<![\w/.@-])(?P<stem>[^\W\d_]{{2,}})(?:{sign}(?P<end>{ends})(?:{sign}(?P<many>{mark}))?"
        rf"|\((?P<bracket>{ends})\)(?P<rest>{mark})?)(?![\w/@]|\.\w)"
    )
    signs = frozenset("·•‧(/")
    rules = [Rule("both genders", expression(pattern), said, signs if "." not in sign else frozenset())]
    if "at" in data:
        first, second = data["at"]

        def both(match: re.Match[str]) -> str:
            stem, s = match["stem"], match["s"]
            lower = stem.lower() if stem.istitle() else stem
            return f"{stem}{first}{s} {links[bool(s)]} {lower}{second}{s}"

        rules.append(
            Rule(
                "both genders",
                expression(r"(?<![\w./])(?P<stem>[^\W\d_]{2,})@(?P<s>s?)(?![\w@]|\.\w)"),
                both,
                frozenset("@"),
            )
        )
    return tuple(rules)

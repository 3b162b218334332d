"""Plain numbers, ordinals, ranges, ratios and multiples in English."""

from __future__ import annotations

import re

from articast.languages import table
from articast.wording.common import spell
from articast.wording.en.numbers import NUMBER, WHOLE, designation, digits, ordinal_of, pair, plain, sign_word, year
from articast.wording.rules import DIGITS, TAKEN, Rule, expression

_WORDS = table("en", "wording")
_MAGNITUDES: dict[str, str] = _WORDS["magnitudes"]
_COUNTED = expression(
    r" (?!(?:was|is|has|his|its|this|as|us|yes|perhaps|unless|across|always|towards|sales|elections|games|results"
    r"|earnings)\b)[a-z]{3,}s\b"
)
_DATED = expression(
    r"(?i:\b(?:in|of|since|by|until|from|to|the|for|during|before|after|early|late|mid|through|and|around|circa)) $"
)


def _year_or(written: str, match: re.Match[str]) -> str:
    """A bare four-digit number is a year unless things are counted with it."""
    if len(written) != 4 or not written.isdigit() or written[0] == "0":
        return plain(written)
    if int(written) > 2099:
        future = match.string[max(0, match.start() - 5) : match.start()] == "year "
        return year(int(written)) if future else plain(written)
    bracketed = match.string[match.start() - 1 : match.start()] == "(" and match.string[match.end() :][:1] in (
        "-",
        "–",
        ")",
    )
    dated = bracketed or _DATED.search(match.string[max(0, match.start() - 8) : match.start()])
    counted = _COUNTED.match(match.string, match.end()) or int(written) < 1100
    return plain(written) if counted and not dated else year(int(written))


_HUNDREDS = expression(r"(?<![\w.,])1((?:,?0){2,6})s(?!\w)")
_SCALES = {2: "hundreds", 3: "thousands", 4: "tens of thousands", 5: "hundreds of thousands", 6: "millions"}
_SHORT = expression(
    rf"(?<![\w.,$€£])(?<!\w-)({NUMBER})(?:([MB])(?= [a-z]{{3}})|([kK])(?<!(?<![0-9])[458]K)"
    r"(?= (?:[a-z]+ )?(?:[a-z]{3,}s|people)\b)"
    rf"|(?:(?<=\.[0-9])|(?<=[0-9]{{3}}))([kKMB](?!(?<=B) [A-Z]))| ?(bn|mn|tn|mln|trn))(\+?)(?!\w)"
)
_DESIGNATED = expression(
    rf"(?<!\w)({'|'.join(_WORDS['words']['designated'].split())}) ([0-9]{{3,4}})(?![\w.,]|[-–/][0-9])"
)
_MODEL = expression(
    r"([A-Z](?<![\w.&-].)[A-Z]{1,4}) ((?:[1-9][0-9]{2}(?! (?:[a-z]+s|people|men|women|children|[mb]illion"
    r"|thousand|percent|or|and|to|in)\b))|[1-9][0-9]{3}(?! [a-z]+s\b))(?![\w.,%/]|[-–/][0-9])"
)
_PLANE = expression(r"(?:(?<=\b[aA] )|(?<=\b[tT]he ))(7[0-8]7)(?![\w.,%/-]| [a-z]+s\b)")
_FORM = expression(r"(?<![\w.,-])([0-9]{4})-([A-Z]{1,4})(?!\w)")
_DOCKET = expression(
    r"([0-9](?<![\w.,-].)[0-9]{0,2})(?:(?<=No\. .)|(?<=No\. ..)|(?<=No\. ...)|(?<=L\. .{3})|"
    r"(?<=Law .{3}))[-–]([0-9]{2,4})(?![\w-]|[.,][0-9])"
)
_CHAIN = expression(r"(?<![\w.,/-])[0-9]+(?:-[0-9]+){2,}(?![\w-])")
_BY = expression(rf"(?<![\w.,])({NUMBER}) ?[x×] ?({NUMBER})(?: ?[x×] ?({NUMBER}))?(?: ?(m|ft|cm|km|mm)(?!\w)|(?!\w))")
_BY_UNIT = expression(rf"(?<![\w.,])({NUMBER}) ?[x×] ?(?:({NUMBER}) ?[x×] ?)?(?={TAKEN})")
_SIDES = expression(rf"(?<![\w.,])({NUMBER}) ?(m|cm|mm|km|ft|in)\.? ?[x×] ?({NUMBER}) ?(?=\2(?!\w))")
_FEET_BY = expression(r"(?<![\w.,])([0-9.]{1,5})(['’′]|[\"”″]) ?[x×] ?([0-9.]{1,5})\2(?!\w)")
_PRODUCT = expression(
    rf"(?<![\w.,])({NUMBER}) ?([x×]) ?({NUMBER})(?=[\s,.;:!?)]|$)"
    r"(?! ?[x×]|[- ](?:inch|foot|feet|pixel|px|grid|matrix|block|yard))"
)
_PACKS = expression(rf"(?<![\w.,])({NUMBER}) ?[x×] ?(?={NUMBER} ?(?:k?g|m?[lL]|cl|oz|lbs?)(?!\w))")
_EDITION = expression(r"ed(?<=(?:st|nd|rd|th) ed)n?\.|ed(?<=[12][0-9]{3} ed)n?\.")
_TIMES = expression(
    rf"(?<![\w.,])({NUMBER})(?:(?:x(?= ?[–-]))?( ?[–-] ?| to )({NUMBER}))? ?[x×](?! ?[0-9])(?! "
    rf"[-+−=] )(?=[\s,.;:!?)-]|$)"
)
_LENGTHS = {"m": " meters", "ft": " feet", "cm": " centimeters", "km": " kilometers", "mm": " millimeters"}
_NAMED = expression(r"(?<![\w.,-])([A-Z]{1,4})(?=[0-9]+\.[0-9]+(?!\w|\.[0-9]))")
_RATIO = expression(r"(?<![\w.,:])([0-9]{1,3}):([0-9]{1,6})(?![\w:]|[.,][0-9])")
_ORDINAL = expression(rf"(?<![\w.,])({WHOLE})(?:(?<=1)st|(?<=2)nd|(?<=3)rd|th|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?!\w)", re.IGNORECASE)
_SEASON = expression(r"(?<![\w.,/-])((?:1[89]|20)[0-9]{2})/((?:1[89]|20)?[0-9]{2})(?![\w/]|[.,][0-9])")
_RANGE = expression(rf"(?<![\w.,/-])([-−]?)({NUMBER})(?: ?– ?|-| - )({NUMBER})(?![\w]|-[0-9]|[.,/:][0-9])")
_COORDINATE = expression(r"(?<!\w)([A-Z])\.([0-9]{2,4})(?!\w|\.[0-9])")
_PLAIN = expression(
    rf"((?<![\w.,)\]{TAKEN}–-])[-−+–](?=\.?[0-9])|(?<=\s)[−](?=[0-9]))?(?<![\w.])({NUMBER})(\+(?!\w))?(?!\w|\.[0-9])"
)


_GLUED = expression(
    r"(?<![\w.,$€£])([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+|[1-9][0-9]{2,})(?=[A-Z]{2,}s?\b|[a-z]{3,}\b)"
)
"""`1,750yen`: the figures as they are, then the word; `500GB` is a unit's, `2nd` an ordinal's."""


def _chain(match: re.Match[str]) -> str:
    """`36-24-36`; longer or with a nought in front: digit by digit."""
    parts = match.group().split("-")
    return (
        " ".join(map(plain, parts)) if all(len(one) < 3 and one[0] != "0" for one in parts) else digits(match.group())
    )


def _short(match: re.Match[str]) -> str:
    number, *scales, more = match.groups()
    return f"{plain(number)} {_MAGNITUDES[next(filter(None, scales))]}{' plus' if more else ''}"


def _by(match: re.Match[str]) -> str:
    sides = [
        designation(side) if re.fullmatch("[0-9]{4}", side) else plain(side) for side in match.group(1, 2, 3) if side
    ]
    return " by ".join(sides) + _length(match)


def _by_unit(match: re.Match[str]) -> str:
    """`30 x 20 x 10 cm`, whose last side was said with its unit."""
    return "".join(f"{plain(side)} by " for side in match.groups() if side)


def _length(match: re.Match[str]) -> str:
    name = _LENGTHS.get(match.group(4), "")
    relay = re.match(" (?:relay|dash|freestyle|medley|race)", match.string[match.end() : match.end() + 12])
    return name[:-1] if relay and name.endswith("s") else name


def _feet_by(match: re.Match[str]) -> str:
    """`12' x 14'`, `8.5"x11"`."""
    thing = re.match(r" [a-z]{3,}(?<!s)(?!\w)", match.string[match.end() : match.end() + 16])
    names = ("foot", "inch") if thing else ("feet", "inches")
    name = names[match[2] not in "'’′"]
    return f"{plain(match[1].rstrip('.'))} by {plain(match[3].rstrip('.'))} {name}"


def _product(match: re.Match[str]) -> str | None:
    """`9 × 10`: a product, unless both are large, as a screen's, or an `x` stands close to them, as in `4x4`."""
    first, sign, second = match.groups()
    if (len(first) > 2 and len(second) > 2) or (sign == "x" and not re.match(" ?=", match.string[match.end() :])):
        return None
    return f"{plain(first)} times {plain(second)}"


def _model(match: re.Match[str]) -> str | None:
    """`RTX 4090`, `US 101`: figures of a name."""
    name, figures = match.groups()
    if name in ("AD", "BC", "CE", "BCE") or re.fullmatch("20[0-9]{2}|1[89][0-9]{2}", figures):
        return None
    return f"{name} {designation(figures)}"


def _docket(match: re.Match[str]) -> str:
    """`No. 18-956`, `Pub. L. 111-148`: of a file, no range."""
    return f"{designation(match[1])} {designation(match[2])}"


def _times(match: re.Match[str]) -> str:
    low, _, high = match.groups()
    return f"{plain(low)}{f' to {plain(high)}' if high else ''} times"


def _season(match: re.Match[str]) -> str | None:
    first, last = match.groups()
    if int(last[-2:]) != (int(first) + 1) % 100:
        return None
    return f"{year(int(first))} {year(int(last)) if len(last) == 4 else pair(int(last))}"


def _range(match: re.Match[str]) -> str:
    sign, low, high = match.groups()
    first = _year_or(low, match)
    if re.fullmatch("(?:1[1-9]|20)[0-9]{2}", low) and re.fullmatch("[0-9]{2}", high) and int(low[2:]) < int(high):
        # 2008-09: "nine" alone would be lost
        return f"{first} to {year(int(low[:2] + high)) if int(high) < 10 else pair(int(high))}"
    return f"{sign_word(sign)}{first} to {_year_or(high, match)}"


def _plain(match: re.Match[str]) -> str:
    sign, written, more = match.groups()
    said = plain(written) if sign or more else _year_or(written, match)
    return f"{sign_word(sign)}{said}{' plus' if more else ''}"


_MEMBERS = expression(r"(?<![\w.,-])([1-9][0-9])ers(?!\w)")
_POINTED = expression(r"\.(?<![\w.,]\.)([0-9]{2,3})(?![\w.])")
_BORE = expression(r"[ -](?:caliber|calibre|pistol|revolver|handgun|rifle|[Mm]agnum|Colt|gun)\b")
_BATS = expression(r" (?:batting|hitter|hitting|average|on-base|slugging)\b")
_BATTING = expression(r"(?i)\b(?:batting|hit|hitting|batted) $")


def _members(match: re.Match[str]) -> str:
    """`the 49ers`, `the 76ers`: of a name, as an ordinal where that is what they are called by."""
    said = plain(match[1])
    return f"{said}rs" if said.endswith("e") else f"{said}ers"


def _pointed(match: re.Match[str]) -> str | None:
    """`a .45 pistol`, `hit .285`: no decimals."""
    figures = match[1]
    bore = _BORE.match(match.string, match.end())
    batted = _BATS.match(match.string, match.end()) or _BATTING.search(match.string[: match.start()][-10:])
    if not bore and not (batted and len(figures) == 3):
        return None
    return f"oh {designation(figures[1:])}" if figures[0] == "0" and figures[1] != "0" else designation(figures)


_NEEDS = frozenset(DIGITS)
COUNTS = (
    Rule("name", _MEMBERS, _members, frozenset("s")),
    Rule("name", _POINTED, _pointed, frozenset(".")),
    Rule("number", _HUNDREDS, lambda match: _SCALES[match.group(1).count("0")], frozenset("0")),
    Rule("number", _SHORT, _short, frozenset("kKMBbmt")),
    Rule("number", _DESIGNATED, lambda match: f"{match.group(1)} {designation(match.group(2))}", _NEEDS),
    Rule("name", _MODEL, _model, _NEEDS),
    Rule("name", _PLANE, lambda match: designation(match[1]), frozenset("7")),
    Rule("name", _FORM, lambda match: f"{designation(match[1])} {spell(match[2], 'A')}", frozenset("-")),
    Rule("number", _CHAIN, _chain, frozenset("-")),
    Rule("times", _FEET_BY, _feet_by, frozenset("x×")),
    Rule("times", _PRODUCT, _product, frozenset("x×")),
    Rule("times", _BY_UNIT, _by_unit, frozenset("x×")),
    Rule("times", _BY, _by, frozenset("x×")),
    Rule("times", _TIMES, _times, frozenset("x×")),
    Rule("ratio", _RATIO, lambda match: f"{plain(match.group(1))} to {plain(match.group(2))}", frozenset(":")),
    Rule("ordinal", _ORDINAL, lambda match: ordinal_of(plain(match.group(1))), _NEEDS),
    Rule("range", _RANGE, _range, frozenset("–-")),
    Rule("name", _COORDINATE, lambda match: f"{match.group(1)} {designation(match.group(2))}", frozenset(".")),
    Rule("name", _NAMED, lambda match: f"{spell(match.group(1))} ", frozenset(".")),
    Rule("number", _GLUED, lambda match: f"{plain(match[1])} ", _NEEDS),
    Rule("number", _PLAIN, _plain, _NEEDS),
)
_CONTINENTAL = (
    r"[0-9](?<![\w.,'’-].)[0-9]{0,2}(?:(?:\.[0-9]{3}){2,}(?!\.?[0-9])(?:,[0-9]{1,2}(?![0-9]))?"
    r"|(?:\.[0-9]{3})+,[0-9]{1,2}(?![\w,])|(?:['’][0-9]{3})+(?![0-9'’]))"
)
_FOREIGN = expression(_CONTINENTAL)
_FOREIGN_SUM = expression(rf"(?:CHF|EUR|USD|GBP|SFr) {_CONTINENTAL}")
_COMMA = expression(
    r"[0-9](?<![\w.,-].)[0-9]{0,2},[0-9]{1,2}(?:(?= ?[%€](?!\w))|(?= (?:per ?cent"
    r"|euros?|EUR)(?!\w))|(?<=€.,..)|(?<=€..,..)"
    r"|(?<=€...,..))(?![\w,])"
)
_NUMBERED = expression(r"(?i:version|release|build|firmware|software|v\.?|rule|section) $")


def _anglicised(match: re.Match[str]) -> str | None:
    """`1.234,50`, `2.500.000`, `1'000`, `3,5 %`: as it is written in English; a later look says it."""
    written = match.group()
    if written.count(".") > 1 and _NUMBERED.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None
    groups = written.split(".")
    if len(groups) == 4 and "000" not in groups and all(int(one) < 256 for one in groups if one.isdigit()):
        return None  # an address
    return re.sub("[.'’]", "#", written).replace(",", ".").replace("#", ",")


SEASONS = (
    Rule("times", _SIDES, lambda match: f"{plain(match[1])} by {match[3]} ", frozenset("x×")),
    Rule("number", _FOREIGN_SUM, _anglicised, frozenset("CEUGS")),
    Rule("number", _FOREIGN, _anglicised, frozenset(".'’")),
    Rule("number", _COMMA, _anglicised, frozenset(",")),
    Rule("number", _DOCKET, _docket, frozenset("-–")),
    Rule("year", _SEASON, _season, frozenset("/")),
    Rule("times", _PACKS, lambda match: f"{plain(match[1])} times ", frozenset("x×")),
    Rule("abbreviation", _EDITION, lambda _: "edition", frozenset(".")),
)

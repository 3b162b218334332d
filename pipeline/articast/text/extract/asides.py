"""What is laid aside before marks are looked for: fenced code, code in a line, formulas between dollars, raw text."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from articast.text.extract.markup import formula, names

if TYPE_CHECKING:
    from articast.text.extract.markup import Laid

_FENCE = re.compile(r"([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[ \t>]*)(`{3,}|~{3,})[ \t]*([^\n]*)$")
_DIRECTIVE = re.compile(r"\{\s*([\w:.-]+)[^}]*\}[ \t]*(.*)$")
_HIDDEN_CELL = re.compile(
    r"(?:^#\|[ \t]*(?:include|echo):[ \t]*false\b|\b(?:include|echo)[ \t]*=[ \t]*F(?:ALSE)?\b)",
    re.MULTILINE | re.IGNORECASE,
)
"""A program that the page does not show: Quarto's and R Markdown's."""

_OPTION = re.compile(r":[\w-]+:.*$")

_CODE_TAG = re.compile(
    r"\{%-?\s*(?P<liquid>highlight|codeblock|code|prism)\b[^%\n]*%\}"
    r"(?P<body>(?:(?!\{%-?\s*(?:end)?(?:highlight|codeblock|code|prism)\b)[\s\S])*)\{%-?\s*end(?P=liquid)\s*-?%\}"
    r"|\{\{[<%]\s*(?P<hugo>highlight|code|codeblock)\b[^\n]{0,300}?[>%]\}\}"
    r"(?P<text>(?:(?!\{\{[<%]\s*/?\s*(?:highlight|code))[\s\S])*)\{\{[<%]\s*/\s*(?P=hugo)\s*[>%]\}\}"
    r"|\[code(?:\s[^\]\n]{0,200})?\](?P<wordpress>(?:(?!\[/?code)[\s\S])*)\[/code\]"
)
_RAW = re.compile(
    r"\{%-?\s*(raw|verbatim)\s*-?%\}((?:(?!\{%-?\s*(?:end)?(?:raw|verbatim)\b)[\s\S])*)\{%-?\s*end\1\s*-?%\}"
)
_BRACED = re.compile(r"\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|\{#[^\n]*?#\}|\{[^{}\n]{0,300}\}")
_INLINE = re.compile(
    r"\\[`$\\]|(?P<role>\{[a-z][\w:.+-]*\}|(?<![\w:]):[a-z][\w:.+-]*:)?(?<!`)(?P<ticks>`+)(?!`)"
    r"(?P<code>(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?)(?<!`)(?P=ticks)(?!`)(?P<raw>\{=\w{1,20}\})?"
    r"|(?P<block>\$\$(?P<shown>(?:(?!\$\$)[\s\S]){1,5000})\$\$(?:[ \t]*\([\w:-]+\))?)"
    r"|\\\\?\[(?P<square>(?:(?!\\\]|\n[ \t]*\n)[\s\S]){1,5000}?)\\\\?\]"
    r"|\\\\?\((?P<round>(?:(?!\\\)|\n[ \t]*\n)[\s\S]){1,1000}?)\\\\?\)"
    r"|\\begin\{(?P<name>equation|align|gather|multline|eqnarray|alignat|flalign|math|displaymath)(?P<star>\*?)\}"
    r"(?P<body>(?:(?!\\end\{(?P=name)|\\begin\{(?P=name))[\s\S]){0,5000})\\end\{(?P=name)(?P=star)\}"
    r"|(?<![\\$\w])\$(?P<latex>latex )?(?P<math>[^\s$](?:(?!\n[ \t]*\n)[^$]){0,500}?)(?<!\\)(?<!\s)\$(?![\d$\w])"
)
_GITHUB = re.compile(r"\$\x02(\d+)\x03\$")
"""GitHub's and GitLab's way to write a formula: `` $`x`$ ``."""


def laid_aside(text: str, laid: Laid) -> str:
    """The text with tokens in place of code, formulas and what is to be read as it stands."""
    text = _CODE_TAG.sub(lambda match: _code(match, laid), text)
    text = _fences(text, laid)
    text = _INLINE.sub(lambda match: _inline(match, laid), text)
    text = _GITHUB.sub(lambda match: laid.put(formula(laid.aside[int(match[1])].strip("`"))), text)
    return _RAW.sub(lambda match: _BRACED.sub(lambda braces: laid.put(_literal(braces[0])), match[2]), text)


def _literal(text: str) -> str:
    return re.sub(r"([*_`\[\]<>|~^=])", lambda sign: f"&#{ord(sign[0])};", text)


def _code(match: re.Match[str], laid: Laid) -> str:
    body = match["body"] or match["text"] or match["wordpress"] or ""
    return f"\n\n{laid.put(_fenced(body))}\n\n"


def _fenced(body: str) -> str:
    longest = max((len(run) for run in re.findall("`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{body.strip(chr(10))}\n{fence}"


def _fences(text: str, laid: Laid) -> str:
    """Fenced code blocks as tokens; directives in fences as their text, title first."""
    if "```" not in text and "~~~" not in text:
        return text
    done: list[str] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if not opening or (opening[2][0] == "`" and "`" in opening[3]):
            done.append(lines[at])
            at += 1
            continue
        end = _end(lines, at, opening[2])
        body = [_undented(line, opening[1]) for line in lines[at + 1 : end]]
        done.append(opening[1] + _block(opening[3].strip(), body, laid))
        at = end + 1
    return "\n".join(done)


def _end(lines: list[str], at: int, fence: str) -> int:
    for index in range(at + 1, len(lines)):
        line = lines[index].strip(" \t>")
        if line.startswith(fence) and not line.strip(fence[0]):
            return index
    return len(lines)


def _undented(line: str, prefix: str) -> str:
    at = 0
    for sign in prefix:
        if at < len(line) and (line[at] in " \t" or (sign == ">" and line[at] == ">")):
            at += 1
        else:
            break
    return line[at:]


def _block(info: str, body: list[str], laid: Laid) -> str:
    directive = _DIRECTIVE.match(info)
    name = directive[1].lower() if directive else info.split(" ", 1)[0].lower()
    if directive and name in names("directives", "text"):
        title = "" if name in names("directives", "untitled") else directive[2]
        inner = laid_aside("\n".join(_without_options(body)), laid)
        return f"\n\n{title}\n\n{inner}\n\n"
    if directive and name in names("directives", "figures"):
        caption = " ".join(_without_options(body)).strip()
        laid.out(f"{info} {caption}")
        return f"\n\n<figure><figcaption>{escape(caption)}</figcaption></figure>\n\n" if caption else ""
    if directive and _HIDDEN_CELL.search("\n".join([info, *body])):
        laid.out("\n".join([info, *body]))
        return ""
    if name == names_one("directives", "formulas") or (not directive and name in ("math", "latex-math", "katex")):
        return laid.put(formula("\n".join(_without_options(body)), is_block=True))
    if info.startswith("{=html}"):
        return "\n".join(["", *body, ""])
    if (
        (directive and name in names("directives", "silent"))
        or name in names("directives", "unseen")
        or info[:2] == "{="
    ):
        laid.out("\n".join([info, *body]))
        return ""
    return laid.put(_fenced("\n".join(body)))


def names_one(table: str, key: str) -> str:
    """The only name in a table's entry."""
    return next(iter(names(table, key)))


def _without_options(body: list[str]) -> list[str]:
    """A directive's lines without its options: `:class: wide` a line, or YAML between dashes."""
    lines = list(body)
    while lines and not lines[0].strip():
        lines.pop(0)
    if lines and lines[0].strip() == "---":
        end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        lines = lines[end + 1 :]
    while lines and _OPTION.match(lines[0].strip()):
        lines.pop(0)
    return lines


def _inline(match: re.Match[str], laid: Laid) -> str:
    if match["raw"]:
        laid.out(match[0])
        return ""
    if match["ticks"]:
        return _role(match, laid) if match["role"] else laid.put(match[0])
    if match["block"] is not None:
        return laid.put(formula(match["shown"], is_block=_stands_alone(match)))
    if match["square"] is not None:
        return laid.put(formula(match["square"], is_block=_stands_alone(match))) if _is_math(match) else match[0]
    if match["round"] is not None:
        return laid.put(formula(match["round"])) if is_tex(match["round"]) else match[0]
    if match["name"]:
        return laid.put(formula(match[0], is_block=True))
    if match["math"] is not None:
        return laid.put(formula(match["math"])) if match["latex"] or is_tex(match["math"]) else match[0]
    return laid.put(match[0])


def _is_math(match: re.Match[str]) -> bool:
    return match[0].startswith("\\\\[") or is_tex(match["square"])


def _stands_alone(match: re.Match[str]) -> bool:
    text = match.string
    before = text.rfind("\n", 0, match.start()) + 1
    after = text.find("\n", match.end())
    around = text[before : match.start()] + text[match.end() : after if after >= 0 else len(text)]
    return not around.strip(" \t>.,;")


def is_tex(text: str) -> bool:
    """Whether what stands between dollars or brackets is a formula, not prices, names of variables or an aside."""
    if "\x02" in text:
        return False
    bare = _WORDS_IN_TEX.sub(" ", text.rstrip().removesuffix("."))
    words = re.findall(r"[^\W\d_]{3,}", bare)
    if len(words) > 1 or re.search(r"^\d[\d.,]*\s+[^\W\d_]{2}|[/:-]\s*$|[.!?]\s", bare):
        return False
    if not re.search(r"[\\^_=<>+*]", text) and (words or text.rstrip().endswith(",")):
        return False
    return not re.fullmatch(r"\d{1,3}(?:[.,]\d+)*\s*[-–/]?", text)


_WORDS_IN_TEX = re.compile(r"\\(?:ce|cf|pu|text|textrm|mathrm|operatorname|mbox)\*?\{[^}]*\}|\\[A-Za-z]+|\{[a-z]+\}")


def _role(match: re.Match[str], laid: Laid) -> str:
    name = match["role"].strip("{}:").lower()
    text = re.sub(r"\s*<[^<>]*>$", "", match["code"]).strip()
    if name in ("abbr", "abbreviation"):
        return re.sub(r"\s*\([^()]*\)$", "", text)
    if name in names("roles", "formulas"):
        return laid.put(formula(match["code"]))
    if name in names("roles", "silent") or name.startswith("bdg"):
        laid.out(match[0])
        return ""
    if name in names("roles", "code"):
        return laid.put(f"{match['ticks']}{match['code']}{match['ticks']}")
    return text.lstrip("~!")

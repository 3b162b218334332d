"""Kinds of values that settings have, each with what is wrong with one that does not fit."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from articast.languages import language_name
from articast.plain import web, without_secrets


def _web(url: str) -> str:
    """An address of the web, as ASCII, that may be published."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("is no http:// or https:// address")
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise ValueError("has a user or password in it, which every listener would see")
    if re.search(r"[\s\x00-\x1f]", url):
        raise ValueError(f"{url!r} has a space in it: write %20")
    if without_secrets(url) != url:
        raise ValueError("has a key or token in it, which every listener would see")
    known = web(url)
    if not known or not _has_port(known):
        raise ValueError(f"'{url}' is no address of the web: its host or port cannot be")
    return known


def _has_port(url: str) -> bool:
    """Whether its port, if it names one, can be."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _folder_url(url: str) -> str:
    if "?" in url or "#" in url:
        raise ValueError("has a query or fragment (? or #): paths are put at its end, give a folder's address")
    known = _web(url)
    if known.startswith("http://") and not _is_near(urlsplit(known).hostname or ""):
        raise ValueError("is http:// in the open; podcast apps and directories take https:// alone")
    return known if known.endswith("/") else f"{known}/"


def _is_near(host: str) -> bool:
    """Whether a host is this machine or in a network of one's own, where http is enough."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa"))


def _tag(language: str) -> str:
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*", language):
        near = _tag_of(language)
        meant = f"; did you mean {near}?" if near else ""
        raise ValueError(f"'{language}' is no language tag such as en, de-AT or zh-Hant{meant}")
    return language.lower()


def _tag_of(name: str) -> str:
    """The tag of a language called by its English name, or its own; empty where none is called so."""
    from babel import Locale

    english = {str(called).casefold(): tag for tag, called in Locale("en").languages.items() if len(tag) <= 3}
    near = get_close_matches(name.casefold(), english, 1, 0.85)
    own = (
        tag for tag in ("de", "fr", "es", "it", "pt", "nl", "pl") if language_name(tag).casefold() == name.casefold()
    )
    return english[near[0]] if near else next(own, "")


def _host_or_network(text: str) -> str:
    if not re.fullmatch(
        r"(\*\.)?[\w-]+(\.[\w-]+)*\.?|[\d.]+(/\d{1,2})?|\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\]?(/\d{1,3})?", text
    ):
        raise ValueError(
            f"'{text}' is no host name, address or network such as cms.intranet, *.intranet or 10.2.0.0/16"
        )
    if re.fullmatch(r"[\d./]+|.*:.*", text):
        ip_network(text.replace("[", "").replace("]", ""), strict=False)  # its ValueError says what is wrong with it
    return text


def _rule(rule: str) -> str:
    parts = dict(part.upper().partition("=")[::2] for part in rule.split(";")) if rule else {}
    known = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
    if rule and (parts.get("FREQ") not in known or not all(parts.values())):
        raise ValueError(f"'{rule}' is no rule such as FREQ=WEEKLY or FREQ=WEEKLY;BYDAY=MO,TH (RFC 5545)")
    return rule


def _mail(address: str) -> str:
    if address and not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", address):
        raise ValueError(f"'{address}' is no e-mail address such as audio@example.org")
    return address


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError as error:
        raise ValueError(f"'{text}' is no UUID: leave it out, it is made of the feed's address") from error


def _variable(name: str) -> str:
    """The name of an environment variable. What may be the secret itself is not repeated."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,63}", name) or (name not in os.environ and _is_secret(name)):
        raise ValueError(
            "is no name of an environment variable: write the name, as OPENAI_API_KEY, never the key itself"
        )
    return name


def _is_secret(text: str) -> bool:
    """Whether it looks like a key rather than a name: long, in small letters, with digits amid them."""
    return (
        len(text) > 15
        and not text.isupper()
        and bool(re.search(r"\d\D+\d|[a-z]\d|\d[a-z]|[a-z][A-Z]+[a-z]+[A-Z]", text))
    )


def _words(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"'{name}' is no time zone such as Europe/Berlin") from error
    return name


WebUrl = Annotated[str, AfterValidator(_web)]

OptionalUrl = Annotated[str, AfterValidator(lambda url: _web(url) if url else "")]

Variable = Annotated[str, AfterValidator(lambda name: _variable(name) if name else "")]

FolderUrl = Annotated[str, AfterValidator(_folder_url)]

Language = Annotated[str, AfterValidator(_tag)]
Mail = Annotated[str, AfterValidator(_mail)]
OptionalUuid = Annotated[str, AfterValidator(_uuid)]
Rule = Annotated[str, AfterValidator(_rule)]
Zone = Annotated[str, AfterValidator(_zone)]
OptionalLanguage = Annotated[str, AfterValidator(lambda tag: _tag(tag) if tag else "")]
HostOrNetwork = Annotated[str, AfterValidator(_host_or_network)]
VariableName = Annotated[str, AfterValidator(_variable)]

Seconds = Annotated[float, Field(ge=0, le=30)]


class Table(BaseModel):
    """A table of articast.toml: no other keys than its own, and nobody changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]

Spoken = str | dict[Language, str]
"""A voice, or one for each language by its tag."""

"""Tells a CDN which files changed, so that it asks for them anew: by a command, or by a request to an address."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 60.0
"""Seconds that the command or the request may take: a run does not hang over it."""


def tell(hook: str, key: str, base_url: str, paths: Sequence[str]) -> list[str]:
    """Tell what changed; nothing where nothing did.

    An address is sent one POST with `{"paths": [...], "urls": [...]}`. A command is run without a shell and is given
    the URLs on its standard input, one a line.

    Args:
        hook: the command, or an address (`https://…`).
        key: name of the environment variable whose value an address is shown as `Authorization: Bearer …`; empty: none.
        base_url: where the world sees the output.
        paths: what was written anew or removed, relative to the output.

    Returns:
        What went wrong, a line; caches then serve what they have until it is out of date.
    """
    if not hook or not paths:
        return []
    ordered = sorted(set(paths))
    urls = [base_url + path for path in ordered]
    web = hook.startswith(("http://", "https://"))
    why = _posted(hook, key, ordered, urls) if web else _ran(hook, urls)
    late = "caches serve the old ones until they are out of date"
    return [f"[delivery] purge: {len(ordered)} changed files were not told of: {why}; {late}"] if why else []


def _posted(address: str, key: str, paths: Sequence[str], urls: Sequence[str]) -> str:
    import httpx

    secret = os.environ.get(key, "") if key else ""
    if key and not secret:
        return f"the environment variable {key} is not set"
    heads = {"User-Agent": "Articast", **({"Authorization": f"Bearer {secret}"} if secret else {})}
    try:
        httpx.post(address, json={"paths": paths, "urls": urls}, headers=heads, timeout=PATIENCE).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        said = str(error) or type(error).__name__
        return said.replace(secret, "…") if secret else said
    return ""


def _ran(command: str, urls: Sequence[str]) -> str:
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603  the publisher's own command, without a shell
            words, input="\n".join([*urls, ""]), text=True, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"{command}: {error}"
    last = (done.stderr.strip().splitlines() or [""])[-1]
    return f"{command}: ended with {done.returncode}{f' ({last})' if last else ''}" if done.returncode else ""

"""Tells those who listen that a feed has something new: a WebSub hub, and Podping. Both only where they are set."""

from __future__ import annotations

import os

PODPING = "https://podping.cloud/"
"""The service that writes what it is told to the Hive blockchain, where directories read it."""


def tell(hub: str, token: str, feed_url: str, seconds: float = 10.0) -> list[str]:
    """Tell both that are set; a line for each that was not told.

    Args:
        hub: of WebSub; empty: none.
        token: name of the environment variable with Podping's token; empty: it is not told.
        feed_url: of the feed.
        seconds: the longest wait for each.
    """
    told = [ping(hub, feed_url, seconds) if hub else "", podping(token, feed_url, seconds) if token else ""]
    return [line for line in told if line]


def podping(token: str, feed_url: str, seconds: float = 10.0, service: str = PODPING) -> str:
    """Tell Podping that `feed_url` changed; return what went wrong, without the token, empty where nothing did.

    Args:
        token: name of the environment variable that holds it.
        feed_url: of the feed.
        seconds: the longest wait.
        service: its address.
    """
    import httpx

    if not (secret := os.environ.get(token, "")):
        return f"Podping was not told of {feed_url}: the environment variable {token} is not set"
    heads = {"Authorization": secret, "User-Agent": "Articast"}
    query = {"url": feed_url, "reason": "update", "medium": "podcast"}
    try:
        httpx.get(service, params=query, headers=heads, timeout=seconds).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        cause = (str(error) or type(error).__name__).replace(secret, "…")
        return f"Podping was not told of {feed_url}: {cause}; directories will find the change when they poll"
    return ""


def ping(hub: str, feed_url: str, seconds: float = 10.0) -> str:
    """Tell `hub` that `feed_url` changed; return what went wrong, empty where nothing did.

    A hub that cannot be reached never stops a publication: apps poll anyway. `seconds` is the longest wait.
    """
    import httpx

    try:
        answer = httpx.post(hub, data={"hub.mode": "publish", "hub.url": feed_url}, timeout=seconds)
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        cause = str(error) or type(error).__name__
        return f"the hub {hub} was not told of {feed_url}: {cause}; apps will find the change when they poll"
    return ""

"""WebSub: tells a hub that a feed has something new."""

from __future__ import annotations


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

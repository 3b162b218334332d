"""Our HTTP client: polite, bounded in time and memory, and blind to private networks."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urljoin, urlsplit

import httpcore
import httpx
import stamina

from articast.errors import SourceError
from articast.sources.network import Allowed, Clock, LateError, RefusedError, Resolver, Transport, UnknownError, resolve
from articast.sources.robots import Manners

if TYPE_CHECKING:
    from types import TracebackType

    from articast.sources.values import Options

_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,text/*;q=0.8"
_WHOLE = 4
"""Times `Options.timeout` that one request has from its first byte to its last."""
_PATIENCE = 60.0
"""Seconds that we wait at most because a server says Retry-After."""
_ATTEMPTS = 3
_STRIKES = 3
"""Times in a row that a server may be too slow before it is asked no more in this run: a sitemap of a thousand
pages, each dripping to its limit, would hold a run for a day."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said in the end."""

    url: str
    """After redirects, without credentials."""
    body: bytes
    """Decompressed; empty where it is not modified."""
    media_type: str
    charset: str | None
    etag: str
    last_modified: str
    modified: bool
    """False: as it was when the ETag or date was given (304)."""


class FetchError(SourceError):
    """A URL could not be fetched.

    Attributes:
        why: the message without the URL.
        status: the server's, 0 where there was no answer.
    """

    def __init__(self, url: str, why: str, status: int = 0) -> None:
        super().__init__(f"{url}: {why}")
        self.why = why
        self.status = status


class _SlowError(FetchError):
    """The server takes too long."""


class _BusyError(Exception):
    """429, 503 or a broken connection: may go better in a moment, `wait` says when if the server did."""

    def __init__(self, why: str, status: int = 0, wait: float | None = None, *, silent: bool = False) -> None:
        super().__init__(why)
        self.status = status
        self.wait = wait
        self.silent = silent


@dataclass(slots=True)
class Client:
    """One for a run; not for several threads at once."""

    options: Options
    resolver: Resolver = resolve
    accept: str = _ACCEPT
    """Media types that are asked for."""
    _clock: Clock = field(default_factory=Clock)
    _http: httpx.Client = field(init=False)
    _manners: Manners = field(init=False)
    _credentials: dict[str, str] = field(default_factory=dict)
    _strikes: dict[str, int] = field(default_factory=dict)
    """By origin: times in a row that it was too slow."""

    def __post_init__(self) -> None:
        allowed = None if self.options.allow_private else Allowed.of(self.options.allow)
        transport = Transport(self._clock, self.resolver, allowed)
        self._http = httpx.Client(transport=transport, timeout=self.options.timeout, trust_env=False)
        self._manners = Manners(re.split(r"[/\s]", self.options.user_agent)[0], self._read_robots)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def introduce(self, url: str) -> str:
        """The URL without user and password, which are kept for requests to its scheme, host and port alone.

        Raises:
            FetchError: it is no URL of a web page.
        """
        bare, user = without_credentials(url)
        if user:
            self._credentials[origin(bare)] = user
        return bare

    def get(self, url: str, etag: str = "", last_modified: str = "") -> Answer:
        """Fetch a URL, conditionally where an ETag or date of an earlier answer is given.

        Raises:
            FetchError: the address is refused, robots.txt forbids it, the server cannot be reached, answers with an
                error, takes too long or sends too much.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        here, _ = without_credentials(url)
        for _ in range(self.options.redirects + 1):
            if self.options.robots:
                refusal = self._manners.refusal(here, origin(here))
                if refusal:
                    raise FetchError(here, refusal)
            answer = self._patiently(here, headers, self.options.max_bytes)
            if isinstance(answer, Answer):
                if not answer.modified and not headers:
                    raise FetchError(here, "the server answers 304 Not Modified though nothing was said to be known")
                return answer
            here, _ = without_credentials(answer)
        raise FetchError(url, f"is redirected more than {self.options.redirects} times, the last time to {here}")

    def _read_robots(self, url: str) -> str:
        """The text of a robots.txt; what is not there allows all (RFC 9309)."""
        here = url
        for _ in range(6):
            try:
                answer = self._patiently(here, {}, self.options.max_bytes)
            except FetchError as error:
                if 400 <= error.status < 500 and error.status != HTTPStatus.TOO_MANY_REQUESTS:
                    return ""
                raise
            if isinstance(answer, Answer):
                return answer.body.decode("utf-8", "replace")
            here, _ = without_credentials(answer)
        return ""

    def _patiently(self, url: str, headers: dict[str, str], limit: int) -> Answer | str:
        """The answer, or where it is redirected to, asked again where that may help."""
        site = origin(url)
        if self._strikes.get(site, 0) >= _STRIKES:
            raise FetchError(url, f"was too slow {_STRIKES} times in a row; not asked again in this run")
        try:
            answer = self._asked(url, headers, limit)
        except _SlowError:
            self._strikes[site] = self._strikes.get(site, 0) + 1
            raise
        self._strikes[site] = 0
        return answer

    def _asked(self, url: str, headers: dict[str, str], limit: int) -> Answer | str:
        try:
            for attempt in stamina.retry_context(_again, attempts=_ATTEMPTS, timeout=3 * _PATIENCE):
                with attempt:
                    return self._once(url, headers, limit)
        except _BusyError as error:
            kind = _SlowError if error.silent else FetchError
            raise kind(url, str(error), error.status) from error
        except LateError as error:
            whole = _WHOLE * self.options.timeout
            raise _SlowError(url, f"took longer than {whole:g} s; raise timeout under [fetch]") from error
        except RefusedError as error:
            why = f'the host has no public address; if it is your own, set allow = ["{error}"] under [fetch]'
            raise FetchError(url, why) from error
        except UnknownError as error:
            raise FetchError(url, f"cannot be reached: the name {error} is not known") from error
        except httpx.InvalidURL as error:
            raise FetchError(url, "is, or leads to, what is no address") from error
        except (httpx.HTTPError, httpcore.ProtocolError, UnicodeError) as error:
            raise FetchError(url, f"the server does not speak HTTP as it should: {type(error).__name__}") from error
        raise AssertionError("a retry ends by returning or raising")

    def _once(self, url: str, headers: dict[str, str], limit: int) -> Answer | str:
        self._clock.allow(_WHOLE * self.options.timeout)
        sent = {"User-Agent": self.options.user_agent, "Accept": self.accept, "Accept-Encoding": "gzip", **headers}
        if origin(url) in self._credentials:
            sent["Authorization"] = f"Basic {self._credentials[origin(url)]}"
        try:
            with self._http.stream("GET", url, headers=sent, follow_redirects=False) as response:
                return _read(url, response, limit)
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            if self._clock.over:
                raise LateError from error
            late = f"the server does not answer within {self.options.timeout:g} s"
            raise _BusyError(late, silent=True) from error
        except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            raise _BusyError(f"cannot be reached: {str(error) or type(error).__name__}") from error


def _read(url: str, response: httpx.Response, limit: int) -> Answer | str:
    status = response.status_code
    if status in _REDIRECTS and "location" in response.headers:
        try:
            return urljoin(url, response.headers["location"])
        except ValueError as error:
            raise FetchError(url, "is redirected to what is no address", status) from error
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        wait = _seconds(response.headers.get("retry-after", ""))
        late = f", to come back in {wait:.0f} s" if wait else ""
        raise _BusyError(f"the server answers {_named(status)}{late}", status, wait)
    if status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        raise FetchError(url, f"the server answers {_named(status)}", status)
    modified = status != HTTPStatus.NOT_MODIFIED
    return Answer(
        url=url,
        body=_body(url, response, limit) if modified else b"",
        media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
        charset=response.charset_encoding,
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
        modified=modified,
    )


def _body(url: str, response: httpx.Response, limit: int) -> bytes:
    """The whole body, unpacked, never more than `limit` bytes of it in memory."""
    too_much = FetchError(url, f"sends over {limit / 2**20:g} MB; raise max_bytes under [fetch] if it is an article")
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise FetchError(url, f"is sent in the coding {coding}, which we did not ask for")
    if (
        response.headers.get("content-length", "0").isdigit()
        and int(response.headers.get("content-length", "0")) > limit
    ):
        raise too_much
    unpack = zlib.decompressobj(wbits=47) if coding not in {"identity", ""} else None
    found = bytearray()
    try:
        for chunk in response.iter_raw():
            found += unpack.decompress(chunk, limit + 1 - len(found)) if unpack else chunk
            if len(found) > limit:
                raise too_much
    except zlib.error as error:
        raise FetchError(url, f"its {coding} is broken: {error}") from error
    if unpack and found and not unpack.eof:
        raise _BusyError(f"its {coding} ends too early")
    return bytes(found)


def _again(error: Exception) -> bool | float:
    """Whether to ask again, and after how many seconds where the server said it."""
    if not isinstance(error, _BusyError):
        return False
    if error.wait is None:
        return True
    return max(error.wait, 0.1) if error.wait <= _PATIENCE else False


def _seconds(retry_after: str) -> float | None:
    """Seconds from a Retry-After: a number or a date."""
    if retry_after.strip().isdigit():
        return float(retry_after[:9])
    try:
        when = parsedate_to_datetime(retry_after)
        return max(0.0, (when - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def without_credentials(url: str) -> tuple[str, str]:
    """A web page's URL without user, password and fragment; and the user and password as HTTP Basic has them.

    Raises:
        FetchError: it is no URL of a web page.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(_hidden(url), "is no address") from error
    place = parts.netloc.rpartition("@")[2]
    bare = parts._replace(netloc=place, fragment="").geturl()
    if parts.scheme not in {"http", "https"} or not host or port == 0:
        raise FetchError(bare, "is no http:// or https:// address")
    user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return bare, base64.b64encode(user.encode()).decode() if "@" in parts.netloc else ""


def _hidden(url: str) -> str:
    """An address that cannot be taken apart, without what may be a password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if rest else url.rpartition("@")[2]


def origin(url: str) -> str:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"

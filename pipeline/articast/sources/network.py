"""Connections to the public internet only: a name is resolved once, its address checked, and that address called.

The check is made where the connection is made, so neither a redirect nor a name server that changes its answer (DNS
rebinding) leads into a private network. TLS still asks for the name.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpcore
import httpx

from articast.limits import whole

Resolver = Callable[[str, int], list[str]]
"""Addresses of a host, as text, best first; raises OSError."""

SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            # IPv4: this network, private, shared (carrier-grade NAT), loopback, link-local
            *("0.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8"),
            *("169.254.0.0/16", "192.0.0.0/24"),
            # documentation, old 6to4 relays, benchmarks, multicast, reserved and broadcast
            *("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "192.88.99.0/24", "198.18.0.0/15"),
            *("224.0.0.0/4", "240.0.0.0/4"),
            # IPv6 within 2000::/3: protocol assignments with Teredo, benchmarks and ORCHID; documentation
            *("2001::/23", "2001:db8::/32", "3fff::/20"),
        ),
    )
)
"""Networks that are no part of the public internet: IANA's special-purpose registries (RFC 6890 and what was added to
2024) and multicast. A list of our own, since that of the standard library differs from version to version. Of IPv6 only
2000::/3 is given out as public at all, so that loopback, unique local, link-local, site-local, discard-only, segment
routing and multicast networks need no line."""
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


LOOKED_UP_IN = 60.0
"""Seconds, at most, for a name to be looked up."""


class RefusedError(Exception):
    """The address may not be called."""


class UnknownError(Exception):
    """No name server knows the host."""


class LateError(Exception):
    """The request as a whole took too long."""


def resolve(host: str, port: int) -> list[str]:
    """Addresses of a host by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, whatever clothes it wears (mapped, 6to4, NAT64)."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = _embedded(ip)
        if inside:
            return is_public(str(inside))
        if ip not in _GLOBAL:
            return False
    return not any(ip in network for network in SPECIAL)


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts and networks of the publisher's own that may be asked though they are not public."""

    names: frozenset[str] = frozenset()
    """Lower case; `*.intranet` stands for every name that ends so."""
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[str]) -> Allowed:
        """From host names, addresses and networks, as a publisher writes them."""
        names, networks = set(), []
        for entry in entries:
            try:
                networks.append(ipaddress.ip_network(entry.strip("[]"), strict=False))
            except ValueError:
                names.add(entry.lower().rstrip("."))
        return cls(frozenset(names), tuple(networks))

    def permits(self, host: str, address: str) -> bool:
        """Whether the publisher allows this host, or this address of it."""
        name = host.lower().rstrip(".")
        above = name.split(".")[1:]
        if name in self.names or any("*." + ".".join(above[at:]) in self.names for at in range(len(above))):
            return True
        try:
            ip = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        plain = (isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped) or ip
        return any(plain in network for network in self.networks)


class Clock:
    """When the present request must be over; one client makes one request at a time."""

    def __init__(self) -> None:
        self._end = float("inf")

    def allow(self, seconds: float) -> None:
        """Begin a request that has so many seconds."""
        self._end = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether the request's time is up."""
        return time.monotonic() >= self._end

    def left(self, timeout: float | None) -> float:
        """Seconds that one step may take.

        Raises:
            LateError: none are left.
        """
        rest = self._end - time.monotonic()
        if rest <= 0:
            raise LateError
        return min(rest, timeout if timeout is not None else rest)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step keeps to the clock: a server that sends a byte now and then gains nothing."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self._inner = inner
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._clock.left(timeout)), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Resolves, checks, connects to what was checked."""

    def __init__(self, resolver: Resolver, clock: Clock, allowed: Allowed | None) -> None:
        self._resolver = resolver
        self._clock = clock
        self._allowed = allowed
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Stream:
        try:
            found = whole(partial(self._resolver, host, port), min(self._clock.left(timeout), LOOKED_UP_IN))
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"the name {host} is not looked up in time") from error
        except (OSError, UnicodeError) as error:
            if isinstance(error, UnicodeError) or error.errno == socket.EAI_NONAME:
                raise UnknownError(host) from error
            raise httpcore.ConnectError(f"the name {host} cannot be looked up") from error
        addresses = [address for address in found if self._permits(host, address)]
        if not addresses:
            raise RefusedError(host)
        return self._connected(addresses, port, timeout, local_address, socket_options)

    def _permits(self, host: str, address: str) -> bool:
        return self._allowed is None or is_public(address) or self._allowed.permits(host, address)

    def _connected(
        self,
        addresses: list[str],
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> _Stream:
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses[:4]:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._clock.left(timeout), local_address, socket_options
                )
                return _Stream(stream, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class Transport(httpx.BaseTransport):
    """httpx over connections that were checked; `allowed` None: every address may be called."""

    def __init__(self, clock: Clock, resolver: Resolver = resolve, allowed: Allowed | None = Allowed()) -> None:
        backend = _Backend(resolver, clock, allowed)
        context = httpx.create_ssl_context()
        self._pool = httpcore.ConnectionPool(context, max_connections=8, keepalive_expiry=5, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request without body; httpcore's errors come through."""
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Any:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()

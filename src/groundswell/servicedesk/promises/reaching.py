"""Reaching a host outside: what lies inside the network is left alone unless the settings name it.

Whoever keeps promises writes an address that the server reads. Without this they could have it
read what only the server reaches: itself, its neighbours, the page on which a cloud keeps its keys.
The name is asked for once, what it leads to is checked, and that is what is connected to.
"""

import socket
import ssl
from collections.abc import Iterable
from concurrent.futures import Future
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import SplitResult

from django.conf import settings

from groundswell.kernel.errors import BadInput

#: IPv6 addresses that lead to the IPv4 address in their last 32 bits, where a network translates
_TRANSLATED = ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48")


class _Patient(socket.socket):
    """A socket that waits until a moment and no longer, however slowly something drops in."""

    deadline: float

    def recv_into(self, *args: Any, **options: Any) -> int:
        self.settimeout(left_until(self.deadline))
        return super().recv_into(*args, **options)


class _PatientTls(_Patient, ssl.SSLSocket):
    """The same through TLS."""


def left_until(deadline: float) -> float:
    """Return the seconds that are left.

    Raises:
        TimeoutError: none are.
    """
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def check_host(parts: SplitResult) -> None:
    """Refuse what says of itself that it lies inside; a name is asked for when it is read.

    Raises:
        BadInput: it lies inside, and the settings do not name it.
    """
    name = _name_of(parts)
    try:
        inside = name == "localhost" or name.endswith(".localhost") or is_inside(name)
    except ValueError:
        return
    if inside and not _is_named(parts):
        raise _refused(parts)


def connect(parts: SplitResult, *, deadline: float) -> HTTPConnection:
    """Return a connection to the host of an address of the web.

    Raises:
        BadInput: it lies inside, and the settings do not name it.
        OSError: it cannot be reached until the deadline.
    """
    secure, host = parts.scheme == "https", parts.hostname or ""
    places = _resolve(host, parts.port or (443 if secure else 80), deadline)
    if not _is_named(parts) and any(is_inside(str(place[4][0])) for place in places):
        raise _refused(parts)
    reached = _reach(places, deadline)
    if not secure:
        plain = HTTPConnection(host, parts.port)
        plain.sock = reached
        return plain
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    context.sslsocket_class = _PatientTls
    try:
        reached.settimeout(left_until(deadline))
        wrapped = context.wrap_socket(reached, server_hostname=host)
    except OSError:
        reached.close()
        raise
    wrapped.deadline = deadline  # type: ignore[attr-defined]
    tls = HTTPSConnection(host, parts.port, context=context)
    tls.sock = wrapped
    return tls


def is_inside(address: str) -> bool:
    """Tell whether an address is this machine, its network, or another that is not of the internet.

    Raises:
        ValueError: it is no address but a name.
    """
    found = ip_address(address)
    return any(
        not one.is_global or one.is_multicast or getattr(one, "is_site_local", False)
        for one in (found, *_held_in(found))
    )


def _held_in(found: IPv4Address | IPv6Address) -> Iterable[IPv4Address]:
    """Yield the IPv4 addresses to which one of IPv6 leads."""
    if isinstance(found, IPv4Address):
        return
    yield from (one for one in (found.ipv4_mapped, found.sixtofour) if one)
    yield from found.teredo or ()
    # the mapped ones of old, ::1.2.3.4, are written so as well
    if any(found in network for network in _TRANSLATED) or not int(found) >> 32:
        yield IPv4Address(int(found) & 0xFFFFFFFF)


def _name_of(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".")


def _is_named(parts: SplitResult) -> bool:
    """Tell whether the settings name a host, alone or with its port."""
    name = _name_of(parts)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    written = f"[{name}]" if ":" in name else name
    named = {one.lower() for one in settings.CALENDAR_HOSTS}
    return not named.isdisjoint({name, written, f"{written}:{port}"})


def _refused(parts: SplitResult) -> BadInput:
    name = _name_of(parts)[:60]
    return BadInput(
        f"{name} lies inside your network or is this machine itself. A calendar is read from there "
        "only where the settings name its host: ask whoever runs this installation to add it to "
        "GROUNDSWELL_CALENDAR_HOSTS, or hand in the calendar as a file."
    )


def _resolve(host: str, port: int, deadline: float) -> list[Any]:
    """Return the places to which a name leads, as the system tells them.

    The system takes its own time for it, so another thread asks; an answer that comes too late
    reaches nobody.
    """
    answer: Future[list[Any]] = Future()

    def ask() -> None:
        try:
            answer.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as problem:
            answer.set_exception(problem)

    Thread(target=ask, daemon=True).start()
    return answer.result(left_until(deadline))


def _reach(places: list[Any], deadline: float) -> _Patient:
    """Return a socket to the first place that answers; each has its share of the time."""
    problem: OSError = TimeoutError()
    for ahead, (family, kind, protocol, _, place) in enumerate(places):
        reached = _Patient(family, kind, protocol)
        reached.deadline = deadline
        try:
            reached.settimeout(left_until(deadline) / (len(places) - ahead))
            reached.connect(place)
        except OSError as refused:
            reached.close()
            problem = refused
        else:
            return reached
    raise problem

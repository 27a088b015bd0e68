"""Asks a web address whether it is still there: little, politely, and never into a private network."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from partnerships.rules.links import Checked, Link, is_public, judge, url_problem

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 501})
_AGENT = "Mozilla/5.0 (compatible; TrustTracker link check)"


@dataclass(frozen=True)
class Limits:
    """`seconds` for one wait, `in_all` for one request; bytes read of an answer; redirects followed."""

    seconds: float = 10.0
    in_all: float = 25.0
    most_bytes: int = 65_536
    redirects: int = 5
    allow_private: bool = False


class NotAsked(Exception):
    """The address must not be asked, or nobody answers there."""


def check_link(url: str, limits: Limits = Limits()) -> Checked:
    """How the link stands. Follows redirects, each of which must lead to an address that may be asked."""
    try:
        for _ in range(limits.redirects + 1):
            status, reason, location = _ask(url, limits)
            if status not in REDIRECTS or not location:
                return judge(status, reason)
            url = urljoin(url, location)
    except NotAsked as refused:
        return Checked(Link.SILENT, str(refused))
    return Checked(Link.GONE, f"More than {limits.redirects} redirects")


def _ask(url: str, limits: Limits) -> tuple[int, str, str]:
    """Status, its words and where it leads. HEAD first; servers that will not have it are asked with GET."""
    found = _request("HEAD", url, limits)
    return _request("GET", url, limits) if found[0] in _ASK_AGAIN else found


def _request(method: str, url: str, limits: Limits) -> tuple[int, str, str]:
    problem = url_problem(url)
    if problem:
        raise NotAsked(problem)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(parts.scheme, str(parts.hostname), parts.port, limits)
    headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    try:
        with _not_for_ever(connection, limits.in_all):
            connection.request(method, path.replace(" ", "%20"), headers=headers)
            answer = connection.getresponse()
            answer.read(limits.most_bytes)
            return answer.status, answer.reason, answer.getheader("Location") or ""
    except TimeoutError as late:
        raise NotAsked(f"No answer within {limits.seconds:g} seconds") from late
    except ssl.SSLError as wrong:
        raise NotAsked(f"No secure connection: {wrong.reason or 'refused'}") from wrong
    except (OSError, http.client.HTTPException, ValueError, UnicodeError) as wrong:
        raise NotAsked(f"No answer: {type(wrong).__name__}") from wrong
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None, limits: Limits) -> http.client.HTTPConnection:
    """Connected to an address that was looked at first, so that no name can lead elsewhere in between."""
    wanted = port or (443 if scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, wanted, timeout=limits.seconds)
    sock = _connected(_addresses(host, wanted, limits), wanted, limits)
    if scheme == "https":
        try:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except (OSError, ValueError) as wrong:
            sock.close()
            raise NotAsked("No secure connection") from wrong
    connection.sock = sock
    return connection


def _connected(addresses: list[str], port: int, limits: Limits) -> socket.socket:
    """The first of the addresses at which somebody answers: a machine may have a new kind and reach only the old."""
    said = "No such name"
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=limits.seconds)
        except TimeoutError:
            said = f"No answer within {limits.seconds:g} seconds"
        except OSError:
            said = "Nobody answers there"
    raise NotAsked(said)


def _addresses(host: str, port: int, limits: Limits) -> list[str]:
    """The IP addresses to ask. Raises NotAsked where the name has none, or one that is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise NotAsked("No such name") from unknown
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not limits.allow_private and not all(is_public(each) for each in addresses):
        raise NotAsked("This address lies in a private network and was not asked")
    return addresses[:4]


@contextmanager
def _not_for_ever(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Cuts the line when all is not over by then: a server may send a byte at a time."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as wrong:
        if late.is_set():
            raise NotAsked(f"Not done within {seconds:g} seconds") from wrong
        raise
    finally:
        timer.cancel()

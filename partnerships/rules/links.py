"""What an answer to a link says of it, and which addresses a program of ours may ask."""

from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address
from urllib.parse import urlsplit


class Link(Enum):
    """How a link stands."""

    ANSWERS = "answers"
    GONE = "gone"
    # It answers people, not programs; or it is busy: nothing that says that it has gone.
    UNSURE = "unsure"
    # Nobody answered at all.
    SILENT = "silent"


@dataclass(frozen=True)
class Checked:
    """What asking a link gave: how it stands, and the answer in words."""

    link: Link
    answer: str


# Sign in, not for you, not this way, too many, busy: the page may well be there.
_UNSURE = frozenset({401, 402, 403, 405, 406, 407, 408, 409, 418, 423, 425, 426, 428, 429, 451, 503})


def judge(status: int, reason: str = "") -> Checked:
    """What an HTTP status says of the link."""
    words = f"{status} {reason}".strip()
    if 200 <= status < 300:
        return Checked(Link.ANSWERS, words)
    return Checked(Link.UNSURE if status in _UNSURE else Link.GONE, words)


def url_problem(url: str) -> str:
    """Why a program must not ask this address; empty where it may."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "This is no web address."
    if parts.scheme not in ("http", "https"):
        return "Only addresses that begin with http:// or https:// are asked."
    if not host or port == 0:
        return "This is no web address."
    if parts.username is not None or parts.password is not None:
        return "Addresses with a name or a password are not asked."
    return ""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not of this machine, a private network or a special use."""
    try:
        found = ip_address(address.split("%")[0])
    except ValueError:
        return False
    inside = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inside is not None:
        found = inside
    return found.is_global and not found.is_multicast

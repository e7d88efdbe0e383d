"""Which addresses may be spoken to: hosts the operator listed, by https, at public addresses only."""

import socket
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

PORT = 443


class OutsideClosed(Exception):
    """The operator has not opened this way out."""


@dataclass(frozen=True)
class Target:
    """A place to speak to: the host that was listed, the address that was checked, the path to ask for."""

    host: str
    address: str
    path: str


def target_of(url: str) -> Target:
    """Check a URL and look its host up once. The address that was checked is the one that is spoken to.

    Otherwise a name could answer with a public address when it is checked and with a private one a moment later.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise OutsideClosed("This is not a web address.") from error
    host = (parts.hostname or "").rstrip(".").lower()
    if parts.scheme != "https" or port not in {None, PORT} or parts.username is not None:
        raise OutsideClosed("Only plain https addresses are open.")
    if host not in {name.lower() for name in settings.OUTSIDE_HOSTS}:
        raise OutsideClosed(f"The operator has not listed {host!r} in TECHHIRE_OUTSIDE_HOSTS.")
    path = parts.path or "/"
    if any(ord(letter) <= 32 or ord(letter) > 126 for letter in url):
        raise OutsideClosed("This is not a web address.")
    return Target(host, public_address(host), f"{path}?{parts.query}" if parts.query else path)


def public_address(host: str) -> str:
    """The first address of a host, where all of them are public; one private address closes the host."""
    try:
        rows = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OutsideClosed(f"{host!r} has no address.") from error
    found = [str(row[4][0]) for row in rows]
    if not found or not all(is_public(address) for address in found):
        raise OutsideClosed(f"{host!r} lies inside a private network.")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet, also where an IPv6 address wraps an IPv4 one."""
    parsed = ip_address(address.partition("%")[0])
    wrapped = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    if wrapped is not None:
        return is_public(str(wrapped))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved

"""Slowing down whoever asks too often, on pages and in the API. Addresses are kept as fingerprints, for minutes."""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

from techhire.commons.vault import fingerprint
from techhire.portals.layout.counting import count_one
from techhire.portals.layout.request import Request


def is_too_often(request: Request, deed: str, *, limit: int, seconds: int, who: str = "") -> bool:
    """Count one more of this deed by ``who``, else from this address; True where it is past ``limit`` in ``seconds``.

    The count starts anew at fixed moments, so at most twice the limit passes around one of them.
    """
    window = int(time.time()) // seconds
    return count_one(f"often:{deed}:{window}:{who or print_of_address(request)}", seconds) > limit


def seconds_left(seconds: int) -> int:
    """Until counts of this length start anew; at least one."""
    return seconds - int(time.time()) % seconds


def print_of_address(request: Request) -> str:
    """What is kept of the address a request comes from."""
    return fingerprint(network_of(address_of(request)), purpose="throttle")


def network_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 of an IPv6 one, all of which one household may use.

    An IPv4 address that is written as IPv6 counts as IPv4; what is no address counts as it stands.
    """
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or ip_network((int(known), 64), strict=False).network_address)


def address_of(request: Request) -> str:
    """Where a request comes from: the last hop our own proxy wrote down, where there is a proxy."""
    if settings.SECURE_PROXY_SSL_HEADER:
        hops = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if hops[-1].strip():
            return hops[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))

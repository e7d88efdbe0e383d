"""Slowing down whoever asks too often, on pages and in the API. Addresses are kept as fingerprints, for minutes."""

import time

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
    return fingerprint(address_of(request), purpose="throttle")


def address_of(request: Request) -> str:
    """Where a request comes from: the last hop our own proxy wrote down, where there is a proxy."""
    if settings.SECURE_PROXY_SSL_HEADER:
        hops = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if hops[-1].strip():
            return hops[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))

"""Fetching one page or file from a listed host, within bounds of size, time and redirects."""

import http.client
import math
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from techhire.commons.outside.addresses import PORT, OutsideClosed, Target, target_of

__all__ = ["Fetched", "OutsideClosed", "OutsideFailed", "fetch"]
MAX_BYTES = 20 * 1024 * 1024
SECONDS = 20.0
REDIRECTS = 3
CHUNK = 64 * 1024
MOVED = frozenset({301, 302, 303, 307, 308})


class OutsideFailed(Exception):
    """The host is open, but it did not answer as it should: too large, too slow, moved too often, or broken."""


@dataclass(frozen=True)
class Fetched:
    """What came back: the status, the content type as the host named it, and the bytes."""

    url: str
    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Answer:
    """One answer of one host, redirects not followed; the body of a redirect is not read."""

    status: int
    reason: str
    headers: http.client.HTTPMessage
    body: bytes


def fetch(
    url: str, *, max_bytes: int = MAX_BYTES, seconds: float = SECONDS, redirects: int = REDIRECTS
) -> Fetched:
    """Get a URL. Raises ``OutsideClosed`` unless the operator listed its host; each redirect is checked anew.

    ``seconds`` bounds the whole exchange, not each read, so that a host cannot hold us by sending slowly.
    """
    deadline = time.monotonic() + seconds
    for _hop in range(redirects + 1):
        target = target_of(url)
        try:
            answer = exchange(
                target, headers={"User-Agent": "TechHire"}, max_bytes=max_bytes, deadline=deadline
            )
        except (OSError, http.client.HTTPException) as error:
            raise OutsideFailed(f"{target.host} did not answer as it should.") from error
        place = answer.headers.get("Location", "")
        if answer.status not in MOVED or not place:
            return Fetched(url, answer.status, answer.headers.get("Content-Type", ""), answer.body)
        url = urljoin(url, place)
    raise OutsideFailed("It was moved too often.")


class _TimedSocket(ssl.SSLSocket):
    """Gives each read only what is left of the whole time, since headers too can come one byte at a time."""

    ends = math.inf

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self.ends < math.inf:
            self.settimeout(time_left(self.ends))
        return super().recv_into(*args, **kwargs)


class _PinnedConnection(http.client.HTTPSConnection):
    """Speaks to the address that was checked, while the certificate must name the host that was listed."""

    def __init__(self, target: Target, deadline: float) -> None:
        self._tls = ssl.create_default_context()
        self._tls.sslsocket_class = _TimedSocket
        super().__init__(target.host, PORT, timeout=time_left(deadline), context=self._tls)
        self._target = target
        self._deadline = deadline

    def connect(self) -> None:
        plain = socket.create_connection((self._target.address, PORT), self.timeout)
        plain.settimeout(time_left(self._deadline))
        sealed = self._tls.wrap_socket(plain, server_hostname=self._target.host)
        if isinstance(sealed, _TimedSocket):
            sealed.ends = self._deadline
        self.sock = sealed


def exchange(
    target: Target,
    *,
    method: str = "GET",
    headers: Mapping[str, str],
    body: bytes | str | None = None,
    max_bytes: int,
    deadline: float,
) -> Answer:
    """Ask the address that was checked once; ``deadline`` is a moment of ``time.monotonic``.

    Raises ``OutsideFailed`` past a bound, ``OSError`` or ``HTTPException`` where the host does not speak as it should.
    """
    connection = _PinnedConnection(target, deadline)
    try:
        connection.request(method, target.path, body, {**headers, "Accept-Encoding": "identity"})
        response = connection.getresponse()
        moved = response.status in MOVED
        read = b"" if moved else _read(response, max_bytes)
        return Answer(response.status, response.reason, response.headers, read)
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, max_bytes: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        piece = response.read1(CHUNK)
        if not piece:
            return b"".join(pieces)
        size += len(piece)
        if size > max_bytes:
            raise OutsideFailed("It is too large.")
        pieces.append(piece)


def time_left(deadline: float) -> float:
    """Seconds until a moment of ``time.monotonic``; raises ``OutsideFailed`` once it is over."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutsideFailed("It took too long.")
    return left

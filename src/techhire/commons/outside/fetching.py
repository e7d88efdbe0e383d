"""Fetching one page or file from a listed host, within bounds of size, time and redirects."""

import http.client
import socket
import ssl
import time
from dataclasses import dataclass
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
            status, kind, place, body = _ask(target, max_bytes, deadline)
        except (OSError, http.client.HTTPException) as error:
            raise OutsideFailed(f"{target.host} did not answer as it should.") from error
        if status not in MOVED or not place:
            return Fetched(url, status, kind, body)
        url = urljoin(url, place)
    raise OutsideFailed("It was moved too often.")


class _PinnedConnection(http.client.HTTPSConnection):
    """Speaks to the address that was checked, while the certificate must name the host that was listed."""

    def __init__(self, target: Target, seconds: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(target.host, PORT, timeout=seconds, context=self._tls)
        self._target = target

    def connect(self) -> None:
        plain = socket.create_connection((self._target.address, PORT), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self._target.host)


def _ask(target: Target, max_bytes: int, deadline: float) -> tuple[int, str, str, bytes]:
    connection = _PinnedConnection(target, _left(deadline))
    try:
        connection.request(
            "GET", target.path, headers={"Accept-Encoding": "identity", "User-Agent": "TechHire"}
        )
        response = connection.getresponse()
        kind, place = response.getheader("Content-Type", ""), response.getheader("Location", "")
        if response.status in MOVED:
            return response.status, kind, place, b""
        return response.status, kind, place, _read(connection, response, max_bytes, deadline)
    finally:
        connection.close()


def _read(
    connection: http.client.HTTPSConnection,
    response: http.client.HTTPResponse,
    max_bytes: int,
    deadline: float,
) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(deadline))
        piece = response.read1(CHUNK)
        if not piece:
            return b"".join(pieces)
        size += len(piece)
        if size > max_bytes:
            raise OutsideFailed("It is too large.")
        pieces.append(piece)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutsideFailed("It took too long.")
    return left

"""Exchanges with the sign-in server the operator named: a session of ``requests`` that speaks to no other host.

Single sign-on is spoken by a library that wants such a session. The operator's own setting opens the host, also inside
a private network; other hosts the server sends us to, for tokens or keys, must be listed like any other.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from techhire.commons.outside.addresses import OutsideClosed, target_of

SECONDS = 10.0
MAX_BYTES = 1024 * 1024
CHUNK = 64 * 1024
REDIRECTS = 3


class SignOnSession(requests.Session):
    """A session for the server at this address, and for hosts the operator listed.

    Each request and each redirect is checked anew. A silence lasts at most ``SECONDS``, an answer is at most
    ``MAX_BYTES``. ``plain`` allows http to the server itself, for trying out on one machine. What cannot be asked, and
    a page that is no JSON, raises the exception that ``unanswered`` makes.
    """

    def __init__(self, server: str, *, plain: bool, unanswered: Callable[[], Exception]) -> None:
        super().__init__()
        self.trust_env = False
        self.max_redirects = REDIRECTS
        self._unanswered = unanswered
        guarded = _Guarded(_origin(server), plain=plain)
        self.mount("https://", guarded)
        self.mount("http://", guarded)

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask, and look at what came back before anybody relies on it."""
        try:
            response = super().request(method, url, *args, **kwargs)
            if method.upper() == "GET":
                response.raise_for_status()
                response.json()
        except requests.RequestException as error:
            raise self._unanswered() from error
        return response


class _Guarded(HTTPAdapter):
    """Checks where a request goes before it is sent, and how much comes back."""

    def __init__(self, server: tuple[str, str, int | None], *, plain: bool) -> None:
        super().__init__()
        self._server = server
        self._plain = plain

    def send(self, request: requests.PreparedRequest, *_args: Any, **kwargs: Any) -> requests.Response:
        self._check(request.url or "")
        response = super().send(request, **{**kwargs, "stream": True, "timeout": SECONDS})
        _read(response)
        return response

    def _check(self, url: str) -> None:
        if _origin(url) == self._server and (self._plain or self._server[0] == "https"):
            return
        try:
            target_of(url)
        except OutsideClosed as error:
            raise requests.exceptions.InvalidURL(str(error)) from error


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port


def _read(response: requests.Response) -> None:
    """Take the answer up to its bound; the library itself reads without one."""
    body = b""
    for piece in response.iter_content(CHUNK):
        body += piece
        if len(body) > MAX_BYTES:
            response.close()
            raise requests.exceptions.ContentDecodingError("The answer is too large.")
    response._content = body  # where the library keeps what was read

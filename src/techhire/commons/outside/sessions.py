"""Exchanges with the sign-in server the operator named: a session of ``requests`` that speaks to no other host.

Single sign-on is spoken by a library that wants such a session. The operator's own setting opens the host, also inside
a private network; other hosts the server sends us to, for tokens or keys, must be listed like any other.
"""

import http.client
import io
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from techhire.commons.outside.addresses import OutsideClosed, target_of
from techhire.commons.outside.fetching import Answer, OutsideFailed, exchange, time_left

SECONDS = 10.0
MAX_BYTES = 1024 * 1024
CHUNK = 64 * 1024
REDIRECTS = 3


class SignOnSession(requests.Session):
    """A session for the server at this address, and for hosts the operator listed.

    Each request and each redirect is checked anew; a listed host is spoken to at the very address that was checked. A
    request with its redirects takes about ``SECONDS``, an answer is at most ``MAX_BYTES``. ``plain`` allows http to the
    server itself, for trying out on one machine. What cannot be asked, and a page that is no JSON, raises the exception
    that ``unanswered`` makes.
    """

    def __init__(self, server: str, *, plain: bool, unanswered: Callable[[], Exception]) -> None:
        super().__init__()
        self.trust_env = False
        self.max_redirects = REDIRECTS
        self._unanswered = unanswered
        self._guarded = _Guarded(_origin(server), plain=plain)
        self.mount("https://", self._guarded)
        self.mount("http://", self._guarded)

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask, and look at what came back before anybody relies on it."""
        self._guarded.deadline = time.monotonic() + SECONDS
        try:
            response = super().request(method, url, *args, **kwargs)
            if method.upper() == "GET":
                response.raise_for_status()
                response.json()
        except requests.RequestException as error:
            raise self._unanswered() from error
        return response


class _Guarded(HTTPAdapter):
    """Checks where a request goes before it is sent, how long it takes, and how much comes back."""

    def __init__(self, server: tuple[str, str, int | None], *, plain: bool) -> None:
        super().__init__()
        self._server = server
        self._plain = plain
        self.deadline = 0.0

    def send(self, request: requests.PreparedRequest, *_args: Any, **kwargs: Any) -> requests.Response:
        url = request.url or ""
        try:
            if _origin(url) == self._server and (self._plain or self._server[0] == "https"):
                return self._own(request, kwargs)
            return self._listed(request, url)
        except OutsideClosed as error:
            raise requests.exceptions.InvalidURL(str(error)) from error
        except (OutsideFailed, OSError, http.client.HTTPException, urllib3.exceptions.HTTPError) as error:
            if isinstance(error, requests.RequestException):
                raise
            raise requests.exceptions.ConnectionError(str(error)) from error

    def _own(self, request: requests.PreparedRequest, kwargs: dict[str, Any]) -> requests.Response:
        """The operator's own server, wherever it stands."""
        bounds = {"stream": True, "timeout": time_left(self.deadline)}
        response = super().send(request, **{**kwargs, **bounds})
        _read(response, self.deadline)
        return response

    def _listed(self, request: requests.PreparedRequest, url: str) -> requests.Response:
        """Any other host, at the address that was checked: asked anew its name could lead inside."""
        if not isinstance(request.body, bytes | str | None):
            raise OutsideFailed("Only what is whole in memory is sent.")
        answer = exchange(
            target_of(url),
            method=request.method or "GET",
            headers={name: _text(said) for name, said in request.headers.items()},
            body=request.body,
            max_bytes=MAX_BYTES,
            deadline=self.deadline,
        )
        response = self.build_response(request, _as_raw(answer))
        response._content = answer.body  # where the library keeps what was read
        return response


def _text(said: str | bytes) -> str:
    return said.decode("latin-1") if isinstance(said, bytes) else said


def _as_raw(answer: Answer) -> urllib3.HTTPResponse:
    """An answer in the form that the library builds on."""
    return urllib3.HTTPResponse(
        io.BytesIO(answer.body),
        urllib3.HTTPHeaderDict(answer.headers.items()),
        answer.status,
        reason=answer.reason,
        preload_content=False,
        decode_content=False,
    )


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port


def _read(response: requests.Response, deadline: float) -> None:
    """Take the answer piece by piece, up to its bounds; the library itself reads without one."""
    body = b""
    try:
        while True:
            left = time_left(deadline)
            connection = response.raw.connection
            if connection is not None and connection.sock is not None:
                connection.sock.settimeout(left)
            piece = response.raw.read1(CHUNK, decode_content=True)
            if not piece:
                break
            body += piece
            if len(body) > MAX_BYTES:
                raise OutsideFailed("It is too large.")
    except BaseException:
        response.close()
        raise
    response._content = body  # where the library keeps what was read

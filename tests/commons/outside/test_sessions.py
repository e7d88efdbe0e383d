"""Exchanges for single sign-on: the operator's own server, and other hosts at the address that was checked alone."""

import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest
from pytest_django.fixtures import Settings

from techhire.commons.outside import sessions
from techhire.commons.outside.sessions import SignOnSession
from tests.commons.outside.conftest import HOST, Answers

pytestmark = pytest.mark.usefixtures("reachable")


class Unanswered(Exception):
    """What the session's owner tells people."""


@pytest.fixture
def own() -> Iterator[str]:
    """The operator's own server, by plain http."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_address[1]}"
    http.shutdown()
    http.server_close()


@pytest.fixture
def session(own: str) -> SignOnSession:
    return SignOnSession(own, plain=True, unanswered=Unanswered)


def test_another_host_is_spoken_to_at_the_address_that_was_checked(session: SignOnSession) -> None:
    """Its name leads nowhere here: whoever looked it up once more would not get through."""
    assert session.get(f"https://{HOST}/json").json()["host"].startswith(f"{HOST}:")


def test_what_is_sent_to_another_host_arrives(session: SignOnSession) -> None:
    answer = session.post(f"https://{HOST}/token", data={"code": "x"})
    assert answer.json() == {"sent": "code=x", "as": "application/x-www-form-urlencoded"}


def test_a_move_away_from_the_own_server_is_followed_in_the_same_way(
    session: SignOnSession, own: str
) -> None:
    assert session.get(f"{own}/away").json()["host"].startswith(f"{HOST}:")


@pytest.mark.parametrize("path", ["moved_inside", "moved_to_http", "round", "broken", "large", "nothing"])
def test_another_host_that_does_not_answer_as_it_should_is_told(session: SignOnSession, path: str) -> None:
    with pytest.raises(Unanswered):
        session.get(f"https://{HOST}/{path}")


def test_a_host_nobody_listed_is_not_asked(session: SignOnSession, settings: Settings) -> None:
    settings.OUTSIDE_HOSTS = []
    with pytest.raises(Unanswered):
        session.get(f"https://{HOST}/json")


@pytest.mark.parametrize("listed", [True, False])
def test_the_whole_exchange_has_one_end(
    session: SignOnSession, own: str, listed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No silence is long here: a byte comes every moment, so that a bound of each read alone would never be met."""
    monkeypatch.setattr(sessions, "SECONDS", 0.5)
    start = time.monotonic()
    with pytest.raises(Unanswered):
        session.get(f"https://{HOST}/slow" if listed else f"{own}/slow")
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("listed", [True, False])
def test_an_answer_without_end_is_cut_off(session: SignOnSession, own: str, listed: bool) -> None:
    with pytest.raises(Unanswered):
        session.get(f"https://{HOST}/endless" if listed else f"{own}/endless")

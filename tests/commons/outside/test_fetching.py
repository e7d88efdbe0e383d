"""Fetching from a real server on this machine, under a certificate of the test's own."""

import time

import pytest

from techhire.commons.outside import OutsideClosed, OutsideFailed, fetch, fetching
from tests.commons.outside.conftest import HOST

pytestmark = pytest.mark.usefixtures("reachable")


def test_a_small_file_comes_back() -> None:
    got = fetch(f"https://{HOST}/small")
    assert (got.status, got.content_type, got.body) == (200, "text/csv", b"a,b\n1,2\n")


def test_the_server_is_told_its_own_name_and_nothing_about_us() -> None:
    headers = fetch(f"https://{HOST}/headers").body.decode().lower()
    assert f"host: {HOST}" in headers
    assert "cookie" not in headers
    assert "referer" not in headers


def test_what_is_not_there_is_said_so() -> None:
    assert fetch(f"https://{HOST}/nothing").status == 404


def test_a_move_within_the_host_is_followed() -> None:
    assert fetch(f"https://{HOST}/moved").url == f"https://{HOST}/small"


@pytest.mark.parametrize("page", ["moved_inside", "moved_to_http"])
def test_a_move_to_a_closed_place_is_not(page: str) -> None:
    with pytest.raises(OutsideClosed):
        fetch(f"https://{HOST}/{page}")


def test_running_in_circles_ends() -> None:
    with pytest.raises(OutsideFailed, match="too often"):
        fetch(f"https://{HOST}/round")


def test_exactly_the_limit_is_allowed_and_one_byte_more_is_not() -> None:
    assert len(fetch(f"https://{HOST}/large", max_bytes=50_000).body) == 50_000
    with pytest.raises(OutsideFailed, match="too large"):
        fetch(f"https://{HOST}/large", max_bytes=49_999)


def test_an_endless_answer_ends_at_the_limit() -> None:
    with pytest.raises(OutsideFailed, match="too large"):
        fetch(f"https://{HOST}/endless", max_bytes=100_000)


@pytest.mark.parametrize("page", ["slow", "slow_head"])
def test_a_slow_answer_ends_in_time(page: str) -> None:
    """A byte comes every moment, so that a bound of each read alone would never be met."""
    start = time.monotonic()
    with pytest.raises(OutsideFailed):
        fetch(f"https://{HOST}/{page}", seconds=0.5)
    assert time.monotonic() - start < 5


def test_nonsense_is_reported() -> None:
    with pytest.raises(OutsideFailed):
        fetch(f"https://{HOST}/broken")


def test_a_certificate_of_another_host_is_refused() -> None:
    with pytest.raises(OutsideFailed):
        fetch("https://other.example.org/small")


def test_a_port_where_nobody_listens_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PORT", 1)
    with pytest.raises(OutsideFailed):
        fetch(f"https://{HOST}/small")

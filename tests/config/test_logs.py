"""Logs say what happened to the site and nothing about anybody."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.conf import settings
from django.test import Client

from techhire.config.logs import configure

NAME = "Ana Flores, 5 Elm Street"


class Log:
    """Everything written to the log so far, as text and as JSON lines."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured, self._text = captured, ""

    def text(self) -> str:
        self._text += self._captured.readouterr().err
        return self._text

    def entries(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text().splitlines()]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Log]:
    configure({"format": "json", "level": "INFO"})
    yield Log(capsys)
    structlog.contextvars.clear_contextvars()
    configure(settings.LOGGING)


def fail(person: str) -> None:
    raise ValueError(f"no such person: {person}")


def test_an_error_keeps_its_kind_and_its_path_but_no_values(lines: Log) -> None:
    try:
        fail(NAME)
    except ValueError:
        structlog.get_logger("techhire.test").exception("it_broke", reaction=3)
    (entry,) = lines.entries()
    assert (entry["event"], entry["error"], entry["reaction"]) == ("it_broke", "ValueError", 3)
    assert "fail" in str(entry["passed"])
    assert "Ana" not in lines.text()


def test_other_libraries_messages_stay_unfilled(lines: Log) -> None:
    try:
        fail(NAME)
    except ValueError as error:
        logging.getLogger("some.library").error("Could not write to %s", NAME, exc_info=error)
    (entry,) = lines.entries()
    assert entry["event"] == "Could not write to %s"
    assert entry["error"] == "ValueError"
    assert "Ana" not in lines.text()


def test_the_console_form_keeps_quiet_about_values_too(lines: Log) -> None:
    configure({"format": "console", "level": "INFO"})
    try:
        fail(NAME)
    except ValueError:
        structlog.get_logger("techhire.test").exception("it_broke")
    assert "ValueError" in lines.text()
    assert "Ana" not in lines.text()


@pytest.mark.django_db
def test_a_request_is_known_by_its_route_and_its_number(lines: Log, community: object) -> None:
    secret = "0123456789abcdef"
    answer = Client().get(f"/invitation/{secret}/?email=ana@example.org")
    entry = next(entry for entry in lines.entries() if entry["event"] == "request")
    assert entry["route"] == "invitation/<str:token>/"
    assert entry["status"] == 404
    assert entry["request_id"] == answer["X-Request-ID"]
    assert secret not in lines.text()
    assert "ana@" not in lines.text()


@pytest.mark.django_db
def test_every_request_has_a_number_of_its_own(community: object) -> None:
    client = Client()
    assert client.get("/health/")["X-Request-ID"] != client.get("/health/")["X-Request-ID"]


@pytest.mark.django_db
def test_a_made_up_method_is_not_repeated_in_the_log(lines: Log, community: object) -> None:
    Client().generic("ANA-FLORES", "/health/")
    assert "ANA" not in lines.text()

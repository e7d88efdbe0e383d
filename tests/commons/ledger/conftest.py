"""Facts and handlers of the tests' own, registered for one test and forgotten after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

from techhire.commons.ledger import registry, schedule


@dataclass(frozen=True)
class BellRang:
    bell_id: int
    subject: ClassVar[str] = "bell:bell_id"


@dataclass(frozen=True)
class DoorOpened:
    door_id: int
    subject: ClassVar[str] = "door:door_id"


@pytest.fixture(autouse=True)
def own_handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only handlers registered in the test itself react."""
    monkeypatch.setattr(registry, "_handlers", registry.defaultdict(dict))
    monkeypatch.setattr(registry, "_thinkers", {})
    monkeypatch.setattr(schedule, "_schedules", {})
    yield

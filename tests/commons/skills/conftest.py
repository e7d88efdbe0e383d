"""The starter framework, and a folder to put small official files in."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from techhire.commons.skills.models import Framework
from tests.factories.skills import small_starter, starter_in_database


@pytest.fixture
def starter(db: None) -> Framework:
    """The starter framework as a site loads it; half a second."""
    return starter_in_database()


@pytest.fixture
def small_language(db: None) -> Framework:
    """A starter framework of seven skills."""
    return small_starter()


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands."""
    return lambda: datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.fixture
def fixtures() -> Path:
    """Small files in official layouts, in our own words."""
    return Path(__file__).parents[2] / "fixtures"

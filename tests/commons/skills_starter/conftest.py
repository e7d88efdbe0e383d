"""The starter framework's files as rows. Plain CSV reading, so that nothing but the content is under test."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

STARTER = Path(__file__).parents[3] / "src" / "techhire" / "commons" / "skills" / "starter"


@dataclass(frozen=True)
class Line:
    """One row of a starter file with the place it stands, so that a failing test can point at it."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def _read(pattern: str) -> list[Line]:
    found: list[Line] = []
    for path in sorted(STARTER.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, restkey="too_many_cells", restval=None, strict=True)
            found.extend(Line(f"{path.name}:{reader.line_num}", row) for row in reader)
    return found


@pytest.fixture(scope="session")
def starter() -> Path:
    """The folder of the starter framework."""
    return STARTER


@pytest.fixture(scope="session")
def read() -> Callable[[str], list[Line]]:
    """A reader of every starter file that fits a pattern."""
    return _read


@pytest.fixture(scope="session")
def skills() -> list[Line]:
    return _read("skills_*.csv")


@pytest.fixture(scope="session")
def skill_slugs(skills: list[Line]) -> set[str]:
    return {skill["slug"] for skill in skills}


@pytest.fixture(scope="session")
def families() -> list[Line]:
    return _read("families_*.csv")


@pytest.fixture(scope="session")
def profiles() -> list[Line]:
    return _read("role_profiles_*.csv")


@pytest.fixture(scope="session")
def anchors() -> list[Line]:
    return _read("level_anchors_*.csv")


@pytest.fixture(scope="session")
def tasks() -> list[Line]:
    return _read("everyday_tasks.csv")

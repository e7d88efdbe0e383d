"""The demo's courses, as the table has them, and when they start."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from techhire.portals.console.demo.tables import rows_of


@dataclass(frozen=True)
class Course:
    """A program of training; ``teaches`` is (skill slug, level reached)."""

    provider: str
    name: str
    summary: str
    language: str
    family: str
    teaches: tuple[tuple[str, int], ...]
    weeks: int
    hours: int
    tuition: Decimal
    free: bool
    pace: str
    online: bool
    credential: str
    starts_every: int


@cache
def courses(community: str) -> tuple[Course, ...]:
    """The courses of one community, in the order of the table."""
    return tuple(
        Course(
            provider=row["provider"],
            name=row["name"],
            summary=row["summary"],
            language=row["language"],
            family=row["family"],
            teaches=tuple(
                (part.partition(":")[0], int(part.partition(":")[2])) for part in row["skills"].split("|")
            ),
            weeks=int(row["weeks"]),
            hours=int(row["hours"]),
            tuition=Decimal(row["tuition"]),
            free=row["free"] == "yes",
            pace=row["pace"],
            online=row["online"] == "yes",
            credential=row["credential"],
            starts_every=int(row["starts_every"]),
        )
        for row in rows_of("programs", "community", community)
    )


@dataclass(frozen=True)
class Group:
    """One cohort: it starts and ends on a day and has seats."""

    starts_on: date
    ends_on: date
    seats: int


def draw_groups(dice: random.Random, course: Course, today: date) -> list[Group]:
    """Two cohorts that ended, one that is running and two to come, on Mondays."""
    first = today + timedelta(days=dice.randrange(8, 7 * course.starts_every))
    first += timedelta(days=(7 - first.weekday()) % 7)
    groups = []
    for step in (-3, -2, -1, 0, 1):
        start = first + timedelta(weeks=step * max(course.starts_every, course.weeks // 2))
        groups.append(Group(start, start + timedelta(weeks=course.weeks), dice.choice((12, 14, 16, 20, 24))))
    return groups

"""What a posting needs: skills with levels, and the hard conditions of the job."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .codes import LEVELS

HEAVIEST = 100
MOST_SKILLS = 255


@dataclass(frozen=True, order=True)
class Requirement:
    """One skill a posting asks for.

    `weight` is a whole number from 1 to 100; preferred skills count a quarter of it. A skill that is learned on the
    job (`day_one` false) never counts, neither for the order nor as an essential.
    """

    skill: int
    level: int
    weight: int = 1
    essential: bool = True
    day_one: bool = True

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"level {self.level} is not one of the five levels")
        if not 1 <= self.weight <= HEAVIEST or int(self.weight) != self.weight:
            raise ValueError(f"weight {self.weight} is not a whole number from 1 to {HEAVIEST}")

    @property
    def quarters(self) -> int:
        """The weight in quarters: 4w for an essential skill, w for a preferred one."""
        return 4 * self.weight if self.essential else self.weight


@dataclass(frozen=True)
class Need:
    """A posting as the matcher sees it. `None` means the posting does not say; what is not said keeps nobody out.

    `place` is (latitude, longitude) in degrees; `pay_max` in cents an hour; `schedule` a set of bits the work
    requires, all of which a person must accept; `start_day` in days since 1970-01-01; `authorization` whether the
    law asks for authorization to work, `sponsorship` whether the employer offers it.
    """

    posting: int
    requirements: tuple[Requirement, ...]
    place: tuple[float, float] | None = None
    remote: bool = False
    pay_max: int | None = None
    schedule: int | None = None
    start_day: int | None = None
    sponsorship: bool | None = None
    authorization: bool = True

    def __post_init__(self) -> None:
        skills = [requirement.skill for requirement in self.requirements]
        if len(set(skills)) != len(skills):
            raise ValueError(f"posting {self.posting} asks for one skill twice")
        if self.schedule is not None and not 0 <= self.schedule <= 0xFFFF:
            raise ValueError(f"schedule {self.schedule} has more than 16 bits")
        if self.pay_max is not None and not 0 <= self.pay_max < 2**32:
            raise ValueError(f"a pay of {self.pay_max} cents an hour cannot be compared")
        if len(skills) > MOST_SKILLS:
            raise ValueError(f"posting {self.posting} asks for more than {MOST_SKILLS} skills")

    @cached_property
    def counted(self) -> tuple[Requirement, ...]:
        """The requirements that count, in the order of their skill ids: everything is summed in this order."""
        return tuple(sorted(requirement for requirement in self.requirements if requirement.day_one))

    @cached_property
    def levels(self) -> NDArray[np.int64]:
        """The required level of each counted skill."""
        return np.array([requirement.level for requirement in self.counted], dtype=np.int64)

    @cached_property
    def skills(self) -> NDArray[np.int64]:
        """The id of each counted skill, ascending."""
        return np.array([requirement.skill for requirement in self.counted], dtype=np.int64)

    @cached_property
    def quarters(self) -> NDArray[np.int64]:
        """The weight of each counted skill in quarters."""
        return np.array([requirement.quarters for requirement in self.counted], dtype=np.int64)

    @cached_property
    def essential(self) -> NDArray[np.bool_]:
        """Whether each counted skill is essential."""
        return np.array([requirement.essential for requirement in self.counted], dtype=np.bool_)

    @cached_property
    def total(self) -> int:
        """The sum of the weights that count, in quarters."""
        return int(self.quarters.sum())

    def with_level(self, skill: int, level: int) -> "Need":
        """Return this need asking another level of one skill."""
        return self._with(skill, lambda asked: replace(asked, level=level))

    def learned_on_the_job(self, skill: int) -> "Need":
        """Return this need with one skill learned on the job instead of brought along."""
        return self._with(skill, lambda asked: replace(asked, day_one=False))

    def _with(self, skill: int, change: Callable[[Requirement], Requirement]) -> "Need":
        changed = tuple(change(r) if r.skill == skill else r for r in self.requirements)
        return replace(self, requirements=changed)


@dataclass(frozen=True, eq=False)
class Needs:
    """Many postings in columns: requirement rows `starts[i]` to `starts[i + 1]` belong to posting i, by skill id."""

    needs: tuple[Need, ...]
    starts: NDArray[np.int64]
    skills: NDArray[np.int64]
    levels: NDArray[np.int64]
    quarters: NDArray[np.int64]
    essential: NDArray[np.bool_]

    @classmethod
    def of(cls, needs: Sequence[Need]) -> "Needs":
        """Lay out needs in columns."""
        sizes = [len(need.counted) for need in needs]
        rows = [requirement for need in needs for requirement in need.counted]
        return cls(
            needs=tuple(needs),
            starts=np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))).astype(np.int64),
            skills=np.array([row.skill for row in rows], dtype=np.int64),
            levels=np.array([row.level for row in rows], dtype=np.int64),
            quarters=np.array([row.quarters for row in rows], dtype=np.int64),
            essential=np.array([row.essential for row in rows], dtype=np.bool_),
        )

    def __len__(self) -> int:
        return len(self.needs)

    @cached_property
    def postings(self) -> NDArray[np.int64]:
        """The posting id of each need."""
        return np.array([need.posting for need in self.needs], dtype=np.int64)

    @cached_property
    def owner(self) -> NDArray[np.int64]:
        """The position of the posting each requirement row belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        """The sum of weights of each posting, in quarters."""
        return np.bincount(self.owner, self.quarters, len(self)).astype(np.int64)

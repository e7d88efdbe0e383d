"""Open jobs seen from everyday tasks: how near each is, because of which tasks, and what kind of work it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import EverydayTask, Skill
from techhire.commons.skills.queries import core_of_roles, origins_of_roles
from techhire.commons.skills.words import Importance, When
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.lines import Line, lines_of, shows
from techhire.plays.matches.words import Near

ALIKE = 0.6
"""Share of a posting's essential skills that a role asks for too from which it is work of that kind. Our judgment."""


@dataclass(frozen=True)
class Because:
    """Something they told they do, and the skills this job asks for that it speaks to."""

    task: EverydayTask
    skills: list[Skill]


@dataclass(frozen=True)
class Told:
    """What somebody tapped, and the level each task shows of each skill, by task id and skill id."""

    tasks: list[EverydayTask]
    shown: Mapping[int, Mapping[int, int]]

    @cached_property
    def levels(self) -> dict[int, int]:
        """The highest level of each skill, by skill id."""
        best: dict[int, int] = {}
        for skills in self.shown.values():
            for skill, level in skills.items():
                best[skill] = max(level, best.get(skill, 0))
        return best

    def because(self, lines: Iterable[Line]) -> list[Because]:
        """Each of these lines once, under the task that speaks to most of them; most first."""
        left = {line.skill.pk: line.skill for line in lines}
        reasons = []
        while left:
            task, skills = max(
                ((task, self._best(task, left)) for task in self.tasks), key=lambda pair: len(pair[1])
            )
            if not skills:
                break
            reasons.append(Because(task, [left.pop(skill) for skill in skills]))
        return reasons

    def _best(self, task: EverydayTask, among: Mapping[int, Skill]) -> list[int]:
        own = self.shown.get(task.pk, {})
        return [skill for skill in among if own.get(skill, 0) == self.levels.get(skill, -1)]


@dataclass(frozen=True)
class Glimpse:
    """One open job for somebody who tapped tasks: what they do already and why, and what is left to learn."""

    posting: Posting
    organization_name: str
    fit: float
    group: int
    has: int
    of: int
    lines: list[Line]
    because: list[Because]

    @property
    def does(self) -> list[Line]:
        """Lines their tasks speak to at the level asked."""
        return [line for line in self.lines if line.is_met]

    @property
    def to_learn(self) -> list[Line]:
        """Essential lines of day one that their tasks do not speak to yet."""
        return [
            line
            for line in self.lines
            if not line.is_met and line.when == When.DAY_ONE and line.importance == Importance.ESSENTIAL
        ]

    @property
    def left(self) -> int:
        """How many essential things are left to learn."""
        return self.of - self.has

    @property
    def near(self) -> Near:
        """How near it is, by the essential things they do and those that are left."""
        if self.left <= 0:
            return Near.THERE
        if self.left == 1 and self.has > 1:
            return Near.ONE_LEFT
        return Near.PART if self.has * 2 >= self.of else Near.FAR


def glimpse_of(posting: Posting, codes: Mapping[int, int], told: Told, *, fit: float, group: int) -> Glimpse:
    """One job for somebody with these codes by skill id, who told this."""
    lines = lines_of(posting, codes)
    has, of = shows(lines)
    return Glimpse(
        posting=posting,
        organization_name=posting.organization.name,
        fit=fit,
        group=group,
        has=has,
        of=of,
        lines=lines,
        because=told.because(line for line in lines if line.is_met),
    )


class Kinds:
    """What kind of work a posting is: the role it was made from, else the one it is most alike, else its own title."""

    def __init__(self, community: Community) -> None:
        self._roles = core_of_roles(community)
        self._origins = origins_of_roles(community)
        self._known: dict[int, object] = {}

    def of(self, posting: Posting) -> object:
        """The same for any two postings of one kind."""
        if posting.pk not in self._known:
            self._known[posting.pk] = self._same(posting.profile_id) or self._nearest(posting)
        return self._known[posting.pk]

    def first_of_each(self, postings: Iterable[Posting], many: int) -> list[Posting]:
        """The first postings, each of another kind: three of one kind under three titles would say less."""
        first: dict[object, Posting] = {}
        for posting in postings:
            first.setdefault(self.of(posting), posting)
            if len(first) == many:
                break
        return list(first.values())

    def _nearest(self, posting: Posting) -> object:
        asked = frozenset(
            row.skill_id
            for row in posting.requirements.all()
            if row.importance == Importance.ESSENTIAL and row.when == When.DAY_ONE
        )
        alike = [(*_alike(asked, core), -role) for role, core in self._roles.items()]
        inside, _likeness, role = max(alike, default=(0.0, 0.0, 0))
        return self._same(-role) if inside >= ALIKE else posting.title.casefold()

    def _same(self, role: int | None) -> int | None:
        """A copy of the community's own is of one kind with the shared role it was made from."""
        return self._origins.get(role, role) if role is not None else None


def _alike(asked: frozenset[int], core: frozenset[int]) -> tuple[float, float]:
    """The share of what is asked that the role asks for too, since ads leave things out; then that of both together."""
    both = len(asked & core)
    return both / max(len(asked), 1), both / max(len(asked | core), 1)

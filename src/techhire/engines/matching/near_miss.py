"""What one step would open for a person: a skill shown in a test, or a program completed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .codes import ReachTable, shift_of, spread
from .fit import MANY
from .layout import Terms
from .need import Needs

INTERVIEW_THRESHOLD = 0.6
"""The fit from which a person in the first group is likely to be asked in; each community sets its own."""


@dataclass(frozen=True)
class Raise:
    """One skill raised: the code the person would have after one more test at `level`."""

    skill: int
    level: int
    code: int


@dataclass(frozen=True)
class Program:
    """A program completed: the code the person would then have for each skill it teaches."""

    program: int
    codes: Mapping[int, int]


@dataclass(frozen=True)
class Step:
    """What one option changes: `gain` is postings opened less postings lost; ids are of postings.

    `moved_up` are postings not opened in which the person would stand in a better group.
    """

    option: Raise | Program
    gain: int
    opened: tuple[int, ...]
    moved_up: tuple[int, ...]


@dataclass(frozen=True)
class Outlook:
    """Postings open to a person now (first group, fit at the threshold or above), and the steps that open more."""

    open_now: tuple[int, ...]
    raises: tuple[Step, ...]
    programs: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Standing:
    """One person against many postings: fit and essentials unmet, in the order of the postings."""

    fit: NDArray[np.float64]
    unmet: NDArray[np.int64]

    @property
    def group(self) -> NDArray[np.int64]:
        """0, 1 or 2 for none, one, or two and more essentials unmet."""
        return np.minimum(self.unmet, MANY)

    def open(self, threshold: float) -> NDArray[np.bool_]:
        """Mark the postings with no essential unmet and a fit of `threshold` or more."""
        marks: NDArray[np.bool_] = (self.unmet == 0) & (self.fit >= threshold)
        return marks


@dataclass(frozen=True, eq=False)
class Sight:
    """Postings laid out for looking at one person after another, or one person again and again."""

    needs: Needs
    table: ReachTable
    skills: NDArray[np.int64] = field(init=False)
    terms: Terms = field(init=False)

    def __post_init__(self) -> None:
        needs = self.needs
        skills, columns = np.unique(needs.skills, return_inverse=True)
        terms = Terms(
            columns.astype(np.int64),
            shift_of(needs.levels),
            needs.quarters,
            needs.essential,
            self.table.grid,
            self.table.met,
        )
        object.__setattr__(self, "skills", skills)
        object.__setattr__(self, "terms", terms)

    def standing(self, codes: Mapping[int, int]) -> Standing:
        """Return where a person with these codes by skill id stands in every posting, as `fit_one` would say."""
        return self.standing_of(self.row(codes))

    def standing_of(self, row: NDArray[np.uint16]) -> Standing:
        """Return where a person stands whose codes are laid out by `row`."""
        from .float_kernels import fit_postings

        return Standing(*fit_postings(row, self.needs.starts, self.terms))

    def row(self, codes: Mapping[int, int]) -> NDArray[np.uint16]:
        """Lay out codes by skill id in the order of `skills`."""
        return np.array([codes.get(skill, 0) for skill in self.skills.tolist()], dtype=np.uint16)


def near_miss(
    codes: Mapping[int, int],
    sight: Sight,
    threshold: float = INTERVIEW_THRESHOLD,
    *,
    raise_code: Callable[[int, int], int],
    programs: Sequence[Program] = (),
) -> Outlook:
    """Return what is open to a person and what each single step would open, most first.

    `sight` holds the postings whose hard conditions the person meets; `raise_code(skill, level)` the code they would
    have after a test at that level, from their own evidence. Called twice by whoever shows it: with the codes as
    they are, and with the codes and callback of "if what you told us is confirmed".
    """
    row = sight.row(codes)
    now = sight.standing_of(row)
    looker = _Looker(sight, row, now, threshold)
    raised = [looker.step(option, {option.skill: option.code}) for option in _raises(looker, raise_code)]
    taught = [looker.step(program, program.codes) for program in programs]
    return Outlook(
        open_now=_ids(sight, now.open(threshold)),
        raises=tuple(sorted((s for s in raised if s.gain > 0), key=_most_first)),
        programs=tuple(sorted((s for s in taught if s.gain > 0 or s.moved_up), key=_most_first)),
    )


@dataclass(frozen=True, eq=False)
class _Looker:
    sight: Sight
    row: NDArray[np.uint16]
    now: Standing
    threshold: float

    def step(self, option: Raise | Program, codes: Mapping[int, int]) -> Step:
        """Return what changes if these codes replace the person's own."""
        row = self.row.copy()
        for skill, code in codes.items():
            at = np.searchsorted(self.sight.skills, skill)
            if at < len(row) and self.sight.skills[at] == skill:
                row[at] = code
        after = self.sight.standing_of(row)
        before, then = self.now.open(self.threshold), after.open(self.threshold)
        opened = then & ~before
        moved = (after.group < self.now.group) & ~opened
        gain = int(then.sum()) - int(before.sum())
        return Step(option, gain, _ids(self.sight, opened), _ids(self.sight, moved))

    def promising(self) -> NDArray[np.bool_]:
        """Mark the skills of which one raise, however good, might open a posting."""
        needs, terms = self.sight.needs, self.sight.terms
        places = self._places()
        shut = ~self.now.open(self.threshold)[needs.owner]
        lacks = needs.essential & ~terms.met[places]
        alone = self.now.unmet[needs.owner] == lacks
        room = needs.quarters * (1 - terms.grid[places]) / needs.totals[needs.owner]
        enough = self.now.fit[needs.owner] + room >= self.threshold - 1e-9
        marks = np.zeros(len(self.row), dtype=np.bool_)
        marks[terms.columns[shut & alone & enough]] = True
        return marks

    def _places(self) -> NDArray[np.int64]:
        return spread(self.row[self.sight.terms.columns]) + self.sight.terms.shifts


def _raises(looker: _Looker, raise_code: Callable[[int, int], int]) -> Iterator[Raise]:
    sight = looker.sight
    wanted = looker.promising()[sight.terms.columns]
    pairs = sorted(
        set(zip(sight.needs.skills[wanted].tolist(), sight.needs.levels[wanted].tolist(), strict=True))
    )
    for skill, level in pairs:
        yield Raise(skill, level, raise_code(skill, level))


def _ids(sight: Sight, marks: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(sight.needs.postings[marks].tolist())


def _most_first(step: Step) -> tuple[int, ...]:
    option = step.option
    name = (option.skill, option.level) if isinstance(option, Raise) else (option.program,)
    return (-step.gain, -len(step.moved_up), *name)

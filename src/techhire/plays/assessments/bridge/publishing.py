"""Tables of who reached a level by group, as they may be published: no few people can be told apart in them.

Each table is suppressed alone, then all are judged together, the plainest first: one that would tell of a few people
beside those accepted before is left out whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import contains

from techhire.engines.disclosure_control import MINIMUM, Known, Method, PublishedTable, suppress, told_apart
from techhire.engines.fairness import UNKNOWN, Group, SelectionTable, is_large_enough, selection
from techhire.plays.assessments.bridge.crowd import EVERYONE, LEVELS, TOP, By, Crowd

ROWS_GIVEN_UP = 2
"""So many rows of a table are given up, smallest first, before the whole table is."""


@dataclass(frozen=True)
class Hint:
    """A row whose counts are hidden, and yet it can be said whether it is below four fifths of the highest rate."""

    group: Group
    below: bool
    low: int
    high: int


@dataclass(frozen=True)
class Draft:
    """One table: how many of each group reached the level, and what of it may be shown."""

    crowd: Crowd
    by: By
    level: int
    shown: PublishedTable
    hints: tuple[Hint, ...] = ()

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of its rows, in order."""
        return self.crowd.groups(self.by)

    @property
    def says_something(self) -> bool:
        """Whether any rate is shown."""
        return any(cells[0] is not None for cells in self.shown.cells)

    @cached_property
    def rates(self) -> SelectionTable | None:
        """Rates and ratios of the rows that are shown whole; None for everyone together."""
        if self.by == EVERYONE:
            return None
        rows = zip(self.groups, self.shown.cells, strict=True)
        hidden = {group for group, cells in rows if None in cells}
        cases = self.crowd.cases(self.by, self.level)
        return selection(cases, self.by, apart=hidden, exact=self.crowd.exact)

    def without_smallest(self) -> Draft:
        """The same without its row of fewest people among those that show a figure."""
        rows = [
            place
            for place, cells in enumerate(self.shown.cells)
            if {*cells, self.shown.row_totals[place]} != {None}
        ]
        gone = min(rows, key=lambda place: self.crowd.number(self.by, self.groups[place]))
        cells, totals = list(self.shown.cells), list(self.shown.row_totals)
        cells[gone], totals[gone] = (None, None), None
        return replace(self, shown=replace(self.shown, cells=tuple(cells), row_totals=tuple(totals)))

    def known(self) -> list[Known]:
        """What a reader of the table knows."""
        found = []
        for group, cells, total in zip(self.groups, self.shown.cells, self.shown.row_totals, strict=True):
            told = ((0, TOP, total), (self.level, TOP, cells[0]), (0, self.level, cells[1]))
            for low, high, count in told:
                if count is not None:
                    found.append(Known(self.crowd.parts(self.by, group, low, high), count, count))
        for hint in self.hints:
            parts = self.crowd.parts(self.by, hint.group, self.level)
            found.append(Known(parts, hint.low, hint.high))
        return found


def publishable(crowd: Crowd) -> list[Draft]:
    """Every table that may be shown beside the others, the plainest judged first."""
    accepted: list[Draft] = []
    for draft in _in_order(crowd):
        if (safe := _made_safe(crowd, accepted, draft)) is not None:
            accepted.append(safe)
    for place, one in enumerate(accepted):
        hinted = replace(one, hints=tuple(_hints(one)))
        others = [*accepted[:place], *accepted[place + 1 :]]
        if hinted.hints and _are_safe(crowd, [*others, hinted]):
            accepted[place] = hinted
    return accepted


def _in_order(crowd: Crowd) -> Iterator[Draft]:
    """Everyone first, then single dimensions, then crossed ones; within these the level nearest to half of all."""
    people = crowd.number(EVERYONE, ())
    order = sorted(LEVELS, key=lambda level: abs(2 * crowd.number(EVERYONE, (), level) - people))
    plain = {by: _drafts(crowd, by) for by in crowd.ways if len(by) < 2}
    for size in (0, 1):
        for level in order:
            yield from (drafts[level] for by, drafts in plain.items() if len(by) == size)
    for by in crowd.ways:
        if len(by) == 2:
            yield from _crossed(crowd, by, order)


def _made_safe(crowd: Crowd, accepted: Sequence[Draft], draft: Draft) -> Draft | None:
    """The table, without its smallest rows where they tell too much; None where nothing worth showing is left."""
    for _unused in range(ROWS_GIVEN_UP + 1):
        if not draft.says_something:
            return None
        if not _tells_of_steps(accepted, draft) and _are_safe(crowd, [*accepted, draft]):
            return draft
        draft = draft.without_smallest()
    return None


def _drafts(crowd: Crowd, by: By) -> dict[int, Draft]:
    """A table for each level; who is hidden whole follows from the people alone, so that levels do not disagree."""
    groups = crowd.groups(by)
    silent = {place for place, group in enumerate(groups) if UNKNOWN in group}
    whole = suppress([[crowd.number(by, group)] for group in groups], first=silent)
    hidden = {place for place, total in enumerate(whole.row_totals) if total is None}
    found = {}
    for level in LEVELS:
        rows = [[crowd.number(by, g, level), crowd.number(by, g, 0, level)] for g in groups]
        found[level] = Draft(crowd, by, level, suppress(rows, hidden=hidden, first=silent))
    return found


def _crossed(crowd: Crowd, by: By, order: Sequence[int]) -> Iterator[Draft]:
    """Tables of two dimensions, of the groups that are large enough to be named in tables of one.

    Their totals are known, so who is hidden follows from both directions, the others together being one more group.
    Whoever is hidden at the level judged first is hidden at the later ones too.
    """
    named = [_large(crowd, dimension) for dimension in by]
    hidden: set[Group] = set()
    for level in order:
        for low, high in ((0, TOP), (level, TOP), (0, level)):
            hidden |= _hidden_both_ways(crowd, by, named, low, high)
        cells: list[tuple[int | None, int | None]] = []
        for group in crowd.groups(by):
            is_shown = group not in hidden and all(map(contains, named, group))
            counts = crowd.number(by, group, level), crowd.number(by, group, 0, level)
            cells.append(counts if is_shown else (None, None))
        totals = tuple(None if a is None or b is None else a + b for a, b in cells)
        yield Draft(
            crowd, by, level, PublishedTable(Method.SUPPRESSED, tuple(cells), totals, (None, None), None)
        )


def _large(crowd: Crowd, dimension: str) -> list[str]:
    """The kinds of a dimension with at least ten people, the unknown aside."""
    kinds = crowd.kinds[dimension]
    return [one for one in kinds if one != UNKNOWN and crowd.number((dimension,), (one,)) >= MINIMUM]


def _hidden_both_ways(
    crowd: Crowd, by: By, named: Sequence[Sequence[str]], low: int, high: int
) -> set[Group]:
    """Cells of a table of people between two levels that small ones take with them; all not named are its last line."""
    down, across = named
    if not down or not across:
        return set()
    grid = [[crowd.number(by, (one, other), low, high) for other in across] for one in down]
    for one, row in zip(down, grid, strict=True):
        row.append(crowd.number(by[:1], (one,), low, high) - sum(row))
    others = [crowd.number(by[1:], (other,), low, high) for other in across]
    others.append(crowd.number(EVERYONE, (), low, high) - sum(others))
    grid.append([count - sum(column) for count, column in zip(others, zip(*grid, strict=True), strict=True)])
    grid[-1][-1] = crowd.number(EVERYONE, (), low, high) - sum(map(sum, grid[:-1])) - sum(grid[-1][:-1])
    table = suppress(grid, first={len(down)})
    return {
        (one, other)
        for one, row in zip(down, table.cells, strict=False)
        for other, count in zip(across, row, strict=False)
        if count is None
    }


def _tells_of_steps(accepted: Sequence[Draft], draft: Draft) -> bool:
    """Whether a row shown here and at another level tells of few people between the two, without any arithmetic."""
    for other in accepted:
        if other.by == draft.by:
            low, high = sorted((other.level, draft.level))
            for group, mine, theirs in zip(draft.groups, draft.shown.cells, other.shown.cells, strict=True):
                both = mine[0] is not None and theirs[0] is not None
                if both and draft.crowd.number(draft.by, group, low, high) < MINIMUM:
                    return True
    return False


def _are_safe(crowd: Crowd, drafts: Sequence[Draft]) -> bool:
    known = [*crowd.ties(), *(one for draft in drafts for one in draft.known())]
    ways = [by for by in crowd.ways if len(by) < 2 or any(draft.by == by for draft in drafts)]
    return told_apart(known, crowd.small(ways, {draft.level for draft in drafts})) is None


def _hints(draft: Draft) -> Iterator[Hint]:
    """For hidden rows: whether they are below four fifths, where either answer leaves 0 to 9 people possible."""
    table = draft.rates
    if table is None or table.highest is None:
        return
    best = next(row for row in table.rows if row.group == table.highest)
    if not best.selected:
        return
    for group, cells, people in zip(draft.groups, draft.shown.cells, draft.shown.row_totals, strict=True):
        if people is None or UNKNOWN in group or None not in cells:
            continue
        if not is_large_enough(people, table.people):
            continue
        needed = -(-4 * best.selected * people // (5 * best.people))
        if needed >= MINIMUM and people - needed >= MINIMUM - 1:
            below = draft.crowd.number(draft.by, group, draft.level) < needed
            yield Hint(group, below, 0 if below else needed, needed - 1 if below else people)

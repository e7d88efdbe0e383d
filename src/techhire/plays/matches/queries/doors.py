"""Could I do this? From everyday tasks to three open jobs and one next step, without an account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import EverydayTask, Skill
from techhire.commons.skills.queries import task_lines
from techhire.commons.skills.words import When
from techhire.engines import evidence
from techhire.engines.matching import Needs, Sight
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import postings_laid_out, reach_table
from techhire.plays.matches.queries.lines import Line, lines_of, shows
from techhire.plays.matches.queries.steps import (
    NearMisses,
    Pieces,
    Step,
    as_if_confirmed,
    code_of,
    steps_over,
)

SHOWN_JOBS = 3
MANY_YEARS = 6.0


@dataclass(frozen=True)
class Glimpse:
    """One open job for somebody who tapped tasks: what they do already, and what is left to learn."""

    posting: Posting
    organization_name: str
    fit: float
    group: int
    has: int
    of: int
    lines: list[Line]

    @property
    def does(self) -> list[Line]:
        """Lines their tasks speak to at the level asked."""
        return [line for line in self.lines if line.is_met]

    @property
    def to_learn(self) -> list[Line]:
        """Lines needed on day one that their tasks do not speak to yet."""
        return [line for line in self.lines if not line.is_met and line.when == When.DAY_ONE]


@dataclass(frozen=True)
class CouldI:
    """Everything the page says: tasks, the skills behind them, three jobs, one next step, how many jobs open."""

    tasks: list[EverydayTask]
    skills: list[tuple[Skill, int]]
    jobs: list[Glimpse]
    step: Step | None
    open_if_confirmed: int
    considered: int


def could_i(community: Community, tasks: Iterable[str], /, *, today: date) -> CouldI:
    """What somebody who does these things (slugs) could do here, if what they told us is confirmed.

    Place, pay and hours are not asked, so nothing of that kind keeps a job away.
    """
    chosen = list(EverydayTask.objects.filter(slug__in=list(tasks)).order_by("text"))
    levels = task_lines([task.pk for task in chosen])
    said: Pieces = {
        skill: [evidence.Piece(evidence.Kind.CLAIM, level, "self", community.as_of)]
        for skill, level in levels.items()
    }
    laid_out = postings_laid_out(community.pk)
    codes = {
        skill: code_of(as_if_confirmed(some, community.as_of), community.as_of, MANY_YEARS)
        for skill, some in said.items()
    }
    misses = steps_over(community, laid_out.needs.needs, said, today=today, limit=1)
    skills = Skill.objects.in_bulk(list(levels))
    return CouldI(
        tasks=chosen,
        skills=sorted(
            ((skills[pk], level) for pk, level in levels.items()), key=lambda pair: (-pair[1], pair[0].name)
        ),
        jobs=list(_first(_glimpses(laid_out.postings, laid_out.needs, codes))) if codes else [],
        step=_next(misses) if codes else None,
        open_if_confirmed=misses.open_if_confirmed,
        considered=len(laid_out.postings),
    )


def _glimpses(postings: list[Posting], needs: Needs, codes: dict[int, int]) -> Iterator[Glimpse]:
    standing = Sight(needs, reach_table()).standing(codes)
    order = sorted(
        (at for at in range(len(postings)) if standing.fit[at] > 0),
        key=lambda at: (int(standing.group[at]), -float(standing.fit[at]), -postings[at].pk),
    )
    for at in order:
        lines = lines_of(postings[at], codes)
        has, of = shows(lines)
        yield Glimpse(
            posting=postings[at],
            organization_name=postings[at].organization.name,
            fit=float(standing.fit[at]),
            group=int(standing.group[at]),
            has=has,
            of=of,
            lines=lines,
        )


def _first(glimpses: Iterator[Glimpse]) -> Iterator[Glimpse]:
    """The best jobs, each of another kind: three of one kind would say less."""
    seen: set[object] = set()
    for glimpse in glimpses:
        kind = glimpse.posting.profile_id or glimpse.posting.title.casefold()
        if kind not in seen:
            seen.add(kind)
            yield glimpse
        if len(seen) == SHOWN_JOBS:
            return


def _next(misses: NearMisses) -> Step | None:
    """The step that opens most if what they told us is confirmed."""
    return misses[0] if misses else None

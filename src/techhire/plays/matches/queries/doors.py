"""Could I do this? From everyday tasks to three open jobs and one next step, without an account."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import EverydayTask, Skill
from techhire.commons.skills.queries import task_levels
from techhire.engines import evidence
from techhire.engines.matching import Sight, Standing
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import LaidOut, postings_laid_out, reach_table
from techhire.plays.matches.queries.glimpses import Glimpse, Kinds, Told, glimpse_of
from techhire.plays.matches.queries.steps import (
    NearMisses,
    Pieces,
    Step,
    as_if_confirmed,
    code_of,
    steps_over,
)
from techhire.plays.matches.words import Near
from techhire.plays.providers.queries import ProgramOffer, program_offers

SHOWN_JOBS = 3
MANY_YEARS = 6.0
MANY_STEPS = 500
HIGHEST = 3
"""A next step from everyday work leads to working alone, not beyond."""


@dataclass(frozen=True)
class Why:
    """Why a step is the next one: a job it opens or brings nearer, and which of the skills left there it gives."""

    job: Glimpse
    skills: list[Skill]


@dataclass(frozen=True)
class CouldI:
    """Everything the page says: tasks, the skills behind them, three jobs, one next step, how many jobs open.

    ``asked`` is the open job somebody came from, which is not among the three.
    """

    tasks: list[EverydayTask]
    skills: list[tuple[Skill, int]]
    jobs: list[Glimpse]
    step: Step | None
    open_if_confirmed: int
    considered: int
    why: Why | None = None
    asked: Glimpse | None = None

    @property
    def near(self) -> Near | None:
        """How near the nearest of the jobs is; None where there is none."""
        order = list(Near)
        return min((job.near for job in self.jobs), key=order.index, default=None)


def could_i(
    community: Community, tasks: Iterable[str], /, *, today: date, language: str = "", job: str = ""
) -> CouldI:
    """What somebody who does these things (slugs) could do here, if what they told us is confirmed.

    Place, pay and hours are not asked, so nothing of that kind keeps a job away. ``language`` is the reader's: a
    program held in another is named only where there is no other step. ``job`` is the identifier of an open posting
    that is answered for by itself, however far it is.
    """
    chosen = list(EverydayTask.objects.filter(slug__in=list(tasks)).order_by("text"))
    told = Told(chosen, task_levels([task.pk for task in chosen]))
    said: Pieces = {
        skill: [evidence.Piece(evidence.Kind.CLAIM, level, "self", community.as_of)]
        for skill, level in told.levels.items()
    }
    laid_out = postings_laid_out(community.pk)
    codes = {
        skill: code_of(as_if_confirmed(some, community.as_of), community.as_of, MANY_YEARS)
        for skill, some in said.items()
    }
    offers = program_offers(community, today)
    misses = steps_over(community, laid_out.needs.needs, said, offers, limit=MANY_STEPS, highest=HIGHEST)
    skills = Skill.objects.in_bulk(list(told.levels))
    standing = Sight(laid_out.needs, reach_table()).standing(codes)
    place = _Place(laid_out, standing, codes, told, Kinds(community))
    jobs = place.jobs if codes else []
    asked = next((one for one in laid_out.postings if str(one.identifier) == job), None)
    step = _next(misses, place, offers, language) if codes else None
    return CouldI(
        tasks=chosen,
        skills=sorted(
            ((skills[pk], level) for pk, level in told.levels.items()),
            key=lambda pair: (-pair[1], pair[0].name),
        ),
        jobs=[one for one in jobs if asked is None or one.posting.pk != asked.pk],
        step=step,
        open_if_confirmed=misses.open_if_confirmed,
        considered=len(laid_out.postings),
        why=_why(step, place) if step else None,
        asked=place.glimpse(asked) if asked else None,
    )


@dataclass(frozen=True, eq=False)
class _Place:
    """Where somebody with these codes by skill id, who told this, stands among the open postings."""

    laid_out: LaidOut
    standing: Standing
    codes: Mapping[int, int]
    told: Told
    kinds: Kinds
    left: dict[int, dict[int, int]] = field(default_factory=dict)
    opened: dict[tuple[int, ...], list[Posting]] = field(default_factory=dict)

    @cached_property
    def jobs(self) -> list[Glimpse]:
        """The best jobs, each of another kind: those with no essential left first, then the better fit."""
        fit, group, postings = self.standing.fit, self.standing.group, self.laid_out.postings
        order = sorted(
            (at for at in range(len(postings)) if fit[at] > 0),
            key=lambda at: (int(group[at]) > 0, -float(fit[at]), -postings[at].pk),
        )
        first = self.kinds.first_of_each((postings[at] for at in order), SHOWN_JOBS)
        return [self.glimpse(posting) for posting in first]

    @cached_property
    def shown(self) -> set[object]:
        """The kinds of the jobs shown."""
        return {self.kinds.of(job.posting) for job in self.jobs}

    def opened_by(self, step: Step) -> list[Posting]:
        """The postings a step opens that are of a kind shown, in the order they are laid out; worked out once."""
        if step.opened not in self.opened:
            places = sorted({self.laid_out.place[pk] for pk in step.opened})
            there = [self.laid_out.postings[at] for at in places]
            self.opened[step.opened] = [one for one in there if self.kinds.of(one) in self.shown]
        return self.opened[step.opened]

    def left_for(self, posting: Posting) -> dict[int, int]:
        """Skills still to learn for a posting, with the level asked; worked out once."""
        if posting.pk not in self.left:
            lines = self.glimpse(posting).to_learn
            self.left[posting.pk] = {line.skill.pk: line.required for line in lines}
        return self.left[posting.pk]

    def glimpse(self, posting: Posting) -> Glimpse:
        """One posting as this person sees it."""
        at = self.laid_out.place[posting.pk]
        fit, group = float(self.standing.fit[at]), int(self.standing.group[at])
        return glimpse_of(posting, self.codes, self.told, fit=fit, group=group)


def _next(misses: NearMisses, place: _Place, offers: Sequence[ProgramOffer], language: str) -> Step | None:
    """The step that opens most jobs of the kinds shown, of equals the shortest; else the program that brings nearer.

    What opens jobs far from everything somebody does is no next step for them, nor is a program of which no job needs
    more than one thing.
    """
    opening = [step for step in misses.steps if step.gain_if_confirmed > 0 and _is_worth_it(step, place)]
    opening = [step for step in opening if not _is_foreign(step.program, language)] or opening
    if opening:
        return min(
            opening,
            key=lambda step: (
                -len(place.opened_by(step)),
                _first_opened(step, place.jobs),
                step.weeks or 0,
                step.tuition or 0,
            ),
        )
    return _toward(misses, place.jobs, offers, language)


def _is_worth_it(step: Step, place: _Place) -> bool:
    """Whether it opens a job of a kind shown; a program also has to give two things left for one of them."""
    given = [_given(_gives(step), place.left_for(one)) for one in place.opened_by(step)]
    return max(given, default=0) > (step.program is not None)


def _first_opened(step: Step, jobs: Sequence[Glimpse]) -> int:
    """The place of the first shown job the step opens; behind all where it opens none of them."""
    return next((at for at, job in enumerate(jobs) if job.posting.pk in step.opened), len(jobs))


def _toward(
    misses: NearMisses, jobs: Sequence[Glimpse], offers: Sequence[ProgramOffer], language: str
) -> Step | None:
    known = {step.program.program_id: step for step in misses.steps if step.program is not None}
    for job in jobs:
        left = {line.skill.pk: line.required for line in job.to_learn}
        ranked = sorted(
            (-_given(offer.teaches, left), _is_foreign(offer, language), not offer.free, offer.tuition, at)
            for at, offer in enumerate(offers)
            if _given(offer.teaches, left)
        )
        if ranked:
            offer = offers[ranked[0][-1]]
            return known.get(offer.program_id) or Step.of_program(offer)
    return _heaviest(jobs)


def _heaviest(jobs: Sequence[Glimpse]) -> Step | None:
    """The skill left to learn that matters most for the nearest job that leaves any."""
    for job in jobs:
        weights = {row.skill_id: row.weight for row in job.posting.requirements.all()}
        lines = sorted(job.to_learn, key=lambda line: (-weights[line.skill.pk], line.skill.name))
        if lines:
            return Step("skill", lines[0].skill, lines[0].required, None, 0, 0, 0)
    return None


def _given(teaches: Mapping[int, int], left: Mapping[int, int]) -> int:
    """How many of the skills left a program takes somebody to the level asked in."""
    return sum(teaches.get(skill, 0) >= level for skill, level in left.items())


def _is_foreign(offer: ProgramOffer | None, language: str) -> bool:
    return bool(offer and language and offer.language and offer.language != language)


def _why(step: Step, place: _Place) -> Why | None:
    """The job it gives most for: a shown one it opens, else another of their kinds, else a shown one it helps with."""
    gives = _gives(step)
    shown = [job for job in place.jobs if job.posting.pk in step.opened]
    others = place.opened_by(step)
    example = max(others, key=lambda one: _given(gives, place.left_for(one)), default=None)
    for job in (*shown, *([place.glimpse(example)] if example else []), *place.jobs):
        skills = [line.skill for line in job.to_learn if gives.get(line.skill.pk, 0) >= line.required]
        if skills:
            return Why(job, skills)
    return None


def _gives(step: Step) -> Mapping[int, int]:
    if step.program is not None:
        return step.program.teaches
    return {step.skill.pk: step.level or 0} if step.skill else {}

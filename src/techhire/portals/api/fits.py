"""Jobs that fit me, why others are not shown, and the nearest steps that would open more."""

from types import SimpleNamespace
from typing import Any

from django.http import Http404
from ninja import Query, Router

from techhire.plays.marketplace.queries import posting_by_identifier
from techhire.plays.marketplace.rules import in_sight
from techhire.plays.matches.queries import fit_for, jobs_for, near_misses, worth_of_tests
from techhire.portals.api.fields import Identifier, Shown, Spoken
from techhire.portals.api.jobs import JobBrief
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_in
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.steps import StepShown, step_shown
from techhire.portals.api.tokens import reader
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["My jobs"])
MOST = 200


class LineShown(Shown):
    """A requirement answered for one person, in words."""

    skill: SkillNamed
    required: int
    importance: str
    when: str
    word: str
    says: Spoken
    is_met: bool


class FitShown(Shown):
    """A job for one person. ``fit`` says how skills and requirements meet; it is no chance of being hired."""

    job: JobBrief
    fit: float
    words: Spoken
    shows: int
    of: int
    lines: list[LineShown]
    why_not: list[Spoken]
    unknown: list[Spoken]
    minutes: int | None

    @staticmethod
    def resolve_job(row: Any) -> Any:
        """The posting itself."""
        return row.posting


class WorthShown(Shown):
    """What a supervised test of a skill may do for my place, others as they stand: half, quarter, tenth or rare.

    ``among_first`` is the chance to be among the first five after it, ``lower`` the chance that it lowers me. Both are
    coarse, and nothing is told where fewer than ten others are in order.
    """

    skill: SkillNamed
    level: int
    among_first: str
    among_first_says: Spoken
    lower: str
    lower_says: Spoken

    @staticmethod
    def resolve_among_first(row: Any) -> Any:
        """The code of the chance."""
        return row.among_first.code

    @staticmethod
    def resolve_among_first_says(row: Any) -> Any:
        """The chance in words."""
        return row.among_first.says

    @staticmethod
    def resolve_lower(row: Any) -> Any:
        """The code of the chance."""
        return row.lower.code

    @staticmethod
    def resolve_lower_says(row: Any) -> Any:
        """The chance in words."""
        return row.lower.says


class FitInFull(FitShown):
    """A job for me, and what tests offered here may do for it."""

    tests: list[WorthShown]


class StepsShown(Shown):
    """Jobs open to me now and if what I told is confirmed, of how many, and the steps that open most."""

    open_now: int
    open_if_confirmed: int
    considered: int
    claims_only: bool
    steps: list[StepShown]


class Hidden(Paging):
    """Which page; ``hidden`` adds jobs that something keeps away, after the others."""

    hidden: bool = False


@router.get("me/fits", response=answers(Page[FitShown], found=True))
def my_fits(request: Request, asked: Query[Hidden]) -> Any:
    """Open jobs, best fit first: the first two hundred."""
    return fits_page(request, own_record(request), asked, asked.hidden)


def fits_page(request: Request, seeker: Any, asked: Paging, hidden: bool) -> dict[str, Any]:
    """A page of jobs for one person."""
    today = request.today
    rows = jobs_for(request.actor, seeker, today=today, limit=MOST, with_hidden=hidden)
    return page_in(rows, asked, name=f"fits:{seeker.pk}:{hidden}")


@router.get("me/fits/{identifier}", response=answers(FitInFull, found=True))
def my_fit(request: Request, identifier: Identifier) -> Any:
    """One open job for me, whatever stands against it."""
    posting = posting_by_identifier(request.actor, identifier)
    if posting is None or not in_sight(posting):
        raise Http404
    seeker = own_record(request)
    fit = fit_for(request.actor, seeker, posting)
    tests = worth_of_tests(request.actor, seeker, posting, fit.lines)
    return SimpleNamespace(**vars(fit), tests=tests)


@router.get("me/steps", response=answers(StepsShown, found=True))
def my_steps(request: Request) -> Any:
    """The nearest steps that would open more jobs to me."""
    misses = near_misses(request.actor, own_record(request), today=request.today)
    names = ("open_now", "open_if_confirmed", "considered", "claims_only")
    said = {name: getattr(misses, name) for name in names}
    return said | {"steps": [step_shown(step) for step in misses.steps]}

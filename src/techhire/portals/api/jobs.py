"""Open jobs, as anybody may read them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query, Router

from techhire.plays.marketplace.queries import (
    employer_at,
    open_jobs_of,
    posting_by_identifier,
    requirements_of,
    search_postings,
)
from techhire.plays.marketplace.rules import in_sight
from techhire.plays.matches.queries import ranking_notice
from techhire.portals.api.communities import OrganizationShown
from techhire.portals.api.fields import Identifier, Shown, Slug
from techhire.portals.api.paging import Page, Paging, Searching, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import AskLine
from techhire.portals.api.tokens import anybody
from techhire.portals.layout.request import Request

router = Router(auth=anybody, tags=["Jobs"])


class EmployerNamed(Shown):
    """An employer by name."""

    slug: str
    name: str


class JobBrief(Shown):
    """A job in a list."""

    identifier: str
    title: str
    employer: EmployerNamed
    workplace: str
    employment_type: str
    city: str
    state_code: str
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_unit: str
    published_at: datetime | None
    valid_through: date | None
    language: str

    @staticmethod
    def resolve_identifier(row: Any) -> str:
        """The identifier as text."""
        return str(row.identifier)

    @staticmethod
    def resolve_employer(row: Any) -> Any:
        """The organization that posted it."""
        return row.organization


class RankingShown(Shown):
    """Whether people are put in order for a job, from which day on, and the yearly audit of it."""

    is_ranked: bool
    since: date | None
    audit_url: str


class JobShown(JobBrief):
    """A job in full, with what it asks for."""

    text: str
    soc_code: str
    openings: int
    zip_code: str
    schedule: int
    starts_on: date | None
    sponsors: bool | None
    later_checks: str
    fair_chance: bool
    ranking: RankingShown
    asks: list[AskLine]

    @staticmethod
    def resolve_ranking(row: Any) -> Any:
        """The notice that stands on the job."""
        return ranking_notice(row)

    @staticmethod
    def resolve_asks(row: Any) -> Any:
        """Essential before preferred, heavier first."""
        return requirements_of(row)


class EmployerShown(OrganizationShown):
    """An employer as everybody may read about it, and how many jobs it has open."""

    open_jobs: int

    @staticmethod
    def resolve_open_jobs(row: Any) -> int:
        """How many."""
        return open_jobs_of(row).count()


class JobSearch(Searching):
    """Which page of jobs that hold these words; ``remote`` keeps those done from home."""

    remote: bool = False


@router.get("jobs", response=answers(Page[JobBrief]))
def jobs(request: Request, asked: Query[JobSearch]) -> Any:
    """Open jobs, newest first."""
    rows = search_postings(request.community, words=asked.q, remote=asked.remote)
    return page_of(rows, asked, by=("-published_at", "-pk"), name="jobs")


@router.get("jobs/{identifier}", response=answers(JobShown, found=True))
def job(request: Request, identifier: Identifier) -> Any:
    """One open job with what it asks for."""
    found = posting_by_identifier(request.actor, identifier)
    if found is None or not in_sight(found):
        raise Http404
    return found


@router.get("employers/{slug}", response=answers(EmployerShown, found=True))
def employer(request: Request, slug: Slug) -> Any:
    """One employer that has or had a job everybody could read: what it tells about itself."""
    return _employer(request, slug)


@router.get("employers/{slug}/jobs", response=answers(Page[JobBrief], found=True))
def jobs_of_employer(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Its open jobs, newest first."""
    rows = open_jobs_of(_employer(request, slug))
    return page_of(rows, asked, by=("-published_at", "-pk"), name=f"employer:{slug}")


def _employer(request: Request, slug: str) -> Any:
    found = employer_at(request.actor, slug)
    if found is None:
        raise Http404
    return found

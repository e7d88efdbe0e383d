"""Onramps: supervised test days, who is on the list, and who came. Codes for borrowed computers are made on pages."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import AfterValidator, AwareDatetime, Field

from techhire.plays.assessments.actions.supervised import (
    MOST_SEATS,
    call_off_test_day,
    change_test_day,
    close_check_in,
    close_test_day,
    confirm_identity,
    list_person,
    open_test_day,
    plan_test_day,
    unlist_person,
)
from techhire.plays.assessments.queries.test_days import (
    day_numbered,
    days_of,
    list_of,
    person_who_came,
    plannable_tests,
)
from techhire.plays.assessments.words import IdentityCheck
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.fields import (
    EARLIEST,
    LATEST,
    Given,
    Number,
    PersonCode,
    Shown,
    Slug,
    Version,
    line,
)
from techhire.portals.api.looks import note_names
from techhire.portals.api.paging import Page, Paging, page_in
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.api.training import PersonNamed, own_organization
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Test days"])


def _plausible(value: datetime) -> datetime:
    if not EARLIEST <= value.date() <= LATEST:
        raise ValueError("a moment from 1990 to 2100")
    return value.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_plausible)]


class TestShown(Shown):
    """A test of the community's own that can be given under supervision."""

    __test__ = False
    id: int
    title: str
    skill: SkillNamed
    questions_at_most: int


class DayShown(Shown):
    """A test day: when, where, how many seats, people on the list, and people who came."""

    id: int
    starts_at: datetime
    place: str
    seats: int
    state: str
    people: int
    came: int
    version: int


class SatShown(Shown):
    """A test somebody began at a test day: how far it is, never how well it went."""

    title: str
    state: str
    answered: int
    at_most: int


class HeldShown(Shown):
    """A test somebody took too short a time before the test day, and the first day they can begin it again."""

    title: str
    first_day: date


class ListedShown(Shown):
    """Somebody on the list, by number; ``how`` says in which way staff made sure who they are, once they did.

    ``held`` are those of the ``tests`` that cannot be begun at this test day.
    """

    id: int
    number: int
    person: PersonNamed
    confirmed: bool
    how: str
    tests: list[str]
    held: list[HeldShown]
    begun: list[SatShown]


class DayOpened(DayShown):
    """A test day with its list."""

    listed: list[ListedShown]


class DayGiven(Given):
    """A test day to plan; ``tests`` are ids of tests that can be given."""

    starts_at: Moment
    place: Annotated[str, line(160, least=1)]
    seats: Annotated[int, Field(strict=True, ge=1, le=MOST_SEATS)] = 10
    tests: Annotated[
        list[Annotated[int, Field(strict=True, ge=1, le=10**18)]], Field(min_length=1, max_length=50)
    ]


class DayChanged(DayGiven):
    """A test day as it is to be, in full."""

    version: Version | None = None


class ListingGiven(Given):
    """Who goes on the list, by the code they told you."""

    person: PersonCode


class IdentityGiven(Given):
    """How staff made sure who somebody is; never a number of a document."""

    how: IdentityCheck


def own_test_day(request: Request, slug: str, number: str) -> Any:
    """A test day of the token's own onramp; else 404."""
    organization = own_organization(request, slug, "onramp")
    day = day_numbered(request.actor, int(number))
    if day is None or day.organization_id != organization.pk:
        raise Http404
    return day


def _opened(request: Request, day: Any) -> dict[str, Any]:
    """A test day with its list; each person can read that staff saw their name."""
    rows = list_of(request.actor, day, request.now)
    note_names(request, [row.check_in.seeker_id for row in rows], Purpose.TESTING, day.organization_id)
    came = sum(row.check_in.confirmed_at is not None for row in rows)
    return _day(day, len(rows), came) | {"listed": [_listed(row) for row in rows]}


def _day(day: Any, people: int, came: int) -> dict[str, Any]:
    said = {name: getattr(day, name) for name in ("starts_at", "place", "seats", "state", "version")}
    return said | {"id": day.pk, "people": people, "came": came}


def _listed(row: Any) -> dict[str, Any]:
    return {
        "id": row.check_in.pk,
        "number": row.check_in.number,
        "person": row.check_in.seeker,
        "confirmed": row.check_in.confirmed_at is not None,
        "how": row.check_in.how,
        "tests": [test.title for test in row.tests],
        "held": [{"title": one.test.title, "first_day": one.day} for one in row.held],
        "begun": [
            {
                "title": one.sitting.assessment.title,
                "state": one.sitting.state,
                "answered": one.answered,
                "at_most": one.at_most,
            }
            for one in row.watched
        ],
    }


@router.get("onramps/{slug}/tests", response=answers(list[TestShown], found=True))
def tests_to_give(request: Request, slug: Slug) -> Any:
    """Tests my onramp can give at a test day, by skill."""
    own_organization(request, slug, "onramp")
    return [
        {"id": test.pk, "title": test.title, "skill": test.bank.skill, "questions_at_most": test.max_items}
        for test in plannable_tests(request.actor)
    ]


@router.get("onramps/{slug}/test-days", response=answers(Page[DayShown], found=True))
def test_days(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Test days of my onramp, those to come first."""
    organization = own_organization(request, slug, "onramp")
    page = page_in(days_of(request.actor, organization), asked, name=f"test-days:{organization.pk}")
    return page | {"items": [_day(row.day, row.people, row.came) for row in page["items"]]}


@router.post(
    "onramps/{slug}/test-days",
    response=answers(DayOpened, status=201, found=True, written=True),
    auth=writer,
)
def plan_day(request: Request, slug: Slug, body: DayGiven) -> Any:
    """Plan a test day."""
    organization = own_organization(request, slug, "onramp")
    day = plan_test_day(request.actor, organization, **_said(request, body), now=request.now)
    return Status(201, _opened(request, day))


def _said(request: Request, body: DayGiven) -> dict[str, Any]:
    known = {test.pk: test for test in plannable_tests(request.actor)}
    if not set(body.tests) <= known.keys():
        raise Http404
    said: dict[str, Any] = {"place": body.place, "starts_at": body.starts_at, "seats": body.seats}
    return said | {"assessments": [known[pk] for pk in body.tests]}


@router.get("onramps/{slug}/test-days/{number}", response=answers(DayOpened, found=True))
def open_day_page(request: Request, slug: Slug, number: Number) -> Any:
    """One test day with its list, in the order of the numbers."""
    return _opened(request, own_test_day(request, slug, number))


@router.put(
    "onramps/{slug}/test-days/{number}", response=answers(DayOpened, found=True, written=True), auth=writer
)
def move_day(request: Request, slug: Slug, number: Number, body: DayChanged) -> Any:
    """Change time, place, seats or tests of a day that is not over; whoever is on the list gets a letter."""
    day, said = own_test_day(request, slug, number), _said(request, body)
    changed = change_test_day(request.actor, day, **said, expected_version=body.version, now=request.now)
    return _opened(request, changed)


@router.post(
    "onramps/{slug}/test-days/{number}/open",
    response=answers(DayOpened, found=True, written=True),
    auth=writer,
)
def open_check_in(request: Request, slug: Slug, number: Number) -> Any:
    """Open check-in, on the day itself."""
    day = open_test_day(request.actor, own_test_day(request, slug, number), now=request.now)
    return _opened(request, day)


@router.post(
    "onramps/{slug}/test-days/{number}/close-check-in",
    response=answers(DayOpened, found=True, written=True),
    auth=writer,
)
def close_check_in_again(request: Request, slug: Slug, number: Number) -> Any:
    """Undo an opening that was a mistake, while nobody has begun; whoever was checked in is checked in no more."""
    day = close_check_in(request.actor, own_test_day(request, slug, number), now=request.now)
    return _opened(request, day)


@router.post(
    "onramps/{slug}/test-days/{number}/close",
    response=answers(DayOpened, found=True, written=True),
    auth=writer,
)
def close_day(request: Request, slug: Slug, number: Number) -> Any:
    """End the day; tests under way close with what was answered."""
    day = close_test_day(request.actor, own_test_day(request, slug, number), now=request.now)
    return _opened(request, day)


@router.post(
    "onramps/{slug}/test-days/{number}/call-off",
    response=answers(DayOpened, found=True, written=True),
    auth=writer,
)
def call_day_off(request: Request, slug: Slug, number: Number) -> Any:
    """Say that a planned day does not take place; people on the list who have an e-mail get a letter."""
    day = call_off_test_day(request.actor, own_test_day(request, slug, number), now=request.now)
    return _opened(request, day)


@router.post(
    "onramps/{slug}/test-days/{number}/people",
    response=answers(DayOpened, status=201, found=True, written=True),
    auth=writer,
)
def put_on_list(request: Request, slug: Slug, number: Number, body: ListingGiven) -> Any:
    """Put somebody on the list for every test of the day, by the code they told you."""
    day = own_test_day(request, slug, number)
    seeker = person_who_came(request.actor, day.organization, body.person)
    if seeker is None:
        raise Http404
    list_person(request.actor, day, seeker, now=request.now)
    return Status(201, _opened(request, day))


@router.post(
    "onramps/{slug}/test-days/{number}/people/{place}/confirm",
    response=answers(DayOpened, found=True, written=True),
    auth=writer,
)
def confirm_person(request: Request, slug: Slug, number: Number, place: Number, body: IdentityGiven) -> Any:
    """Say that staff made sure who somebody on the list is."""
    day = own_test_day(request, slug, number)
    confirm_identity(request.actor, _check_in(request, day, place), how=body.how.value, now=request.now)
    return _opened(request, day)


def _check_in(request: Request, day: Any, place: str) -> Any:
    row = next(
        (row for row in list_of(request.actor, day, request.now) if row.check_in.pk == int(place)), None
    )
    if row is None:
        raise Http404
    return row.check_in


@router.delete(
    "onramps/{slug}/test-days/{number}/people/{place}",
    response=answers(None, status=204, found=True, written=True),
    auth=writer,
)
def take_off_list(request: Request, slug: Slug, number: Number, place: Number) -> Any:
    """Take somebody off the list who has begun no test."""
    day = own_test_day(request, slug, number)
    unlist_person(request.actor, _check_in(request, day, place), now=request.now)
    return Status(204, None)

"""Being read by a person: asked by somebody or their coach, answered by the employer, counted for the civic lead."""

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.plays.marketplace.queries import posting_by_identifier
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import (
    ask_for_review,
    show_people_asking,
    show_person_asking,
    withdraw_review,
)
from techhire.plays.matches.queries import my_review, my_reviews, review_round, seeker_asking
from techhire.plays.seekers.words import READING_SCOPE
from techhire.portals.api.employer import own_posting
from techhire.portals.api.fields import LEFT_OUT, Given, Identifier, PersonCode, Pseudonym, Shown, Slug, prose
from techhire.portals.api.jobs import JobBrief
from techhire.portals.api.onramp import own_case
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_in
from techhire.portals.api.service import answers
from techhire.portals.api.shortlists import (
    BackedLineShown,
    DecisionGiven,
    DecisionShown,
    KnownShown,
    LiveLineShown,
    UnmaskingGiven,
)
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Read by a person"])
LOOKS_BACK = timedelta(days=90)
Scope = Annotated[list[Literal["name_after_yes", "contact_after_yes"]], Field(max_length=2)]


class ReviewShown(Shown):
    """A request of a person: for which job, where it stands, the last day for an answer, and the answer."""

    job: JobBrief
    state: str
    answer: str
    asked_on: date
    answer_by: date

    @staticmethod
    def resolve_job(row: Any) -> Any:
        """The posting itself."""
        return row.request.posting

    @staticmethod
    def resolve_asked_on(row: Any) -> Any:
        """The day in the community's own time."""
        return row.request.posting.community.day_of(row.request.asked_at)

    @staticmethod
    def resolve_answer_by(row: Any) -> Any:
        """The last day of the employer."""
        return row.request.answer_by


class ReviewGiven(Given):
    """What the employer may learn after a yes; both where it is left out."""

    scope: Scope = LEFT_OUT


class ReviewHeard(ReviewGiven):
    """The same, with what the person said, in their words."""

    words: Annotated[str, prose(2000, least=1)]


class AskingShown(Shown):
    """Somebody who asked to be read, without a name, a place or a fit. The order of the list means nothing."""

    pseudonym: str
    lines: list[LiveLineShown]
    answer_by: date
    answer: str
    is_waiting: bool
    unmasked: bool


class AskingOpened(Shown):
    """One of them in detail; ``known`` only after the unmasking."""

    pseudonym: str
    lines: list[BackedLineShown]
    answer: str
    may_name: bool
    at_stage: bool
    ended: bool
    known: KnownShown | None


class PostingAskedShown(Shown):
    """A job where people wait to be read."""

    job: JobBrief
    waiting: int
    overdue: int
    first_due: date

    @staticmethod
    def resolve_job(row: Any) -> Any:
        """The posting itself."""
        return row.posting


class RoundShown(Shown):
    """Requests of the last ninety days, counted, and the jobs where people wait: the first two hundred."""

    in_time: int
    late: int
    waiting: int
    overdue: int
    unanswered: int
    jobs: list[PostingAskedShown]


def _scope(body: ReviewGiven) -> tuple[str, ...]:
    return READING_SCOPE if body.scope is None else tuple(body.scope)


def _open_posting(request: Request, identifier: str) -> Any:
    found = posting_by_identifier(request.actor, identifier)
    if found is None:
        raise Http404
    return found


@router.get("me/reviews", response=answers(Page[ReviewShown], found=True))
def my_requests(request: Request, asked: Query[Paging]) -> Any:
    """My requests to be read by a person, newest first."""
    seeker = own_record(request)
    return page_in(my_reviews(request.actor, seeker), asked, name=f"reviews:{seeker.pk}")


@router.post(
    "me/fits/{identifier}/review",
    response=answers(ReviewShown, status=201, found=True, written=True),
    auth=writer,
)
def ask_for_review_of_me(request: Request, identifier: Identifier, body: ReviewGiven) -> Any:
    """Ask the employer of a job to read me, without any order. Asking again changes nothing."""
    seeker, posting = own_record(request), _open_posting(request, identifier)
    ask_for_review(request.actor, seeker, posting, scope=_scope(body), now=request.now)
    return Status(201, my_review(request.actor, seeker, posting))


@router.delete(
    "me/fits/{identifier}/review", response=answers(None, status=204, found=True, written=True), auth=writer
)
def take_review_back(request: Request, identifier: Identifier) -> Any:
    """Take my request back; the employer stops reading me."""
    return _withdraw(request, own_record(request), identifier)


def _withdraw(request: Request, seeker: Any, identifier: str) -> Any:
    rows = my_reviews(request.actor, seeker)
    mine = next((row for row in rows if str(row.request.posting.identifier) == identifier.lower()), None)
    if mine is None:
        raise Http404
    withdraw_review(request.actor, mine.request, now=request.now)
    return Status(204, None)


@router.post(
    "onramps/{slug}/people/{code}/fits/{identifier}/review",
    response=answers(ReviewShown, status=201, found=True, written=True),
    auth=writer,
)
def ask_for_review_of_person(
    request: Request, slug: Slug, code: PersonCode, identifier: Identifier, body: ReviewHeard
) -> Any:
    """Ask for somebody I coach, in their words."""
    seeker, posting = own_case(request, slug, code).seeker, _open_posting(request, identifier)
    ask_for_review(request.actor, seeker, posting, scope=_scope(body), words=body.words, now=request.now)
    return Status(201, my_review(request.actor, seeker, posting))


@router.delete(
    "onramps/{slug}/people/{code}/fits/{identifier}/review",
    response=answers(None, status=204, found=True, written=True),
    auth=writer,
)
def take_review_back_for_person(
    request: Request, slug: Slug, code: PersonCode, identifier: Identifier
) -> Any:
    """Take it back for somebody I coach."""
    return _withdraw(request, own_case(request, slug, code).seeker, identifier)


@router.get("postings/{identifier}/asked", response=answers(Page[AskingShown], found=True))
def people_who_ask(request: Request, identifier: Identifier, asked: Query[Paging]) -> Any:
    """Those who asked to be read for my posting, in no order; each can read that this employer read them."""
    posting = own_posting(request, identifier)
    rows = show_people_asking(request.actor, posting, now=request.now)
    return page_in(rows, asked, name=f"asked:{posting.pk}")


@router.get("postings/{identifier}/asked/{pseudonym}", response=answers(AskingOpened, found=True))
def person_who_asks(request: Request, identifier: Identifier, pseudonym: Pseudonym) -> Any:
    """One of them in detail."""
    return _opened(request, own_posting(request, identifier), pseudonym)


def _opened(request: Request, posting: Any, pseudonym: str) -> dict[str, Any]:
    told = show_person_asking(request.actor, posting, pseudonym, now=request.now)
    if told is None:
        raise Http404
    known = told.known and {
        "name": told.known.name,
        "contacts": [{"kind": kind, "value": value} for kind, value in told.known.contacts],
    }
    said = {name: getattr(told.row, name) for name in ("pseudonym", "lines", "answer")}
    return said | {"may_name": told.may_name, "at_stage": told.at_stage, "ended": told.ended, "known": known}


def _asking(request: Request, posting: Any, pseudonym: str) -> Any:
    seeker = seeker_asking(request.actor, posting, pseudonym)
    if seeker is None:
        raise Http404
    return seeker


@router.put(
    "postings/{identifier}/asked/{pseudonym}/decision",
    response=answers(DecisionShown, found=True, written=True),
    auth=writer,
)
def answer_asking(request: Request, identifier: Identifier, pseudonym: Pseudonym, body: DecisionGiven) -> Any:
    """Say yes, no or later; a yes or a no answers the request."""
    posting = own_posting(request, identifier)
    seeker = _asking(request, posting, pseudonym)
    return decide(request.actor, posting, seeker, answer=body.answer.value, now=request.now)


@router.post(
    "postings/{identifier}/asked/{pseudonym}/unmask",
    response=answers(AskingOpened, found=True, written=True),
    auth=writer,
)
def learn_name_of_asking(
    request: Request, identifier: Identifier, pseudonym: Pseudonym, body: UnmaskingGiven
) -> Any:
    """Learn who somebody is, at the posting's stage or earlier for a reason."""
    posting = own_posting(request, identifier)
    seeker = _asking(request, posting, pseudonym)
    reason = body.early_reason.value if body.early_reason else ""
    unmask(request.actor, posting, seeker, early_reason=reason, now=request.now)
    return _opened(request, posting, pseudonym)


@router.get("community/reviews", response=answers(RoundShown))
def answered_in_time(request: Request) -> Any:
    """Whether requests are answered in time, for the civic lead. Who asked is not told."""
    today = request.today
    told = review_round(request.actor, today=today, since=request.now - LOOKS_BACK)
    names = ("in_time", "late", "waiting", "overdue", "unanswered")
    return {name: getattr(told, name) for name in names} | {"jobs": told.postings[:200]}

"""People who asked to be read by a person: in no order for the employer, for themselves, counted for the civic lead."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, QuerySet

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, require
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import in_sight
from techhire.plays.matches.models import Decision, ReviewRequest, Unmasking
from techhire.plays.matches.queries.behind import kinds_behind, told_by
from techhire.plays.matches.queries.lines import Line, lines_of
from techhire.plays.matches.queries.marks import live_marks, marked
from techhire.plays.matches.queries.people import PersonShown, person_shown
from techhire.plays.matches.queries.shortlists import pseudonym_of
from techhire.plays.matches.rules import (
    OPEN,
    may_look,
    may_see_reviews,
    may_watch_reviews,
    standing_reviews,
)
from techhire.plays.matches.words import Answer, ReviewState
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import codes_of
from techhire.plays.seekers.rules import may_see_seeker


@dataclass(frozen=True)
class PersonAsking:
    """Somebody without a name who asked to be read: what they show, the last day to answer, and the answer so far.

    There is no place, no fit and no count of skills: nothing here orders people.
    """

    seeker_id: int
    pseudonym: str
    lines: list[Line]
    answer_by: date
    answer: str
    is_waiting: bool
    unmasked: bool


@dataclass(frozen=True)
class MyReview:
    """What became of one request of a person."""

    request: ReviewRequest
    state: ReviewState
    answer: str

    @property
    def may_withdraw(self) -> bool:
        """Whether there is something to take back."""
        return self.state in {ReviewState.WAITING, ReviewState.LATER, ReviewState.ANSWERED}

    @property
    def is_open(self) -> bool:
        """Whether the job has a page now that everybody can read."""
        return in_sight(self.request.posting)


@dataclass(frozen=True)
class PostingAsked:
    """One posting with requests that wait: how many, how many past their day, and the earliest day."""

    posting: Posting
    waiting: int
    overdue: int
    first_due: date


@dataclass(frozen=True)
class ReviewRound:
    """All requests of a community since a day, counted; and the postings where some wait, the latest first."""

    in_time: int
    late: int
    waiting: int
    overdue: int
    unanswered: int
    postings: list[PostingAsked]


def people_asking(actor: Actor, posting: Posting) -> list[PersonAsking]:
    """Everybody whose request holds, ordered by nothing but their made-up names. Show it by ``show_people_asking``."""
    require(may_see_reviews(actor, posting))
    requests = {row.seeker_id: row for row in standing_reviews().filter(posting=posting)}
    codes = codes_of(requests)
    said = Decision.objects.filter(posting=posting, seeker_id__in=requests)
    decisions = {row.seeker_id: row for row in said}
    known = Unmasking.objects.filter(posting=posting, seeker_id__in=requests)
    unmasked = set(known.values_list("seeker_id", flat=True))
    marks = live_marks(actor, posting, unmasked)
    kinds = kinds_behind(requests, [line.skill_id for line in posting.requirements.all()])
    rows = [
        PersonAsking(
            seeker_id=pk,
            pseudonym=pseudonym_of(posting.pk, pk),
            lines=told_by(marked(lines_of(posting, codes.get(pk, {})), marks.get(pk, {})), kinds.get(pk, {})),
            answer_by=request.answer_by,
            answer=_since(decisions.get(pk), request),
            is_waiting=request.answered_at is None,
            unmasked=pk in unmasked,
        )
        for pk, request in requests.items()
    ]
    return sorted(rows, key=lambda row: row.pseudonym)


def _since(decision: Decision | None, request: ReviewRequest) -> str:
    """What the employer said after the person asked; what it said before is no answer to the request."""
    return decision.answer if decision is not None and decision.at >= request.asked_at else ""


def seeker_asking(actor: Actor, posting: Posting, pseudonym: str) -> Seeker | None:
    """The person behind a made-up name among those whose request for this posting holds."""
    require(may_see_reviews(actor, posting))
    for row in standing_reviews().filter(posting=posting).select_related("seeker__community"):
        if pseudonym_of(posting.pk, row.seeker_id) == pseudonym:
            return row.seeker
    return None


def person_asking(actor: Actor, posting: Posting, pseudonym: str) -> PersonShown | None:
    """One of them in detail, or None. Show it by ``show_person_asking``, which keeps the record."""
    seeker = seeker_asking(actor, posting, pseudonym)
    return person_shown(actor, posting, seeker) if seeker else None


def reviews_waiting(actor: Actor, postings: Iterable[Posting]) -> dict[int, int]:
    """How many people wait to be read, by posting, for an employer's first screen. One query."""
    mine = [posting.pk for posting in postings if may_look(actor, posting)]
    rows = standing_reviews().filter(posting_id__in=mine, answered_at__isnull=True)
    return dict(rows.values_list("posting_id").annotate(n=Count("pk")).order_by())


def reviews_first_due(actor: Actor, postings: Iterable[Posting]) -> dict[int, date]:
    """The earliest day by which somebody who waits is to be answered, by posting. One query."""
    mine = [posting.pk for posting in postings if may_look(actor, posting)]
    rows = standing_reviews().filter(posting_id__in=mine, answered_at__isnull=True)
    return dict(rows.values_list("posting_id").annotate(first=Min("answer_by")).order_by())


def review_waiting(request_id: int) -> ReviewRequest | None:
    """A request that still waits for its answer, for the letter about it."""
    rows = standing_reviews().filter(pk=request_id, answered_at__isnull=True)
    return rows.select_related("posting__organization", "posting__community").first()


def reviews_due(posting: Posting, today: date) -> list[date]:
    """The days by which requests for a posting that still wait were to be answered: today's and those that passed."""
    rows = standing_reviews().filter(posting=posting, answered_at__isnull=True, answer_by__lte=today)
    return sorted(rows.values_list("answer_by", flat=True))


def postings_with_reviews_due(community: Community, today: date) -> list[Posting]:
    """Open postings of a community at which somebody waits on their last day or past it."""
    rows = standing_reviews().filter(answered_at__isnull=True, answer_by__lte=today)
    here = Posting.objects.filter(community=community, pk__in=rows.values("posting_id"), state__in=OPEN)
    return list(here.order_by("pk"))


def reviews_still_due(posting_id: int, now: datetime) -> tuple[Posting, list[date]] | None:
    """An open posting and the days its requests were due, for the letter; None where none waits so long."""
    rows = Posting.objects.select_related("community", "organization")
    posting = rows.filter(pk=posting_id, state__in=OPEN).first()
    days = reviews_due(posting, posting.community.day_of(now)) if posting else []
    return (posting, days) if posting and days else None


def my_reviews(actor: Actor, seeker: Seeker) -> list[MyReview]:
    """Every request of a person, newest first, with what became of it. Two queries and one for the permit."""
    require(may_see_seeker(actor, seeker))
    rows = ReviewRequest.objects.filter(seeker=seeker).select_related(
        "consent", "posting__organization", "posting__community"
    )
    requests = list(rows.order_by("-asked_at", "-pk"))
    said = Decision.objects.filter(seeker=seeker, posting_id__in=[row.posting_id for row in requests])
    decisions = {row.posting_id: row for row in said}
    return [_mine(row, decisions.get(row.posting_id)) for row in requests]


def reviews_held(actor: Actor, seeker: Seeker) -> list[dict[str, Any]]:
    """The same in plain data, oldest first, for the file of everything held about a person."""
    return [
        {
            "employer": mine.request.posting.organization.name,
            "job": mine.request.posting.title,
            "asked_at": mine.request.asked_at,
            "answer_by": mine.request.answer_by,
            "answered_at": mine.request.answered_at,
            "answer": mine.answer,
            "taken_back_at": mine.request.consent.withdrawn_at,
        }
        for mine in reversed(my_reviews(actor, seeker))
    ]


def my_review(actor: Actor, seeker: Seeker, posting: Posting) -> MyReview | None:
    """The request of a person for one posting, where there is one."""
    return next((row for row in my_reviews(actor, seeker) if row.request.posting_id == posting.pk), None)


def _mine(request: ReviewRequest, decision: Decision | None) -> MyReview:
    answer = _since(decision, request)
    if request.consent.withdrawn_at is not None:
        state = ReviewState.TAKEN_BACK
    elif request.answered_at is not None:
        state = ReviewState.ANSWERED
    elif request.posting.state not in OPEN:
        state = ReviewState.CLOSED
    else:
        state = ReviewState.LATER if answer == Answer.LATER else ReviewState.WAITING
    return MyReview(request, state, answer)


def review_round(actor: Actor, /, *, today: date, since: datetime) -> ReviewRound:
    """Whether requests are answered in time, for the civic lead. Nobody who asked is named or told apart."""
    require(may_watch_reviews(actor))
    held = ReviewRequest.objects.filter(
        posting__community_id=actor.community_id, consent__withdrawn_at__isnull=True
    )
    answered = held.filter(answered_at__isnull=False, asked_at__gte=since).select_related(
        "posting__community"
    )
    in_time = Counter(_kept_the_day(row) for row in answered)
    waiting = standing_reviews().filter(
        posting__community_id=actor.community_id, answered_at__isnull=True, posting__state__in=OPEN
    )
    postings = _by_posting(waiting, today)
    closed = (
        held.filter(answered_at__isnull=True).exclude(posting__state__in=OPEN).filter(asked_at__gte=since)
    )
    return ReviewRound(
        in_time=in_time[True],
        late=in_time[False],
        waiting=sum(row.waiting for row in postings),
        overdue=sum(row.overdue for row in postings),
        unanswered=closed.count(),
        postings=postings,
    )


def _kept_the_day(request: ReviewRequest) -> bool:
    answered = request.answered_at
    return answered is not None and request.posting.community.day_of(answered) <= request.answer_by


def _by_posting(waiting: QuerySet[ReviewRequest], today: date) -> list[PostingAsked]:
    found: dict[int, list[date]] = {}
    for posting_id, due in waiting.values_list("posting_id", "answer_by"):
        found.setdefault(posting_id, []).append(due)
    postings = Posting.objects.filter(pk__in=found).select_related("organization")
    rows = [
        PostingAsked(
            posting=posting,
            waiting=len(found[posting.pk]),
            overdue=sum(due < today for due in found[posting.pk]),
            first_due=min(found[posting.pk]),
        )
        for posting in postings
    ]
    return sorted(rows, key=lambda row: (row.first_due, row.posting.pk))

"""Being read by a person without any order: asked by the person, for one posting, and taken back at any time."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.queries import facts_about
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines.business_days import business_days_after
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.facts import ReviewAnswered, ReviewAsked, ReviewsDue, ReviewWithdrawn
from techhire.plays.matches.models import Decision, ReviewRequest
from techhire.plays.matches.queries.meeting import posting_now
from techhire.plays.matches.queries.people import PersonShown
from techhire.plays.matches.queries.reviews import PersonAsking, people_asking, person_asking, reviews_due
from techhire.plays.matches.rules import may_ask_for_review, may_remind_of_reviews, may_withdraw_review
from techhire.plays.matches.words import ASKED, NAME, REVIEW_AGAIN, REVIEW_DAYS, Answer
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.actions.consents import agree_to_be_read, take_back_reading
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import on_behalf
from techhire.plays.seekers.words import READING_SCOPE, Purpose


@transaction.atomic
def ask_for_review(
    actor: Actor,
    seeker: Seeker,
    posting: Posting,
    /,
    *,
    scope: Iterable[str] = READING_SCOPE,
    words: str = "",
    now: datetime,
) -> ReviewRequest:
    """Ask the employer of a posting to read this person, whether or not anybody is put in order for it.

    It works with being found off: the request carries its own consent, for this posting alone. Asking again while a
    request stands changes nothing; after taking it back it begins anew.
    """
    seeker, posting = lock_seeker(seeker), posting_now(posting.pk) or posting
    require(may_ask_for_review(actor, seeker, posting))
    before = ReviewRequest.objects.filter(posting=posting, seeker=seeker).select_related("consent").first()
    if before is not None and before.consent.withdrawn_at is None:
        return before
    if before is not None and before.answered_at is not None:
        raise Refused(_("This employer read what you show and answered already."))
    consent = agree_to_be_read(actor, seeker, posting_id=posting.pk, scope=scope, words=words, now=now)
    answer_by = business_days_after(posting.community.day_of(now), REVIEW_DAYS)
    made, _new = ReviewRequest.objects.update_or_create(
        posting=posting,
        seeker=seeker,
        defaults={"consent": consent, "asked_at": now, "answer_by": answer_by},
    )
    body = ReviewAsked(made.pk, posting.pk, seeker.pk, posting.organization_id)
    record(body, actor=on_behalf(actor, seeker), now=now)
    return made


@transaction.atomic
def withdraw_review(actor: Actor, request: ReviewRequest, /, *, now: datetime) -> ReviewRequest:
    """Take the request back: the employer stops reading with the next page it opens. Twice changes nothing."""
    request = (
        ReviewRequest.objects.select_for_update(of=("self",))
        .select_related("seeker", "consent")
        .get(pk=request.pk)
    )
    require(may_withdraw_review(actor, request))
    if request.consent.withdrawn_at is None:
        request.consent = take_back_reading(actor, request.consent, now=now)
        body = ReviewWithdrawn(request.pk, request.posting_id, request.seeker_id)
        record(body, actor=on_behalf(actor, request.seeker), now=now)
    return request


def settle_review(actor: Actor, decision: Decision, /, *, now: datetime) -> None:
    """As part of a decision: a yes or a no answers the request that stands, later leaves it waiting."""
    if decision.answer == Answer.LATER:
        return
    waiting = ReviewRequest.objects.filter(
        posting_id=decision.posting_id,
        seeker_id=decision.seeker_id,
        consent__withdrawn_at__isnull=True,
        answered_at__isnull=True,
    )
    request = waiting.select_related("posting__community").first()
    if request is None:
        return
    request.answered_at = now
    request.save(update_fields=["answered_at"])
    in_time = request.posting.community.day_of(now) <= request.answer_by
    record(
        ReviewAnswered(request.pk, request.posting_id, request.seeker_id, decision.answer, in_time),
        actor=actor,
        now=now,
    )


@transaction.atomic
def remind_of_reviews(actor: Actor, posting: Posting, /, *, now: datetime) -> bool:
    """Remind an employer of requests on their last day or past it, once a week at most. Returns whether it did."""
    posting = Posting.objects.select_for_update(of=("self",)).select_related("community").get(pk=posting.pk)
    require(may_remind_of_reviews(actor, posting))
    told = facts_about("posting", posting.pk, names=(ReviewsDue.__name__,)).filter(at__gt=now - REVIEW_AGAIN)
    today = posting.community.day_of(now)
    due = reviews_due(posting, today)
    if not due or told.exists():
        return False
    body = ReviewsDue(posting.pk, posting.organization_id, len(due), sum(day < today for day in due))
    record(body, actor=actor, now=now, community_id=posting.community_id)
    return True


def show_people_asking(actor: Actor, posting: Posting, /, *, now: datetime) -> list[PersonAsking]:
    """Those who asked to be read for a posting, and for each the record that this employer read them without a name."""
    people = people_asking(actor, posting)
    _note(actor, posting, [row.seeker_id for row in people], ASKED, now)
    return people


def show_person_asking(
    actor: Actor, posting: Posting, pseudonym: str, /, *, now: datetime
) -> PersonShown | None:
    """One of them in detail, and the record that somebody read; None where nobody who asked is behind the name."""
    person = person_asking(actor, posting, pseudonym)
    if person is not None:
        _note(actor, posting, [person.row.seeker_id], NAME if person.known else ASKED, now)
    return person


def _note(actor: Actor, posting: Posting, seeker_ids: list[int], what: str, now: datetime) -> None:
    record_access(
        actor,
        seeker_ids,
        purpose=Purpose.HIRING,
        what=what,
        organization_id=posting.organization_id,
        posting_id=posting.pk,
        now=now,
    )

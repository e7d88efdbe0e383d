"""What people answered to an employer's messages and waits for its next step, for its first screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Interview, LiveCheck, Submission
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.models import Decision, Message, ReviewRequest, Unmasking
from techhire.plays.matches.queries.shortlists import pseudonym_of
from techhire.plays.matches.rules import in_reach, may_look
from techhire.plays.matches.words import Reply

RECENT = timedelta(days=14)
"""How long an answer is named: a step outside the site is seen by nobody here. A judgment."""
MOST = 20
"""Answers named at once."""


@dataclass(frozen=True)
class Replied:
    """Who answered without a name, for which posting and what; whether they are there because they asked to be read."""

    posting_id: int
    pseudonym: str
    answer: Reply
    asked: bool


def replies_to_go_on_with(actor: Actor, postings: Iterable[Posting], now: datetime) -> list[Replied]:
    """The newest answers of two weeks, newest first, after which the employer took no step. One query.

    A step is another message, an answer to the person, the name, a live check, an interview or a work sample, each
    for the same posting.
    """
    mine = [posting.pk for posting in postings if may_look(actor, posting)]
    if not mine:
        return []
    at = {"posting_id": OuterRef("posting_id"), "seeker_id": OuterRef("seeker_id")}
    since = OuterRef("answered_at")
    answered = Message.objects.filter(
        posting_id__in=mine, withdrawn_at__isnull=True, answered_at__gt=now - RECENT
    ).exclude(answer="")
    steps = [
        Message.objects.filter(sent_at__gt=since, withdrawn_at__isnull=True, **at),
        Decision.objects.filter(at__gt=since, **at),
        Unmasking.objects.filter(at__gt=since, **at),
        LiveCheck.objects.filter(asked_at__gt=since, **at),
        Interview.objects.filter(opened_at__gt=since, **at),
        Submission.objects.filter(made_at__gt=since, **at),
    ]
    open_ones = in_reach(answered)
    for step in steps:
        open_ones = open_ones.exclude(Exists(step))
    asked = ReviewRequest.objects.filter(consent__withdrawn_at__isnull=True, **at)
    rows = open_ones.annotate(asked=Exists(asked)).order_by("-answered_at", "-pk")[:MOST]
    return [
        Replied(posting_id, pseudonym_of(posting_id, seeker_id), Reply(answer), asked)
        for posting_id, seeker_id, answer, asked in rows.values_list(
            "posting_id", "seeker_id", "answer", "asked"
        )
    ]

"""A person on either list of a posting, the ordered one or that of those who asked: both use one made-up name.

What holds for judging somebody for the posting is said here as well, to the floor that judges and knows no postings.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from techhire.commons.permits import Actor, Verdict, refused
from techhire.plays.assessments.models import Interview, LiveCheck
from techhire.plays.assessments.rules import Job
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import may_be_rated_for
from techhire.plays.matches.queries.reviews import seeker_asking
from techhire.plays.matches.queries.shortlists import seeker_behind
from techhire.plays.matches.rules import (
    NOT_YOURS,
    may_go_on_judging,
    may_look,
    may_see_shortlist,
)
from techhire.plays.seekers.models import Seeker


@dataclass(frozen=True)
class Met:
    """The person, and whether they are there because they asked to be read and on no ordered list."""

    seeker: Seeker
    asked: bool


def person_met(actor: Actor, posting: Posting, pseudonym: str) -> Met | None:
    """The person behind a made-up name of this posting, where its employer may see them at all."""
    ranked = seeker_behind(actor, posting, pseudonym) if may_see_shortlist(actor, posting) else None
    if ranked is not None:
        return Met(ranked, asked=False)
    asking = seeker_asking(actor, posting, pseudonym)
    return Met(asking, asked=True) if asking is not None else None


def _ground(actor: Actor, posting_id: int, rule: Callable[[Actor, Posting], Verdict]) -> Job:
    def asks() -> Verdict:
        posting = posting_now(posting_id)
        return rule(actor, posting) if posting is not None else refused(NOT_YOURS)

    return Job(posting_id, asks)


def posting_now(posting_id: int) -> Posting | None:
    """The posting and its employer as they are; within a deed neither moves before the deed is done."""
    rows = Posting.objects.select_related("organization")
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(of=("self", "organization"), no_key=True)
    return rows.filter(pk=posting_id).first()


def job_of(actor: Actor, posting: Posting) -> Job:
    """The posting as the ground of a new offer or interview."""
    return _ground(actor, posting.pk, may_look)


def job_behind(actor: Actor, interview: Interview) -> Job | None:
    """The posting as the ground of an interview that was begun for it; None where there is none."""
    if interview.posting_id is None:
        return None
    return _ground(actor, interview.posting_id, may_go_on_judging)


def job_told(actor: Actor, interview: Interview) -> Job | None:
    """The posting as the ground of a yes to being rated; None where the interview is for none."""
    if interview.posting_id is None:
        return None
    return _ground(actor, interview.posting_id, may_be_rated_for)


def job_asked_for(actor: Actor, check: LiveCheck) -> Job | None:
    """The posting as the ground of starting a live check that was asked for it; None where there is none."""
    return _ground(actor, check.posting_id, may_look) if check.posting_id is not None else None

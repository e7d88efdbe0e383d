"""A person on either list of a posting, the ordered one or that of those who asked: both use one made-up name.

What holds for judging somebody for the posting is said here as well, to the floor that judges and knows no postings.
"""

from dataclasses import dataclass

from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Interview, LiveCheck
from techhire.plays.assessments.rules import Job
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.reviews import seeker_asking
from techhire.plays.matches.queries.shortlists import seeker_behind
from techhire.plays.matches.rules import may_go_on_judging, may_look, may_see_shortlist
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


def job_of(actor: Actor, posting: Posting) -> Job:
    """The posting as the ground of a new offer or interview."""
    return Job(posting.pk, may_look(actor, posting))


def job_behind(actor: Actor, interview: Interview) -> Job | None:
    """The posting as the ground of an interview that was begun for it; None where there is none."""
    posting = Posting.objects.select_related("organization").filter(pk=interview.posting_id).first()
    return Job(posting.pk, may_go_on_judging(actor, posting)) if posting is not None else None


def job_asked_for(actor: Actor, check: LiveCheck) -> Job | None:
    """The posting as the ground of starting a live check that was asked for it; None where there is none."""
    posting = Posting.objects.select_related("organization").filter(pk=check.posting_id).first()
    return job_of(actor, posting) if posting is not None else None

"""An interview step by step, and what may become of the job it is for."""

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.interviews import (
    finish_interview,
    give_rating,
    permit_interview,
    save_rating,
)
from techhire.plays.assessments.models import Interview, Judgment
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.meeting import job_behind, job_told
from tests.factories.judging import NOW, scored


def permits(actor: Actor, interview: Interview, agrees: bool, words: str = "") -> Interview:
    """The answer to being rated in it."""
    job = job_told(actor, interview)
    return permit_interview(actor, interview, agrees=agrees, words=words, job=job, now=NOW)


def notes(actor: Actor, interview: Interview, *levels: int | None, version: int = 0) -> Judgment:
    """A rating that is begun, with these levels so far."""
    scores = scored(interview.edition, *levels)
    job = job_behind(actor, interview)
    return save_rating(actor, interview, scores=scores, version=version, job=job, now=NOW)


def rates(actor: Actor, interview: Interview, *levels: int | None, version: int = 0) -> Judgment:
    """A rating that is handed in."""
    scores = scored(interview.edition, *levels)
    job = job_behind(actor, interview)
    return give_rating(actor, interview, scores=scores, version=version, job=job, now=NOW)


def finishes(actor: Actor, interview: Interview) -> Interview:
    return finish_interview(actor, interview, job=job_behind(actor, interview), now=NOW)


def put(posting: Posting, where: str) -> None:
    """The posting is held, closed or taken down, or its employer is paused or has left."""
    if where in {"paused", "left"}:
        Organization.objects.filter(pk=posting.organization_id).update(state=where)
    else:
        state, reason = ("closed", "taken_down") if where == "taken_down" else (where, "")
        Posting.objects.filter(pk=posting.pk).update(state=state, close_reason=reason)

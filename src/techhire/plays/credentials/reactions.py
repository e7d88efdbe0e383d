"""What follows for badges and outside credentials when evidence, a key, an issuer or the calendar moves on."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.schedule import every
from techhire.commons.permits import Actor
from techhire.plays.credentials.actions.ending import end_outside_credential, recheck_outside_credential
from techhire.plays.credentials.actions.reissuing import reissue_step
from techhire.plays.credentials.actions.reviewing import forget_person, review_badges
from techhire.plays.credentials.facts import IssuerJudged, ReissueStarted
from techhire.plays.credentials.models import AcceptedCredential
from techhire.plays.credentials.queries.checking import Checked
from techhire.plays.credentials.queries.rechecking import accepted_of_refused, checked_again
from techhire.plays.credentials.words import EndedReason, RevokeReason
from techhire.plays.seekers.facts import (
    DisputeAnswered,
    DisputeOpened,
    EvidenceRevised,
    EvidenceWithdrawn,
    SeekerErased,
)


@reacts_to(DisputeOpened, DisputeAnswered, EvidenceRevised, EvidenceWithdrawn)
def review_what_rests_on_it(step: Step) -> Done:
    """Weigh the badges anew that rest on this piece."""
    is_revised = step.name == EvidenceRevised.__name__
    reason = RevokeReason.REVISED if is_revised else RevokeReason.EVIDENCE_GONE
    review_badges(int(step.data["evidence_id"]), reason=reason, now=step.now)
    return Done()


@reacts_to(SeekerErased)
def forget_badges(step: Step) -> Done:
    """Whoever is erased has no badge any more, and none of their documents stays."""
    forget_person(int(step.data["seeker_id"]), now=step.now)
    return Done()


@reacts_to(ReissueStarted)
def make_badges_anew(step: Step) -> Done | More:
    """Make a few badges anew at a time."""
    last, done = reissue_step(int(step.data["key_id"]), int(step.cursor.get("after", 0)), step.now)
    if not done:
        return Done()
    so_far = int(step.cursor.get("done", 0)) + done
    return More({"after": last, "done": so_far}, done=so_far, total=int(step.data["waiting"]))


def _look_again(step: Step) -> list[tuple[AcceptedCredential, Checked]]:
    return checked_again(int(step.cursor.get("after", 0)), step.now)


@every("recheck_outside_credentials", "day", thinking=_look_again)
def recheck_accepted(step: Step) -> Done | More:
    """Look at a few accepted credentials again; those that hold no more stop counting."""
    found: list[tuple[AcceptedCredential, Checked]] = step.thought
    for row, checked in found:
        system = Actor.system(row.organization.community_id)
        recheck_outside_credential(system, row, checked, now=step.now)
    if not found:
        return Done()
    done = int(step.cursor.get("done", 0)) + len(found)
    return More({"after": found[-1][0].pk, "done": done}, done=done)


@reacts_to(IssuerJudged)
def end_what_is_not_accepted(step: Step) -> Done | More:
    """Credentials of an issuer that the civic lead refuses now stop counting, a few at a time."""
    rows = accepted_of_refused(int(step.data["trusted_issuer_id"]))
    for row in rows:
        system = Actor.system(row.organization.community_id)
        end_outside_credential(system, row, reason=EndedReason.NOT_TRUSTED, now=step.now)
    return More({"last": rows[-1].pk}) if rows else Done()

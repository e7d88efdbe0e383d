"""What follows for badges: disputes put them on hold, evidence that goes or is revised may take them back."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.credentials.actions.reissuing import reissue_step
from techhire.plays.credentials.actions.reviewing import forget_person, review_badges
from techhire.plays.credentials.facts import ReissueStarted
from techhire.plays.credentials.words import RevokeReason
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

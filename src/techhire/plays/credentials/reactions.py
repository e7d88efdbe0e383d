"""What follows for badges: disputes put them on hold, evidence that goes takes them back, a leaked key makes work."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.credentials.actions.reissuing import reissue_step
from techhire.plays.credentials.actions.reviewing import forget_person, review_badges
from techhire.plays.credentials.facts import ReissueStarted
from techhire.plays.seekers.facts import DisputeAnswered, DisputeOpened, EvidenceWithdrawn, SeekerErased


@reacts_to(DisputeOpened, DisputeAnswered, EvidenceWithdrawn)
def review_what_rests_on_it(step: Step) -> Done:
    """Weigh the badges anew that rest on this piece."""
    review_badges(int(step.data["evidence_id"]), now=step.now)
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

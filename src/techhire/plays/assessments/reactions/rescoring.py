"""The worker scores results again after an item was found wrong or unfair, one sitting a step."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.assessments.actions.rescoring import score_next_again
from techhire.plays.assessments.facts import RescoringStarted


@reacts_to(RescoringStarted)
def score_results_again(step: Step) -> Done | More:
    """The next sitting; the last step says that all are done."""
    done = int(step.cursor.get("done", 0))
    at = score_next_again(step.data["rescoring_id"], int(step.cursor.get("after", 0)), now=step.now)
    if at is None:
        return Done()
    total = max(step.data["sittings"], done + 1)
    return More({"after": at, "done": done + 1}, done=done + 1, total=total)

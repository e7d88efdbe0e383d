"""What follows from facts about the shared language."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.skills.actions.imports import ROWS, take_step
from techhire.commons.skills.facts import ImportStarted
from techhire.commons.skills.queries.importing import rows_in


@reacts_to(ImportStarted)
def import_rows(step: Step) -> Done | More:
    """Take the next rows of an import; the last step finishes it."""
    run_id = step.data["run_id"]
    at = take_step(run_id, int(step.cursor.get("at", 0)), step.now)
    if at is None:
        return Done()
    total = rows_in(run_id)
    return More({"at": at}, done=at // ROWS, total=total // ROWS + 1)

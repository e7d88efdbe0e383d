"""Files of items that nobody decided about are cleared away."""

from datetime import timedelta

from techhire.commons.ledger.registry import Done, Step
from techhire.commons.ledger.schedule import every
from techhire.plays.assessments.actions.exchange import clear_item_imports

WAITS = timedelta(days=14)


@every("old_item_imports", "day")
def clear_old_imports(step: Step) -> Done:
    """Drop what has waited for two weeks; its file is removed."""
    clear_item_imports(before=step.now - WAITS, now=step.now)
    return Done()

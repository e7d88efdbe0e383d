"""What follows from facts about tests, one module a noun."""

from techhire.plays.assessments.reactions.calibrating import measure_items
from techhire.plays.assessments.reactions.exchange import clear_old_imports

__all__ = ["clear_old_imports", "measure_items"]

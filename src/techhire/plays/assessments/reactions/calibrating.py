"""The worker measures a bank's items in steps after answers were taken down."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.assessments.actions.calibrating import STEPS, take_calibration_step
from techhire.plays.assessments.facts import CalibrationStarted


@reacts_to(CalibrationStarted)
def measure_items(step: Step) -> Done | More:
    """Take the next step; the last one makes it ready to be looked at."""
    at = int(step.cursor.get("step", 0))
    after = take_calibration_step(step.data["calibration_id"], at, now=step.now)
    return Done() if after is None else More({"step": after}, done=after, total=len(STEPS))

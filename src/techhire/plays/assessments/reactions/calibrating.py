"""The worker measures a bank's items in steps after answers were taken down. It thinks before it writes."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.assessments.actions.calibrating import keep_calibration_step
from techhire.plays.assessments.facts import CalibrationStarted
from techhire.plays.assessments.queries.calibration_steps import STEPS, StepThought, think_calibration_step


def _think(step: Step) -> StepThought | None:
    return think_calibration_step(step.data["calibration_id"], int(step.cursor.get("step", 0)))


@reacts_to(CalibrationStarted, thinking=_think)
def measure_items(step: Step) -> Done | More:
    """Keep what the step found; the last one makes it ready to be looked at."""
    after = keep_calibration_step(step.thought, now=step.now) if step.thought is not None else None
    return Done() if after is None else More({"step": after}, done=after, total=STEPS)

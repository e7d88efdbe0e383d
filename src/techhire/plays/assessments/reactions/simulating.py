"""The worker lets made-up people take a test, a part of them a step. It thinks before it writes."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.plays.assessments.actions.simulating import keep_simulation_part
from techhire.plays.assessments.facts import SimulationStarted
from techhire.plays.assessments.queries.simulating import PARTS, PartThought, think_simulation_part


def _think(step: Step) -> PartThought | None:
    return think_simulation_part(step.data["simulation_id"], int(step.cursor.get("part", 0)))


@reacts_to(SimulationStarted, thinking=_think)
def try_test(step: Step) -> Done | More:
    """Keep what the part came to; the last one says what all of them showed."""
    after = keep_simulation_part(step.thought) if step.thought is not None else None
    return Done() if after is None else More({"part": after}, done=after, total=PARTS)

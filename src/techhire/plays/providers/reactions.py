"""What follows for programs where a skill they teach was replaced."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.skills.facts import SkillStandsElsewhere
from techhire.plays.providers.actions.following import follow_step


@reacts_to(SkillStandsElsewhere)
def carry_teaching(step: Step) -> Done | More:
    """Programs teach the skill that counts now, at most 200 lines a step."""
    last = follow_step(step.data["skill_id"], int(step.cursor.get("after", 0)), step.now)
    return More({"after": last}) if last else Done()

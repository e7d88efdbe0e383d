"""What follows from facts about the shared language."""

from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.skills.actions.following import follow_step
from techhire.commons.skills.actions.imports import ROWS, take_step
from techhire.commons.skills.facts import ImportStarted, SkillStandsElsewhere
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


@reacts_to(SkillStandsElsewhere)
def carry_roles(step: Step) -> Done | More:
    """Lines of role profiles go over to the skill that counts now, 200 a step."""
    after = int(step.cursor.get("after", 0))
    last = follow_step(step.data["skill_id"], after, community_id=step.community_id, now=step.now)
    return More({"after": last}) if last else Done()

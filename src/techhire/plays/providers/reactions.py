"""What follows for programs where a skill they teach was replaced."""

from typing import Any

from techhire.commons.ledger.recording import record
from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.succession import follow_successors
from techhire.commons.skills.facts import SkillStandsElsewhere
from techhire.plays.providers.facts import TeachingFollowed
from techhire.plays.providers.models import Program, Teaches


@reacts_to(SkillStandsElsewhere)
def carry_teaching(step: Step) -> Done | More:
    """Programs teach the skill that counts now, at most 200 lines a step."""
    after = int(step.cursor.get("after", 0))
    rows = Teaches.objects.all()
    last, moved = follow_successors(rows, "program_id", step.data["skill_id"], _merge, after=after)
    programs = Program.objects.filter(pk__in={line.owner_id for line in moved})
    places = dict(programs.values_list("pk", "organization__community_id"))
    for line in moved:
        body = TeachingFollowed(line.owner_id, line.before_id, line.after_id)
        record(body, actor=Actor.system(places[line.owner_id]), now=step.now)
    return More({"after": last}) if last else Done()


def _merge(kept: Any, gone: Any) -> None:
    kept.level = max(kept.level, gone.level)

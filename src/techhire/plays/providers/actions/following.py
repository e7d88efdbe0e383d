"""Programs that teach a replaced skill: what they teach goes over to its successor."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.succession import follow_successors
from techhire.plays.providers.facts import TeachingFollowed
from techhire.plays.providers.models import Program, Teaches


@transaction.atomic
def follow_step(skill_id: int, after: int, now: datetime) -> int:
    """Move the next lines. Returns the last id, or 0 where none are left. Whoever edits a program is told of it."""
    last, moved = follow_successors(Teaches, "program", skill_id, _merge, after=after)
    changed = Program.objects.filter(pk__in={line.owner_id for line in moved})
    changed.update(version=F("version") + 1)
    places = dict(changed.values_list("pk", "organization__community_id"))
    for line in moved:
        body = TeachingFollowed(line.owner_id, line.before_id, line.after_id)
        record(body, actor=Actor.system(places[line.owner_id]), now=now)
    return last


def _merge(kept: Any, gone: Any) -> list[str]:
    kept.level = max(kept.level, gone.level)
    return ["level"]

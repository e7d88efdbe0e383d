"""Postings that ask for a replaced skill: their lines and the steps of their plans go over to its successor."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.succession import Followed, follow_successors, merge_asks
from techhire.commons.skills.queries import versions_of
from techhire.plays.marketplace.facts import RequirementFollowed
from techhire.plays.marketplace.models import PlanStep, Posting, Requirement


@transaction.atomic
def follow_step(skill_id: int, after: int, now: datetime) -> int:
    """Move the next lines. Returns the last id, or 0 where none are left. Whoever edits a posting is told of it."""
    last, moved = follow_successors(Requirement, "posting", skill_id, _merge, after=after)
    changed = {line.owner_id for line in moved}
    Posting.objects.filter(pk__in=changed).update(version=F("version") + 1)
    places = dict(Posting.objects.filter(pk__in=changed).values_list("pk", "community_id"))
    for line in moved:
        _move_steps(line)
        body = RequirementFollowed(line.owner_id, line.before_id, line.after_id)
        record(body, actor=Actor.system(places[line.owner_id]), now=now)
    return last


def _merge(kept: Any, gone: Any) -> list[str]:
    kept.confirmed = kept.confirmed or gone.confirmed
    return [*merge_asks(kept, gone), "confirmed"]


def _move_steps(line: Followed) -> None:
    """A plan has one step a skill: one that is there for the successor already stays."""
    steps = PlanStep.objects.filter(plan__posting_id=line.owner_id)
    has_one = steps.filter(skill_id=line.after_id).values("plan_id")
    old = steps.filter(skill_id=line.before_id)
    old.filter(plan_id__in=list(has_one.values_list("plan_id", flat=True))).delete()
    old.update(skill_id=line.after_id, skill_version=versions_of([line.after_id]).get(line.after_id))

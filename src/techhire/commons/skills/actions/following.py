"""Role profiles that ask for a replaced skill: their lines go over to its successor, and their history says so."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import F

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.succession import Followed, follow_successors, merge_asks
from techhire.commons.skills.facts import RoleLineFollowed
from techhire.commons.skills.models import ProfileSkill, RoleProfile, RoleRevision


@transaction.atomic
def follow_step(skill_id: int, after: int, *, community_id: int | None, now: datetime) -> int:
    """Move the next lines. Returns the last id, or 0 where none are left. Whoever edits a profile is told of it."""
    last, moved = follow_successors(ProfileSkill, "profile", skill_id, merge_asks, after=after)
    _keep(moved, now)
    for line in moved:
        body = RoleLineFollowed(line.owner_id, line.before_id, line.after_id)
        record(body, actor=Actor.system(community_id), now=now)
    return last


def _keep(moved: list[Followed], now: datetime) -> None:
    pairs: dict[int, list[list[int]]] = defaultdict(list)
    for line in moved:
        pairs[line.owner_id].append([line.before_id, line.after_id])
    changed = RoleProfile.objects.filter(pk__in=pairs)
    changed.update(version=F("version") + 1)
    RoleRevision.objects.bulk_create(
        RoleRevision(
            profile=role,
            version=role.version,
            state=role.state,
            changes={"followed": pairs[role.pk]},
            at=now,
        )
        for role in changed
    )

"""Ties between skills of two frameworks: exact, broader, narrower, related; with the versions they were made with."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.facts import AlignmentRemoved, SkillsAligned
from techhire.commons.skills.models import Alignment, Skill
from techhire.commons.skills.rules import may_align_skills
from techhire.commons.skills.words import Relation


@transaction.atomic
def align_skills(actor: Actor, origin: Skill, target: Skill, /, *, relation: str, now: datetime) -> Alignment:
    """Say how a skill stands to another. Doing it again renews the tie with today's versions."""
    require(may_align_skills(actor, origin, target))
    if relation not in Relation.values:
        raise Refused(_("Choose how the two skills stand to each other."), field="relation")
    if origin.pk == target.pk:
        raise Refused(_("A skill cannot be tied to itself."), field="target")
    tie, _made = Alignment.objects.update_or_create(
        origin=origin,
        target=target,
        defaults={
            "origin_version": origin.version,
            "target_version": target.version,
            "relation": relation,
            "shipped": False,
            "by_id": actor.account_id,
            "at": now,
        },
    )
    record(SkillsAligned(origin.pk, target.pk, relation), actor=actor, now=now)
    return tie


@transaction.atomic
def remove_alignment(actor: Actor, tie: Alignment, /, *, now: datetime) -> None:
    """Take a tie away."""
    require(may_align_skills(actor, tie.origin, tie.target))
    body = AlignmentRemoved(tie.origin_id, tie.target_id)
    tie.delete()
    record(body, actor=actor, now=now)

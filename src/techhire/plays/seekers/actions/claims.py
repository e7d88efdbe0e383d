"""A person says what they can do, one skill at a time or by the things they do at work."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import skills_in_bulk, succession, task_lines
from techhire.commons.skills.words import LEVELS
from techhire.plays.seekers.actions.evidence import NewEvidence, add_evidence, add_evidence_rows
from techhire.plays.seekers.facts import TasksTapped
from techhire.plays.seekers.models import Evidence, Seeker
from techhire.plays.seekers.rules import may_act_for, on_behalf
from techhire.plays.seekers.words import EvidenceKind, EvidenceState


@transaction.atomic
def claim_skill(actor: Actor, seeker: Seeker, skill: Skill, /, *, level: int, now: datetime) -> Evidence:
    """Say that one can do this at a level from 1 to 5."""
    require(may_act_for(actor, seeker))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    today = seeker.community.day_of(now)
    return add_evidence(
        actor, seeker, skill_id=skill.pk, kind=EvidenceKind.CLAIM, level=level, at=today, now=now
    )


@transaction.atomic
def claim_tasks(actor: Actor, seeker: Seeker, /, *, task_ids: Iterable[int], now: datetime) -> int:
    """Claim what everyday tasks show, where the person has not said as much already. Returns how many skills."""
    require(may_act_for(actor, seeker))
    wanted = task_lines(task_ids)
    if not wanted:
        raise Refused(_("Tap at least one thing."), field="tasks")
    in_use = skills_in_bulk(seeker.community_id, wanted)
    said = _highest_claims(seeker)
    pieces = [
        NewEvidence(seeker.pk, skill_id, EvidenceKind.CLAIM, level, seeker.community.day_of(now))
        for skill_id, level in sorted(wanted.items())
        if skill_id in in_use and said.get(skill_id, Decimal(0)) < level
    ]
    told = add_evidence_rows(actor, pieces, now=now)
    record(TasksTapped(seeker.pk, told), actor=on_behalf(actor, seeker), now=now)
    return told


def _highest_claims(seeker: Seeker) -> dict[int, Decimal]:
    rows = Evidence.objects.filter(seeker=seeker, kind=EvidenceKind.CLAIM, state=EvidenceState.COUNTS)
    chain = succession()
    return {chain.end_of(pk): level for pk, level in rows.order_by("level").values_list("skill_id", "level")}

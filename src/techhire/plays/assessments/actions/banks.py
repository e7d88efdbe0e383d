"""A community's own bank: opened for a skill, and touched with every change, so that nobody keeps an old one."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.commons.skills.models import Skill, in_use
from techhire.plays.assessments.facts import BankCreated
from techhire.plays.assessments.models import Assessment, CutScores, ItemBank
from techhire.plays.assessments.rules import may_create_bank
from techhire.plays.assessments.words import BankKind, CutMethod

CUTS = [-2.0, -1.0, 0.0, 1.0, 2.0]
"""Where levels begin until a panel says otherwise, in logits."""


@transaction.atomic
def create_bank(actor: Actor, skill: Skill, /, *, title: str, now: datetime) -> ItemBank:
    """Open a bank about a skill in use here, with cut scores to start from and a test that nobody can take yet."""
    require(may_create_bank(actor))
    if not Skill.objects.filter(in_use(actor.community_id), pk=skill.pk).exists():
        raise Refused(_("We do not know this skill."), field="skill")
    bank = ItemBank.objects.create(
        community_id=actor.community_id,
        skill=skill,
        skill_version=skill.framework.version,
        kind=BankKind.PRIVATE,
        title=one_line(title, field="title", limit=160),
        made_by_id=actor.account_id,
        made_at=now,
    )
    CutScores.objects.create(
        bank=bank, thetas=CUTS, method=CutMethod.AUTHOR, set_by_id=actor.account_id, set_at=now
    )
    Assessment.objects.create(community_id=bank.community_id, bank=bank, title=bank.title, made_at=now)
    record(BankCreated(bank.pk, skill.pk), actor=actor, now=now)
    return bank


def touch_bank(bank_id: int) -> None:
    """Give the bank its next version; within the transaction of the change."""
    ItemBank.objects.filter(pk=bank_id).update(version=F("version") + 1)

"""A person says until when they used a skill: their own word, which keeps evidence from aging and proves nothing."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import succession
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed, restore_estimates
from techhire.plays.seekers.actions.years import check_year
from techhire.plays.seekers.facts import UseTakenBack, UseTold
from techhire.plays.seekers.models import Estimate, Evidence, Experience, Seeker, SkillUse
from techhire.plays.seekers.rules import may_take_back_use, may_tell_use, on_behalf
from techhire.plays.seekers.words import WHERE_IT_WAS, EvidenceState, UsedWhere, WorkKind


@transaction.atomic
def tell_use(
    actor: Actor,
    seeker: Seeker,
    skill: Skill,
    /,
    *,
    where: str,
    until: date | None,
    year_only: bool = False,
    now: datetime,
) -> SkillUse:
    """Say where one used a skill and until which month, or year with ``year_only``; no day means still, as of today.

    Age is stopped until the first of the month or year named, since that is all it says for sure. What is said again
    takes the place of what was said before, of a skill too that this one took the place of.
    """
    seeker = lock_seeker(seeker)
    require(may_tell_use(actor, seeker))
    if where not in UsedWhere.values:
        raise Refused(_("Choose one of the answers."), field="where")
    day = _checked_day(until, seeker.community.day_of(now), year_only)
    kin = succession().kin_of([skill.pk])
    behind = Evidence.objects.filter(seeker=seeker, skill_id__in=kin).exclude(state=EvidenceState.WITHDRAWN)
    if not behind.exists():
        raise Refused(_("First say how far the skill goes. Then say until when it was used."))
    _said_before(seeker, kin - {skill.pk}).delete()
    told, _made = SkillUse.objects.update_or_create(
        seeker=seeker,
        skill=skill,
        claim=None,
        defaults={
            "where": where,
            "until": day,
            "still": until is None,
            "year_only": year_only and until is not None,
            "said_at": now,
            "recorded_by_id": actor.account_id,
        },
    )
    _weigh(actor, seeker, told, now)
    return told


@transaction.atomic
def take_back_use(actor: Actor, seeker: Seeker, skill: Skill, /, *, now: datetime) -> None:
    """Take back what one said of the skill itself, and of those it took the place of.

    What an experience says goes with the experience.
    """
    seeker = lock_seeker(seeker)
    require(may_take_back_use(actor, seeker))
    gone, _kinds = _said_before(seeker, succession().kin_of([skill.pk])).delete()
    if not gone:
        return
    before, after = _restored(seeker, skill.pk)
    record(UseTakenBack(seeker.pk, skill.pk, before, after), actor=on_behalf(actor, seeker), now=now)


def use_of_experience(
    experience: Experience, claims: list[Evidence], /, *, actor: Actor, now: datetime
) -> None:
    """Let the years of an experience say until when the skills told with it were used, as part of telling it.

    Without a first year it says nothing of use. A last year counts until its first day; without one the person still
    does it, as of today.
    """
    seeker = experience.seeker
    for claim in claims:
        if experience.since is None:
            SkillUse.objects.filter(claim=claim).delete()
            _restored(seeker, claim.skill_id)
            continue
        still = experience.until is None
        told, _made = SkillUse.objects.update_or_create(
            claim=claim,
            defaults={
                "seeker": seeker,
                "skill_id": claim.skill_id,
                "where": WHERE_IT_WAS[WorkKind(experience.kind)],
                "until": seeker.community.day_of(now) if still else date(experience.until or 1, 1, 1),
                "still": still,
                "said_at": now,
                "recorded_by_id": actor.account_id,
            },
        )
        _weigh(actor, seeker, told, now)


def _said_before(seeker: Seeker, skill_ids: set[int]) -> QuerySet[SkillUse]:
    return SkillUse.objects.filter(seeker=seeker, skill_id__in=skill_ids, claim__isnull=True)


def _checked_day(until: date | None, today: date, year_only: bool) -> date:
    if until is None:
        return today
    check_year(until.year, today, field="year")
    if until > today and not year_only:
        raise Refused(_("That month has not come yet."), field="month")
    return until.replace(month=1, day=1) if year_only else until.replace(day=1)


def _weigh(actor: Actor, seeker: Seeker, told: SkillUse, now: datetime) -> None:
    before, after = _restored(seeker, told.skill_id)
    body = UseTold(seeker.pk, told.skill_id, told.where, told.still, told.claim_id is not None, before, after)
    record(body, actor=on_behalf(actor, seeker), now=now)


def _restored(seeker: Seeker, skill_id: int) -> tuple[int, int]:
    """The stored code before and after."""
    end = succession().end_of(skill_id)
    before = Estimate.objects.filter(seeker=seeker, skill_id=end).values_list("code", flat=True).first()
    after = restore_estimates([seeker], [skill_id]).get((seeker.pk, end), 0)
    mark_changed([seeker.pk], seeker.community_id)
    return before or 0, after

"""Saying which step shows which skill of a posting: saved at once, never more than a stage deserves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.queries import versions_of
from techhire.plays.marketplace.actions.drafting import STALE
from techhire.plays.marketplace.facts import PlanSet
from techhire.plays.marketplace.models import AssessmentPlan, PlanStep, Posting
from techhire.plays.marketplace.queries import Choice, choices_for, day_one_levels
from techhire.plays.marketplace.rules import may_set_plan
from techhire.plays.marketplace.words import STAGE_MINUTES, PlanStage, StepKind


@dataclass(frozen=True)
class Step:
    """One step as it is wanted: the skill, the key of a choice, the level that is enough, and the stage."""

    skill_id: int
    choice: str
    enough: int
    stage: str


@transaction.atomic
def set_plan(
    actor: Actor,
    posting: Posting,
    organization: Organization,
    /,
    *,
    steps: Iterable[Step],
    expected_version: int | None = None,
    now: datetime,
) -> AssessmentPlan | None:
    """Replace an organization's plan for a posting by these steps; without any there is no plan any more."""
    current = Posting.objects.select_for_update(no_key=True).select_related("organization").get(pk=posting.pk)
    require(may_set_plan(actor, current, organization))
    plan = AssessmentPlan.objects.filter(posting=current, organization=organization).first()
    if expected_version is not None and expected_version != (plan.version if plan else 0):
        raise Refused(_(STALE))
    wanted = list(steps)
    rows = _checked(actor, current, organization, wanted)
    if not rows:
        if plan:
            plan.delete()
    else:
        plan = _saved(plan or AssessmentPlan(posting=current, organization=organization), rows, actor, now)
    minutes = sum(row.minutes for row in rows)
    record(PlanSet(current.pk, organization.pk, len(rows), minutes), actor=actor, now=now)
    return plan if rows else None


def _saved(plan: AssessmentPlan, rows: list[PlanStep], actor: Actor, now: datetime) -> AssessmentPlan:
    if plan.pk:
        plan.steps.all().delete()
        plan.version += 1
    plan.made_by_id, plan.changed_at = actor.account_id, now
    plan.save()
    for row in rows:
        row.plan = plan
    PlanStep.objects.bulk_create(rows)
    return plan


def _checked(
    actor: Actor, posting: Posting, organization: Organization, wanted: list[Step]
) -> list[PlanStep]:
    asked = day_one_levels(posting)
    if len({step.skill_id for step in wanted}) != len(wanted):
        raise Refused(_("One step for each skill is enough."), field="steps")
    known = {
        choice.key: choice
        for choices in choices_for(actor, posting, organization).values()
        for choice in choices
    }
    rows = [_row(step, known.get(step.choice), asked) for step in wanted]
    versions = versions_of(row.skill_id for row in rows)
    for row in rows:
        row.skill_version = versions.get(row.skill_id)
    _check_minutes(rows)
    return rows


def _row(step: Step, choice: Choice | None, asked: dict[int, int]) -> PlanStep:
    if step.skill_id not in asked:
        raise Refused(_("The job does not ask for this skill on the first day."), field="steps")
    if choice is None or choice.skill_id != step.skill_id:
        raise Refused(_("This way to show the skill is not offered here."), field="steps")
    if not 1 <= step.enough <= asked[step.skill_id]:
        raise Refused(
            _("No step may ask for more than the job does: level %(level)d for this skill.")
            % {"level": asked[step.skill_id]},
            field="steps",
        )
    if step.stage not in PlanStage.values:
        raise Refused(_("Say when the step comes."), field="steps")
    if choice.kind == StepKind.INTERVIEW and step.stage != PlanStage.INTERVIEW:
        raise Refused(_("A structured interview comes at the interview."), field="steps")
    given = int(choice.key.rpartition("-")[2])
    by_test = choice.kind in {StepKind.TEST, StepKind.LIVE}
    return PlanStep(
        skill_id=step.skill_id,
        kind=choice.kind,
        assessment_id=given if by_test else None,
        rubric_id=None if by_test else given,
        enough=step.enough,
        stage=step.stage,
        minutes=choice.minutes,
    )


def _check_minutes(rows: list[PlanStep]) -> None:
    for stage, most in STAGE_MINUTES.items():
        minutes = sum(row.minutes for row in rows if row.stage == stage)
        if minutes > most:
            raise Refused(
                ngettext(
                    "%(stage)s: this asks for %(minutes)d minute, and at most %(most)d are fair there.",
                    "%(stage)s: this asks for %(minutes)d minutes, and at most %(most)d are fair there.",
                    minutes,
                )
                % {"stage": str(stage.label).capitalize(), "minutes": minutes, "most": most},
                field="steps",
            )

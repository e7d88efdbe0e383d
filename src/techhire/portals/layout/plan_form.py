"""The plan of a posting as a form: one line a skill, with how it is shown, what is enough, and when."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from techhire.commons.skills.words import LEVEL_CHOICES, When
from techhire.plays.marketplace.actions.plans import Step
from techhire.plays.marketplace.queries import Choice, choices_for, plan_shown, requirements_of
from techhire.plays.marketplace.words import STAGE_MINUTES, PlanStage, StepKind
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization
    from techhire.plays.marketplace.models import Posting

SKIP = ""


@dataclass
class PlanRow:
    """A skill of the posting: the ways to show it, and what was chosen."""

    skill: Any
    choices: list[Choice]
    levels: list[tuple[int, Any]]
    choice: str
    enough: int
    stage: str
    kept: str = ""

    def said(self) -> str:
        """What is chosen, in words."""
        chosen = next((one for one in self.choices if one.key == self.choice), None)
        if chosen is None:
            return _("What is on record")
        return f"{chosen.title}, {dict(self.levels).get(self.enough, self.enough)}, {PlanStage(self.stage).label}"


def plan_context(request: Request, posting: "Posting", organization: "Organization") -> dict[str, Any]:
    """What the form shows: as it was sent, else as it is saved."""
    shown = plan_shown(request.actor, posting, organization)
    saved = {step.skill_id: step for step in shown.steps} if shown else {}
    choices = choices_for(request.actor, posting, organization)
    rows, saved_rows = [], []
    for line in requirements_of(posting):
        if line.when != When.DAY_ONE:
            continue
        step = saved.get(line.skill_id)
        row = PlanRow(
            line.skill,
            choices[line.skill_id],
            [level for level in LEVEL_CHOICES if level[0] <= line.level],
            f"{step.kind}-{step.assessment_id or step.rubric_id}" if step else SKIP,
            step.enough if step else line.level,
            step.stage if step else PlanStage.BEFORE_YES.value,
        )
        saved_rows.append(row)
        rows.append(_as_sent(request.POST, replace(row)) if request.method == "POST" else row)
    version = shown.plan.version if shown else 0
    return {
        "posting": posting,
        "organization": organization,
        "rows": rows,
        "no_choice": [row.skill for row in rows if not row.choices],
        "to_save": shown is not None or any(row.choices for row in rows),
        "shown": shown,
        "minutes": stage_minutes(shown) if shown else [],
        "stages": PlanStage.choices,
        "limits": [(PlanStage(stage).label, most) for stage, most in STAGE_MINUTES.items()],
        "version": _number(request.POST.get("version"), version),
        "saved": (version, saved_rows),
    }


def take_up_plan(context: dict[str, Any]) -> None:
    """Where somebody else saved the plan meanwhile: say beside each line what is kept now, and go on from there."""
    version, saved_rows = context["saved"]
    if context["version"] == version:
        return
    context["version"] = version
    for row, saved in zip(context["rows"], saved_rows, strict=True):
        row.kept = saved.said() if row != saved else ""


def stage_minutes(shown: Any) -> list[tuple[Any, int]]:
    """The stages of a plan in words, each with its minutes at most."""
    return [(PlanStage(stage).label, minutes) for stage, minutes in shown.minutes.items()]


def plan_steps(rows: list[PlanRow]) -> list[Step]:
    """The steps that were chosen."""
    return [Step(row.skill.pk, row.choice, row.enough, row.stage) for row in rows if row.choice]


def _as_sent(data: QueryDict, row: PlanRow) -> PlanRow:
    key = row.skill.pk
    row.choice = data.get(f"choice-{key}", SKIP)[:40]
    row.enough = _number(data.get(f"enough-{key}"), row.enough)
    row.stage = data.get(f"stage-{key}", row.stage)[:10]
    if row.choice.startswith(StepKind.INTERVIEW.value):
        row.stage = PlanStage.INTERVIEW.value
    return row


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else default

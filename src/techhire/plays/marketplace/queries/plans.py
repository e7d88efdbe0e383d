"""How the skills of a posting may be shown: what there is to choose from, the plan, and where one person stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from django.db.models import QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.words import When
from techhire.engines import evidence as engine
from techhire.plays.assessments.models import Assessment
from techhire.plays.assessments.queries.rubrics import editions_in_use, guides_for
from techhire.plays.assessments.queries.works import samples_in_use
from techhire.plays.assessments.rules import visible_assessments
from techhire.plays.assessments.words import AssessmentKind, BankKind
from techhire.plays.marketplace.models import AssessmentPlan, PlanStep, Posting, Requirement
from techhire.plays.marketplace.rules import may_see_posting
from techhire.plays.marketplace.words import PlanStage, StepKind
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import skill_lines
from techhire.plays.seekers.words import SkillWord

MINUTES_A_QUESTION = 1
"""What a question of a test without a time limit is taken to cost."""


@dataclass(frozen=True)
class Choice:
    """One way to show a skill. ``proves`` is false for practice, which gives *likely* at most."""

    key: str
    kind: str
    skill_id: int
    title: str
    minutes: int
    proves: bool


@dataclass(frozen=True)
class PlanShown:
    """A plan with its steps in the order of their stages, and the minutes each stage asks at most."""

    plan: AssessmentPlan
    steps: list[PlanStep]
    minutes: dict[str, int]

    @property
    def by_stage(self) -> list[tuple[PlanStage, int]]:
        """Each stage that asks something, in order, with its minutes at most."""
        return [(stage, self.minutes[stage.value]) for stage in PlanStage if self.minutes.get(stage.value)]

    @property
    def before_yes(self) -> int:
        """Minutes at most before the employer promised anything."""
        return self.minutes.get(PlanStage.BEFORE_YES.value, 0)

    @property
    def total(self) -> int:
        """Minutes of the whole plan at most."""
        return sum(self.minutes.values())


@dataclass(frozen=True)
class PlanLine:
    """A step as one person meets it: the word they have at the level that is enough, and whether that will do."""

    step: PlanStep
    word: str
    enough: bool


def day_one_levels(posting: Posting) -> dict[int, int]:
    """By skill, the level a posting asks for on the first day."""
    rows = Requirement.objects.filter(posting=posting, when=When.DAY_ONE)
    return dict(rows.values_list("skill_id", "level"))


def choices_for(actor: Actor, posting: Posting, organization: Organization) -> dict[int, list[Choice]]:
    """By skill of the first day: the tests, work samples and interview guides there are. Four queries."""
    skills = set(day_one_levels(posting))
    found: dict[int, list[Choice]] = {skill_id: [] for skill_id in skills}
    for choice in (*_tests(actor, skills), *_work(actor, skills), *_guides(actor, organization, skills)):
        found[choice.skill_id].append(choice)
    return found


def _tests(actor: Actor, skills: set[int]) -> Iterable[Choice]:
    rows = visible_assessments(actor).filter(bank__skill_id__in=skills).select_related("bank")
    for row in rows.order_by("bank__kind", "title", "pk"):
        is_live = row.kind == AssessmentKind.CONFIRM
        kind = StepKind.LIVE if is_live else StepKind.TEST
        proves = row.bank.kind != BankKind.PRACTICE
        yield Choice(f"{kind}-{row.pk}", kind, row.bank.skill_id, row.title, minutes_of(row), proves)


def minutes_of(test: Assessment) -> int:
    """Minutes a test takes at most in the usual time."""
    return ceil(test.seconds / 60) if test.seconds else test.max_items * MINUTES_A_QUESTION


def _work(actor: Actor, skills: set[int]) -> Iterable[Choice]:
    for edition in samples_in_use(actor).filter(rubric__skill_id__in=skills):
        rubric, minutes = edition.rubric, edition.lasts
        yield Choice(f"work-{rubric.pk}", StepKind.WORK, rubric.skill_id, edition.title, minutes, True)


def _guides(actor: Actor, organization: Organization, skills: set[int]) -> Iterable[Choice]:
    for edition in editions_in_use(guides_for(actor, organization).filter(skill_id__in=skills)):
        rubric, minutes = edition.rubric, edition.lasts
        yield Choice(
            f"interview-{rubric.pk}", StepKind.INTERVIEW, rubric.skill_id, edition.title, minutes, True
        )


def plan_shown(actor: Actor, posting: Posting, organization: Organization) -> PlanShown | None:
    """The plan an organization made for a posting, where the actor may see the posting."""
    if not may_see_posting(actor, posting):
        return None
    return next(iter(_shown(posting, _plans(posting).filter(organization=organization))), None)


def _plans(posting: Posting) -> QuerySet[AssessmentPlan]:
    return AssessmentPlan.objects.filter(posting=posting).select_related("organization").order_by("pk")


def _shown(posting: Posting, plans: Iterable[AssessmentPlan]) -> list[PlanShown]:
    """The plans with the steps that are still about what the posting asks for; none asks for more than it does."""
    rows = list(plans)
    asked = day_one_levels(posting) if rows else {}
    steps = PlanStep.objects.filter(plan__in=rows).select_related(
        "skill", "assessment__bank", "rubric__organization"
    )
    stages = [stage.value for stage in PlanStage]
    by_plan: dict[int, list[PlanStep]] = {row.pk: [] for row in rows}
    for step in sorted(steps, key=lambda step: (stages.index(step.stage), step.pk)):
        if step.skill_id in asked:
            step.enough = min(step.enough, asked[step.skill_id])
            by_plan[step.plan_id].append(step)
    return [PlanShown(row, by_plan[row.pk], _minutes(by_plan[row.pk])) for row in rows if by_plan[row.pk]]


def _minutes(steps: list[PlanStep]) -> dict[str, int]:
    asked = {step.stage for step in steps}
    return {
        stage.value: sum(step.minutes for step in steps if step.stage == stage)
        for stage in PlanStage
        if stage.value in asked
    }


def plans_for_person(
    actor: Actor, seeker: Seeker, posting: Posting, onramps: Iterable[int] = ()
) -> list[tuple[PlanShown, list[PlanLine]]]:
    """The employer's plan and those of the person's onramps, each with where the person stands."""
    wanted = {posting.organization_id, *onramps}
    if not may_see_posting(actor, posting):
        return []
    plans = _shown(posting, _plans(posting).filter(organization_id__in=wanted))
    codes = {line.skill.pk: line.code for line in skill_lines(actor, seeker)} if plans else {}
    return [(shown, [_line(step, codes) for step in shown.steps]) for shown in plans]


def minutes_left(lines: Iterable[PlanLine]) -> int:
    """Minutes at most of what a person has still to show."""
    return sum(line.step.minutes for line in lines if not line.enough)


def _line(step: PlanStep, codes: dict[int, int]) -> PlanLine:
    code = codes.get(step.skill_id)
    word = SkillWord.NOT_YET_SHOWN.value if code is None else engine.word(code, step.enough).value
    return PlanLine(step, word, word == SkillWord.PROVEN)

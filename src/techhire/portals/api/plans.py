"""How people show what a posting asks for: the employer's plan, and that of an onramp for its people."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Router
from pydantic import Field, StrictInt

from techhire.commons.communities.queries import organization_named
from techhire.plays.marketplace.actions.plans import Step, set_plan
from techhire.plays.marketplace.queries import PlanShown, plan_shown, posting_by_identifier
from techhire.plays.marketplace.words import PlanStage, StepKind
from techhire.portals.api.coded import skill_ids_of
from techhire.portals.api.fields import Code, Given, Identifier, Level, Number, Shown, Slug
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Postings"])


class StepOut(Shown):
    """A step: the skill, what shows it (a test or a rubric by number), the level that is enough, when, minutes.

    ``skill_version`` is the version of the skill's words the plan was saved with.
    """

    skill: SkillNamed
    skill_version: int | None
    kind: str
    assessment_id: int | None
    rubric_id: int | None
    enough: int
    stage: str
    minutes: int


class PlanOut(Shown):
    """A plan; ``minutes`` is what it asks of a person in all, at most."""

    version: int
    minutes: int
    steps: list[StepOut]


class PlanStepGiven(Given):
    """A step as it is wanted; ``number`` is that of the test or the rubric, as ``kind`` says."""

    skill: Code
    kind: StepKind
    number: Number
    enough: Level
    stage: PlanStage


class PlanGiven(Given):
    """All steps at once; they take the place of the ones before, and none ends the plan."""

    version: Annotated[StrictInt, Field(ge=0, le=1_000_000_000)] | None = None
    steps: Annotated[list[PlanStepGiven], Field(max_length=40)]


def _plan(request: Request, identifier: str, slug: str) -> tuple[Any, Any]:
    posting = posting_by_identifier(request.actor, identifier)
    organization = organization_named(request.actor, slug)
    if posting is None or organization is None:
        raise Http404
    return posting, organization


def _out(shown: PlanShown | None) -> dict[str, Any]:
    if shown is None:
        return {"version": 0, "minutes": 0, "steps": []}
    return {"version": shown.plan.version, "minutes": shown.total, "steps": shown.steps}


@router.get("postings/{identifier}/plans/{slug}", response=answers(PlanOut, found=True))
def plan(request: Request, identifier: Identifier, slug: Slug) -> Any:
    """The plan an organization made for a posting; version 0 without steps where it made none."""
    posting, organization = _plan(request, identifier, slug)
    return _out(plan_shown(request.actor, posting, organization))


@router.put(
    "postings/{identifier}/plans/{slug}", response=answers(PlanOut, found=True, written=True), auth=writer
)
def change_plan(request: Request, identifier: Identifier, slug: Slug, body: PlanGiven) -> Any:
    """Say which step shows which skill: the employer for its posting, an onramp for its people."""
    posting, organization = _plan(request, identifier, slug)
    ids = skill_ids_of(request, (given.skill for given in body.steps), "steps")
    steps = [_step(ids[given.skill], given) for given in body.steps]
    set_plan(
        request.actor, posting, organization, steps=steps, expected_version=body.version, now=request.now
    )
    return plan(request, identifier, slug)


def _step(skill_id: int, given: PlanStepGiven) -> Step:
    return Step(skill_id, f"{given.kind.value}-{given.number}", given.enough, given.stage.value)

"""Work samples in use here: what each asks for and what is looked at, in both languages."""

from typing import Any

from django.http import Http404
from ninja import Query, Router

from techhire.plays.assessments.queries.agreement import agreement_of
from techhire.plays.assessments.queries.rubrics import criteria_of, rubric_numbered
from techhire.plays.assessments.queries.works import sample_numbered, samples_in_use
from techhire.portals.api.fields import Number, Shown
from techhire.portals.api.jobs import EmployerNamed
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Work samples"])


class RubricShown(Shown):
    """A work sample; it takes ``minutes`` at most, 60 or fewer."""

    id: int
    skill: SkillNamed
    organization: EmployerNamed
    edition: int
    title: str
    title_es: str
    minutes: int
    takes_files: bool


class AnchorShown(Shown):
    """What work at a level looks like."""

    level: int
    text: str
    text_es: str


class CriterionShown(Shown):
    """What is looked at, how much it weighs, and what each level looks like."""

    id: int
    name: str
    name_es: str
    weight: int
    anchors: list[AnchorShown]


class RubricOpened(RubricShown):
    """A work sample with its criteria. The task itself is shown once it is begun."""

    criteria: list[CriterionShown]


class LeaningShown(Shown):
    """One assessor: pieces judged, pairs with a fellow reader, and how far above them they rate, in levels."""

    name: str
    given: int
    pairs: int
    lean: float | None
    se: float | None


class AssessorsAgree(Shown):
    """How far those who judge by a rubric agree. The three are null under ten pairs; ``error`` is in levels.

    ``assumed`` says from 0 to 1 how much of the error in use is assumed rather than seen.
    """

    pieces: int
    pairs: int
    lacking: int
    kappa: float | None
    icc_one: float | None
    icc_two: float | None
    error: float
    assumed: float
    people: list[LeaningShown]


def rubric_shown(edition: Any) -> dict[str, Any]:
    """An edition in plain data, under the number of its rubric."""
    names = ("title", "title_es", "takes_files")
    return {name: getattr(edition, name) for name in names} | {
        "id": edition.rubric_id,
        "skill": edition.rubric.skill,
        "organization": edition.rubric.organization,
        "edition": edition.number,
        "minutes": edition.lasts,
    }


def criteria_shown(edition: Any) -> list[dict[str, Any]]:
    """Its criteria in plain data."""
    return [
        {
            "id": row.criterion.pk,
            "name": row.criterion.name,
            "name_es": row.criterion.name_es,
            "weight": row.criterion.weight,
            "anchors": row.anchors,
        }
        for row in criteria_of(edition)
    ]


@router.get("rubrics", response=answers(Page[RubricShown]))
def rubrics(request: Request, asked: Query[Paging]) -> Any:
    """Work samples anybody signed in here can begin, by name."""
    page = page_of(samples_in_use(request.actor), asked, by=("title", "pk"), name="rubrics")
    return page | {"items": [rubric_shown(edition) for edition in page["items"]]}


@router.get("rubrics/{number}", response=answers(RubricOpened, found=True))
def rubric(request: Request, number: Number) -> Any:
    """One work sample with its criteria."""
    edition = sample_numbered(request.actor, int(number))
    if edition is None:
        raise Http404
    return rubric_shown(edition) | {"criteria": criteria_shown(edition)}


@router.get("rubrics/{number}/agreement", response=answers(AssessorsAgree, found=True))
def rubric_agreement(request: Request, number: Number) -> Any:
    """How far the assessors of a rubric agree, for its steward."""
    found = rubric_numbered(request.actor, int(number))
    if found is None:
        raise Http404
    told = agreement_of(request.actor, found)
    names = ("pieces", "pairs", "lacking", "kappa", "icc_one", "icc_two")
    return {name: getattr(told, name) for name in names} | {
        "error": told.error.sd,
        "assumed": told.error.assumed,
        "people": [
            {name: getattr(one, name) for name in ("given", "pairs", "lean", "se")}
            | {"name": str(one.account or "")}
            for one in told.people
        ],
    }

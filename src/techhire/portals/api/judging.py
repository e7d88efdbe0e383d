"""Work that waits for me as an assessor: shown without whose it is, judged criterion by criterion."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.plays.assessments.actions.judgments import give_judgment, leave_judgment, save_judgment
from techhire.plays.assessments.queries.readings import blind_work, work_due
from techhire.plays.assessments.words import MOST_CRITERIA, LeftFor, Remark
from techhire.portals.api.fields import Given, Level, Number, Shown, Version
from techhire.portals.api.own_work import RowNumber
from techhire.portals.api.paging import Page, Paging, page_in
from techhire.portals.api.rubrics import CriterionShown, criteria_shown
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Judging"])


class DueShown(Shown):
    """A piece of work that waits for me, under its pseudonym, with the moment it passes to somebody else."""

    id: int
    pseudonym: str
    rubric: int
    title: str
    state: str
    due: datetime


class ScoreShown(Shown):
    """What I said by one criterion so far."""

    criterion: int
    level: int | None
    remark: str


class DueOpened(Shown):
    """A piece of work as I see it: no name, and nothing a fellow reader said. Files are opened on the page."""

    id: int
    pseudonym: str
    version: int
    task: str
    text: str
    files: int
    criteria: list[CriterionShown]
    scores: list[ScoreShown]


class ScoreGiven(Given):
    """A level and a remark from the list, by one criterion."""

    criterion: RowNumber
    level: Level | None = None
    remark: Remark | None = None


class JudgmentGiven(Given):
    """My scores, and the version I read."""

    scores: Annotated[list[ScoreGiven], Field(max_length=MOST_CRITERIA)]
    version: Version


class LeavingGiven(Given):
    """Why somebody else has to read it."""

    reason: LeftFor


def _due(request: Request, number: str) -> Any:
    found = blind_work(request.actor, int(number))
    if found is None:
        raise Http404
    return found


def _opened(found: Any) -> dict[str, Any]:
    return {
        "id": found.judgment.pk,
        "pseudonym": found.pseudonym,
        "version": found.judgment.version,
        "task": found.edition.task,
        "text": found.text,
        "files": len(found.files),
        "criteria": criteria_shown(found.edition),
        "scores": [
            {"criterion": row.shown.criterion.pk, "level": row.level, "remark": row.remark}
            for row in found.criteria
        ],
    }


def scores_of(given: list[ScoreGiven]) -> dict[int, tuple[int | None, str]]:
    """Level and remark by criterion, as the actions take them."""
    return {one.criterion: (one.level, one.remark.value if one.remark else "") for one in given}


@router.get("me/judgments", response=answers(Page[DueShown]))
def my_judgments(request: Request, asked: Query[Paging]) -> Any:
    """What waits for me, longest first."""
    page = page_in(work_due(request.actor), asked, name="judgments")
    rows = [
        {
            "id": row.judgment.pk,
            "pseudonym": row.pseudonym,
            "rubric": row.edition.rubric_id,
            "title": row.edition.title,
            "state": row.judgment.state,
            "due": row.due,
        }
        for row in page["items"]
    ]
    return page | {"items": rows}


@router.get("me/judgments/{number}", response=answers(DueOpened, found=True))
def one_judgment(request: Request, number: Number) -> Any:
    """One piece of work beside its criteria."""
    return _opened(_due(request, number))


@router.put("me/judgments/{number}", response=answers(DueOpened, found=True, written=True), auth=writer)
def save_my_judgment(request: Request, number: Number, body: JudgmentGiven) -> Any:
    """Keep a draft; criteria that are left out stay as they are."""
    found = _due(request, number)
    save_judgment(
        request.actor, found.judgment, scores=scores_of(body.scores), version=body.version, now=request.now
    )
    return _opened(_due(request, number))


@router.post(
    "me/judgments/{number}/give", response=answers(None, status=204, found=True, written=True), auth=writer
)
def give_my_judgment(request: Request, number: Number, body: JudgmentGiven) -> Any:
    """Hand the judgment in; it cannot be changed afterwards."""
    found = _due(request, number)
    give_judgment(
        request.actor, found.judgment, scores=scores_of(body.scores), version=body.version, now=request.now
    )
    return Status(204, None)


@router.post(
    "me/judgments/{number}/leave", response=answers(None, status=204, found=True, written=True), auth=writer
)
def leave_my_judgment(request: Request, number: Number, body: LeavingGiven) -> Any:
    """Leave it to somebody else."""
    leave_judgment(request.actor, _due(request, number).judgment, reason=body.reason.value, now=request.now)
    return Status(204, None)

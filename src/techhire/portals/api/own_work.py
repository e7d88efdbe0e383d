"""My work samples: begun, saved, handed in, taken back, and what came of them. Files go through the pages."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.plays.assessments.actions.submissions import begin_work, hand_in, save_work, withdraw_work
from techhire.plays.assessments.queries.identity import unread_files
from techhire.plays.assessments.queries.rereading import fresh_reading_of
from techhire.plays.assessments.queries.works import (
    sample_numbered,
    work_numbered,
    work_result,
    works_of,
)
from techhire.plays.assessments.words import LONGEST_TEXT, WorkState
from techhire.portals.api.fields import Given, Number, Shown, Spoken, Version, Yes, prose
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Work samples"])
RowNumber = Annotated[int, Field(strict=True, ge=1, le=10**18)]


class WorkShown(Shown):
    """One try of mine at a work sample.

    ``ends_at`` is there while it is under way; of ``begun_at`` only the day stays once it is handed in or taken back.
    """

    id: int
    rubric: int
    title: str
    state: str
    version: int
    begun_at: datetime | None
    ends_at: datetime | None
    handed_in_at: datetime | None
    judged_at: datetime | None


class SeenShown(Shown):
    """What was seen by one criterion, in words."""

    criterion: str
    level: int
    says: Spoken
    remarks: list[Spoken]


class WorkResultShown(Shown):
    """What came of it. Who judged is told by kind of partner alone."""

    lines: list[SeenShown]
    readers: int
    kinds: list[Spoken]
    sure: Spoken


class FreshReadingShown(Shown):
    """A reading asked because I said that the level is wrong: until it is done ``after`` and ``change`` are null.

    ``change`` is ``higher``, ``lower`` or ``same``; ``has_reader`` is false while nobody can be found.
    """

    asked_at: datetime
    has_reader: bool
    done_at: datetime | None
    readers: int
    before: float
    after: float | None
    change: str | None
    says: Spoken


class WorkOpened(WorkShown):
    """One try in full: the task once it is begun, what I wrote, and the result once it is judged.

    ``unread_files`` are places of PDFs in which nobody could look for my name.
    While it is read once more, ``state`` is ``reread`` and ``result`` is the one before.
    """

    task: str
    task_es: str
    text: str
    files: int
    unread_files: list[int]
    result: WorkResultShown | None
    fresh_reading: FreshReadingShown | None


class BeginGiven(Given):
    """Which work sample, by the number of its rubric."""

    rubric: RowNumber


class DraftGiven(Given):
    """What I wrote, and the version I read."""

    text: Annotated[str, prose(LONGEST_TEXT)]
    version: Version


class HandInGiven(Given):
    """``sure`` says that my name, address or number may stay in it."""

    sure: Yes = False


def _own(request: Request, number: str) -> Any:
    work = work_numbered(request.actor, int(number))
    if work is None:
        raise Http404
    return work


def _shown(work: Any) -> dict[str, Any]:
    names = ("state", "version", "begun_at", "ends_at", "handed_in_at", "judged_at")
    said = {name: getattr(work, name) for name in names}
    return said | {"id": work.pk, "rubric": work.rubric_id, "title": work.edition.title}


def _opened(request: Request, work: Any) -> dict[str, Any]:
    told = work_result(request.actor, work)
    begun = work.begun_at is not None
    return _shown(work) | {
        "task": work.edition.task if begun else "",
        "task_es": work.edition.task_es if begun else "",
        "text": work.text,
        "files": work.files.count(),
        "unread_files": unread_files(work) if work.state == WorkState.UNDER_WAY else [],
        "result": result_in_words(told) if told is not None else None,
        "fresh_reading": _fresh(request, work),
    }


def _fresh(request: Request, work: Any) -> dict[str, Any] | None:
    fresh = fresh_reading_of(request.actor, work)
    if fresh is None:
        return None
    names = ("asked_at", "has_reader", "done_at", "readers", "before", "after", "change")
    said = {name: getattr(fresh, name) for name in names}
    return said | {"says": fresh.change.label if fresh.change else work.get_state_display()}


def result_in_words(told: Any) -> dict[str, Any]:
    """What came of judged work, in plain data."""
    lines = [
        {
            "criterion": line.shown.criterion.name,
            "level": line.level,
            "says": line.says,
            "remarks": line.remarks,
        }
        for line in told.lines
    ]
    return {"lines": lines, "readers": told.readers, "kinds": told.kinds, "sure": told.sure}


@router.get("me/work", response=answers(Page[WorkShown], found=True))
def my_work(request: Request, asked: Query[Paging]) -> Any:
    """What I was offered, began and handed in, newest first."""
    rows = works_of(request.actor, own_record(request))
    page = page_of(rows, asked, by=("-made_at", "-pk"), name="work")
    return page | {"items": [_shown(work) for work in page["items"]]}


@router.post("me/work", response=answers(WorkOpened, status=201, found=True, written=True), auth=writer)
def begin_my_work(request: Request, body: BeginGiven) -> Any:
    """Show the task and start the clock; an open try is gone on with."""
    seeker = own_record(request)
    edition = sample_numbered(request.actor, body.rubric)
    if edition is None:
        raise Http404
    work = begin_work(request.actor, seeker, edition.rubric, now=request.now)
    return Status(201, _opened(request, _own(request, str(work.pk))))


@router.get("me/work/{number}", response=answers(WorkOpened, found=True))
def one_work(request: Request, number: Number) -> Any:
    """One try in full."""
    return _opened(request, _own(request, number))


@router.put("me/work/{number}", response=answers(WorkOpened, found=True, written=True), auth=writer)
def save_my_work(request: Request, number: Number, body: DraftGiven) -> Any:
    """Keep what I wrote, until the time is over."""
    work = _own(request, number)
    save_work(request.actor, work, text=body.text, version=body.version, now=request.now)
    return _opened(request, _own(request, number))


@router.post("me/work/{number}/hand-in", response=answers(WorkOpened, found=True, written=True), auth=writer)
def hand_my_work_in(request: Request, number: Number, body: HandInGiven) -> Any:
    """Give what was saved to assessors who do not know me."""
    hand_in(request.actor, _own(request, number), sure=body.sure, now=request.now)
    return _opened(request, _own(request, number))


@router.delete("me/work/{number}", response=answers(None, status=204, found=True, written=True), auth=writer)
def take_my_work_back(request: Request, number: Number) -> Any:
    """Take it back before somebody begins to judge; what I wrote is removed."""
    withdraw_work(request.actor, _own(request, number), now=request.now)
    return Status(204, None)

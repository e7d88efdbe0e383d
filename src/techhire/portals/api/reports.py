"""Reporting a job, an organization or a program, with or without a token, and following a report by its code."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.communities.queries import organization_named
from techhire.plays.concerns.actions.answering import answer_concern
from techhire.plays.concerns.actions.reporting import report_thing
from techhire.plays.concerns.queries import notice_numbered, notices_of, stand_behind
from techhire.plays.concerns.words import LONGEST_WORDS, Wrong
from techhire.plays.marketplace.queries import posting_by_identifier
from techhire.plays.providers.queries import program_numbered
from techhire.portals.api.fields import Given, Identifier, Number, Shown, Slug, Spoken, Yes, line, prose
from techhire.portals.api.paging import Page, Paging, page_in
from techhire.portals.api.service import answers
from techhire.portals.api.throttling import following
from techhire.portals.api.tokens import anybody, reader, writer
from techhire.portals.layout.reports import count_report
from techhire.portals.layout.request import Request

router = Router(auth=anybody, tags=["Reports"])
ReportCode = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9-]+$")]


class ReportGiven(Given):
    """What is wrong; the rest may be left out. ``in_portal`` keeps the token's account with the report."""

    wrong: Wrong
    words: Annotated[str, prose(LONGEST_WORDS)] = ""
    email: Annotated[str, line(254)] = ""
    phone: Annotated[str, line(40)] = ""
    in_portal: Yes = False


class ReportTaken(Shown):
    """The code by which the report is followed. It is told this once."""

    code: str


class StandShown(Shown):
    """How far a report is (new, read, closed) and, where it is closed, how it ended."""

    state: str
    outcome: str


class NoticeShown(Shown):
    """What the owner of a reported thing is told; never who reported, nor in which words."""

    id: int
    thing: str
    name: str
    organization: str
    state: str
    is_held: bool
    wrongs: list[Spoken]
    to_owner: str
    answer: str
    outcome: str


class NoticeAnswer(Given):
    """The owner's side."""

    words: Annotated[str, prose(LONGEST_WORDS, least=1)]


def _taken(request: Request, thing: Any, body: ReportGiven) -> Any:
    if thing is None:
        raise Http404
    said = body.model_dump() | {"wrong": body.wrong.value}
    count_report(request, thing, body.wrong)
    return Status(201, {"code": report_thing(request.actor, thing, **said, now=request.now)})


TAKEN = answers(ReportTaken, status=201, found=True, written=True)


@router.post("jobs/{identifier}/reports", response=TAKEN)
def report_job(request: Request, identifier: Identifier, body: ReportGiven) -> Any:
    """Report an open job. Who asks is not kept unless ``in_portal`` says so."""
    return _taken(request, posting_by_identifier(request.actor, identifier), body)


@router.post("programs/{number}/reports", response=TAKEN)
def report_program(request: Request, number: Number, body: ReportGiven) -> Any:
    """Report a training program people can see."""
    return _taken(request, program_numbered(request.actor, int(number)), body)


@router.post("organizations/{slug}/reports", response=TAKEN)
def report_organization(request: Request, slug: Slug, body: ReportGiven) -> Any:
    """Report an employer, a training provider or another partner as a whole."""
    return _taken(request, organization_named(request.actor, slug), body)


@router.get("reports/{code}", response=answers(StandShown, found=True), throttle=[following])
def report_stand(request: Request, code: ReportCode) -> Any:
    """How far the report with this code is, and nothing else."""
    stand = stand_behind(request.community, code)
    if stand is None:
        raise Http404
    return stand


def _notice(row: Any) -> dict[str, Any]:
    names = ("thing", "name", "state", "is_held", "to_owner", "answer", "outcome")
    said = {name: getattr(row.concern, name) for name in names}
    return said | {"id": row.concern.pk, "organization": row.concern.organization.slug, "wrongs": row.wrongs}


@router.get("me/notices", response=answers(Page[NoticeShown]), auth=reader)
def my_notices(request: Request, asked: Query[Paging]) -> Any:
    """What my organizations were told of, what is open first: at most fifty."""
    return page_in([_notice(row) for row in notices_of(request.actor)], asked, name="notices")


@router.put(
    "me/notices/{number}/answer", response=answers(NoticeShown, found=True, written=True), auth=writer
)
def answer_notice(request: Request, number: Number, body: NoticeAnswer) -> Any:
    """Say my organization's side while it is looked at."""
    found = notice_numbered(request.actor, int(number))
    if found is None:
        raise Http404
    answer_concern(request.actor, found.concern, words=body.words, now=request.now)
    again = notice_numbered(request.actor, int(number))
    return _notice(again)

"""Interviews by a guide: opened for one person, rated by each interviewer alone, finished, answered by the person."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field, StrictInt

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.interviews import (
    answer_interview,
    finish_interview,
    give_rating,
    open_interview,
    permit_interview,
    save_rating,
)
from techhire.plays.assessments.queries.interviews import (
    interview_numbered,
    interview_result,
    interview_shown,
    interviews_asking,
    interviews_of,
    interviews_with,
    looked_at,
)
from techhire.plays.assessments.queries.rubrics import guides_for
from techhire.plays.assessments.words import MOST_CRITERIA
from techhire.plays.matches.queries.meeting import job_behind, job_of, job_told
from techhire.plays.seekers.actions.access import record_access
from techhire.portals.api.fields import (
    Given,
    Identifier,
    Number,
    PersonCode,
    Pseudonym,
    Shown,
    Slug,
    Yes,
    prose,
)
from techhire.portals.api.jobs import EmployerNamed
from techhire.portals.api.judging import ScoreGiven, ScoreShown, scores_of
from techhire.portals.api.live_checks import met_by_name
from techhire.portals.api.onramp import look, own_case
from techhire.portals.api.own import own_record
from techhire.portals.api.own_work import RowNumber, WorkResultShown, result_in_words
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.rubrics import CriterionShown, criteria_shown
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.interviewed import with_jobs
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Interviews"])
COACHED = "onramps/{slug}/people/{code}/interviews"
HIRING = "postings/{identifier}/people/{pseudonym}/interviews"


class InterviewListed(Shown):
    """An interview: by which guide, for which job, where it stands, and the person's two answers.

    ``job`` is the title of the job, in ``job_language``; both are empty where it is for none.

    ``permitted`` is to being rated, without which nothing is; ``agreement`` to its being on their record.
    """

    id: int
    guide: int
    title: str
    organization: EmployerNamed
    job: str
    job_language: str
    state: str
    permitted: str
    agreement: str
    opened_at: datetime
    finished_at: datetime | None


class InterviewRead(InterviewListed):
    """An interview somebody had with me, and what was seen, in words."""

    result: WorkResultShown


class InterviewAsking(InterviewListed):
    """An interview somebody asks me for: what they look at, and who rates, who are staff of ``organization`` alone."""

    looks_at: list[CriterionShown]


class QuestionAsked(CriterionShown):
    """What is looked at, with the question that asks for it."""

    question: str
    question_es: str


class InterviewToRate(InterviewListed):
    """An interview as one interviewer sees it: ``result`` tells of colleagues once my own rating is handed in."""

    version: int
    handed_in: bool
    given: int
    under_way: int
    criteria: list[QuestionAsked]
    scores: list[ScoreShown]
    result: WorkResultShown | None


class GuideChosen(Given):
    """By which guide to ask, by the number of its rubric."""

    guide: RowNumber


class RatingGiven(Given):
    """My levels and remarks, and the version I read: 0 for the first."""

    scores: Annotated[list[ScoreGiven], Field(max_length=MOST_CRITERIA)]
    version: Annotated[StrictInt, Field(ge=0, le=1_000_000_000)]


class InterviewAnswer(Given):
    """Whether the result may stand on my record, or whether they may rate my answers."""

    agrees: Yes


class AnswerHeard(InterviewAnswer):
    """What somebody without an account said to being rated, in their words, written down by their coach."""

    words: Annotated[str, prose(2000)]


def _all_listed(request: Request, rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [_told(row, posting) for row, posting in with_jobs(request, rows)]


def _listed(request: Request, row: Any) -> dict[str, Any]:
    return _all_listed(request, [row])[0]


def _told(row: Any, posting: Any) -> dict[str, Any]:
    names = ("organization", "state", "permitted", "agreement", "opened_at", "finished_at")
    said = {name: getattr(row, name) for name in names}
    job = {"job": posting.title if posting else "", "job_language": posting.language if posting else ""}
    return said | job | {"id": row.pk, "guide": row.edition.rubric_id, "title": row.edition.title}


def _to_rate(request: Request, row: Any) -> dict[str, Any]:
    shown = interview_shown(request.actor, row)
    asked = {one.shown.criterion.pk: one.shown.criterion for one in shown.criteria}
    return _listed(request, row) | {
        "version": shown.version,
        "handed_in": shown.is_given,
        "given": shown.given,
        "under_way": shown.under_way,
        "criteria": [
            said | {name: getattr(asked[said["id"]], name) for name in ("question", "question_es")}
            for said in criteria_shown(row.edition)
        ],
        "scores": [
            {"criterion": one.shown.criterion.pk, "level": one.level, "remark": one.remark}
            for one in shown.criteria
        ],
        "result": result_in_words(shown.result) if shown.result else None,
    }


def _mine(request: Request, number: str) -> Any:
    found = interviews_of(request.actor, own_record(request)).filter(pk=int(number)).first()
    if found is None:
        raise Http404
    return found


@router.get("me/interviews", response=answers(Page[InterviewListed], found=True))
def my_interviews(request: Request, asked: Query[Paging]) -> Any:
    """Interviews I had that are finished, newest first."""
    rows = interviews_of(request.actor, own_record(request))
    page = page_of(rows, asked, by=("-finished_at", "-pk"), name="interviews")
    return page | {"items": _all_listed(request, page["items"])}


@router.get("me/interviews/{number}", response=answers(InterviewRead, found=True))
def my_interview(request: Request, number: Number) -> Any:
    """One of them with what was seen."""
    found = _mine(request, number)
    return _listed(request, found) | {"result": result_in_words(interview_result(request.actor, found))}


@router.post(
    "me/interviews/{number}/answer", response=answers(InterviewListed, found=True, written=True), auth=writer
)
def answer_my_interview(request: Request, number: Number, body: InterviewAnswer) -> Any:
    """Say whether the result may stand on my record; it counts only by my yes."""
    answer_interview(request.actor, _mine(request, number), agrees=body.agrees, now=request.now)
    return _listed(request, _mine(request, number))


def _asking(request: Request, number: str) -> Any:
    found = interviews_asking(request.actor, own_record(request)).filter(pk=int(number)).first()
    if found is None:
        raise Http404
    return found


@router.get("me/interview-requests", response=answers(Page[InterviewAsking], found=True))
def my_interview_requests(request: Request, asked: Query[Paging]) -> Any:
    """Interviews I am asked to be rated in and can still say yes or no to, newest first."""
    rows = interviews_asking(request.actor, own_record(request))
    page = page_of(rows, asked, by=("-opened_at", "-pk"), name="interview-requests")
    items = [
        _told(row, posting) | {"looks_at": criteria_shown(row.edition)}
        for row, posting in with_jobs(request, page["items"])
    ]
    return page | {"items": items}


@router.post(
    "me/interview-requests/{number}/answer",
    response=answers(InterviewListed, found=True, written=True),
    auth=writer,
)
def permit_my_interview(request: Request, number: Number, body: InterviewAnswer) -> Any:
    """Say whether they may rate my answers; nothing is rated before my yes."""
    row = _asking(request, number)
    job = job_told(request.actor, row)
    row = permit_interview(request.actor, row, agrees=body.agrees, job=job, now=request.now)
    return _listed(request, row)


def _guide(request: Request, organization: Any, body: GuideChosen) -> Any:
    found = guides_for(request.actor, organization).filter(pk=body.guide).first()
    if found is None:
        raise Refused(_("This interview guide is not in use here."), field="guide")
    return found


@router.get(COACHED, response=answers(list[InterviewListed], found=True))
def coached_interviews(request: Request, slug: Slug, code: PersonCode) -> Any:
    """Interviews my onramp had with somebody on the caseload, newest first."""
    case = own_case(request, slug, code)
    look(request, case)
    return _all_listed(request, interviews_with(request.actor, case.organization, case.seeker))


@router.post(COACHED, response=answers(InterviewToRate, status=201, found=True, written=True), auth=writer)
def interview_coached(request: Request, slug: Slug, code: PersonCode, body: GuideChosen) -> Any:
    """Begin to ask somebody on the caseload by a guide; an open one by the same guide is gone on with."""
    case = own_case(request, slug, code)
    guide = _guide(request, case.organization, body)
    row = open_interview(request.actor, case.organization, case.seeker, guide, now=request.now)
    return Status(201, _to_rate(request, row))


@router.get(HIRING, response=answers(list[InterviewListed], found=True))
def hiring_interviews(request: Request, identifier: Identifier, pseudonym: Pseudonym) -> Any:
    """Interviews for my posting with a person whose name I know, newest first."""
    posting, seeker = met_by_name(request, identifier, pseudonym)
    rows = interviews_with(request.actor, posting.organization, seeker, posting.pk)
    return _all_listed(request, rows)


@router.post(HIRING, response=answers(InterviewToRate, status=201, found=True, written=True), auth=writer)
def interview_for_job(
    request: Request, identifier: Identifier, pseudonym: Pseudonym, body: GuideChosen
) -> Any:
    """Begin to ask a person whose name I know for my posting; an open one by the same guide for it is gone on with."""
    posting, seeker = met_by_name(request, identifier, pseudonym)
    guide = _guide(request, posting.organization, body)
    who: tuple[Any, ...] = (request.actor, posting.organization, seeker, guide)
    job = job_of(request.actor, posting)
    return Status(201, _to_rate(request, open_interview(*who, job=job, now=request.now)))


def _ours(request: Request, number: str) -> Any:
    """The interview for one who asks, never for the person; that somebody read the name is written down."""
    row = interview_numbered(request.actor, int(number))
    if row is None or row.seeker.account_id == request.actor.account_id:
        raise Http404
    looked = asdict(looked_at(request.actor, row))
    record_access(request.actor, row.seeker, what="name", now=request.now, **looked)
    return row


@router.get("interviews/{number}", response=answers(InterviewToRate, found=True))
def interview(request: Request, number: Number) -> Any:
    """One interview of my organization with its questions and my own rating."""
    return _to_rate(request, _ours(request, number))


@router.post(
    "interviews/{number}/permission",
    response=answers(InterviewToRate, found=True, written=True),
    auth=writer,
)
def write_permission_down(request: Request, number: Number, body: AnswerHeard) -> Any:
    """Write down what somebody without an account says to being rated, for their coach; they get it in writing."""
    row = _ours(request, number)
    job = job_told(request.actor, row)
    permit_interview(request.actor, row, agrees=body.agrees, words=body.words, job=job, now=request.now)
    return _to_rate(request, _ours(request, number))


def _rating(body: RatingGiven) -> dict[str, Any]:
    return {"scores": scores_of(body.scores), "version": body.version}


@router.put(
    "interviews/{number}/rating", response=answers(InterviewToRate, found=True, written=True), auth=writer
)
def keep_my_rating(request: Request, number: Number, body: RatingGiven) -> Any:
    """Keep a draft of my rating; criteria that are left out stay as they are."""
    row = _ours(request, number)
    said = _rating(body) | {"job": job_behind(request.actor, row), "now": request.now}
    save_rating(request.actor, row, **said)
    return _to_rate(request, row)


@router.post(
    "interviews/{number}/rating/give",
    response=answers(InterviewToRate, found=True, written=True),
    auth=writer,
)
def hand_my_rating_in(request: Request, number: Number, body: RatingGiven) -> Any:
    """Hand my rating in; it cannot be changed afterwards, and colleagues' can be read."""
    row = _ours(request, number)
    said = _rating(body) | {"job": job_behind(request.actor, row), "now": request.now}
    give_rating(request.actor, row, **said)
    return _to_rate(request, row)


@router.post(
    "interviews/{number}/finish", response=answers(InterviewToRate, found=True, written=True), auth=writer
)
def end_interview(request: Request, number: Number) -> Any:
    """Combine the ratings handed in; the person can read the result from now on."""
    row = _ours(request, number)
    finish_interview(request.actor, row, job=job_behind(request.actor, row), now=request.now)
    return _to_rate(request, _ours(request, number))

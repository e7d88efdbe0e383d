"""Corrections: asked for by a coach in somebody's words, and answered by whoever added what is said to be wrong."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status

from techhire.plays.seekers.actions.disputes import answer_dispute, open_dispute
from techhire.plays.seekers.queries import evidence_numbered, open_dispute_numbered, open_disputes
from techhire.plays.seekers.rules import answers_open
from techhire.plays.seekers.words import DisputeAnswer, Purpose
from techhire.portals.api.fields import Given, Number, PersonCode, Shown, Slug, prose
from techhire.portals.api.looks import note_record
from techhire.portals.api.onramp import own_case
from techhire.portals.api.own_skills import DisputeGiven, DisputeShown
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Corrections"])


class CorrectionShown(Shown):
    """What somebody says is wrong, under their code; the answers open to me, fewer while somebody new looks at it."""

    id: int
    person: str
    skill: SkillNamed
    kind: str
    level: float
    at: date
    reason: str
    words: str
    opened_at: datetime
    looked_at_since: datetime | None
    answers: list[str]


class CorrectionAnswered(Given):
    """It stands, was corrected or was removed."""

    answer: DisputeAnswer


class DisputeHeard(DisputeGiven):
    """What is wrong, as the person said it to their coach."""

    words: Annotated[str, prose(2000, least=1)]


def _correction(request: Request, row: Any) -> dict[str, Any]:
    piece = row.evidence
    return {
        "id": row.pk,
        "person": piece.seeker.code,
        "skill": piece.skill,
        "kind": piece.kind,
        "level": float(piece.level),
        "at": piece.at,
        "reason": row.reason,
        "words": row.words,
        "opened_at": row.opened_at,
        "looked_at_since": row.looked_at_since,
        "answers": [answer.value for answer in answers_open(request.actor, row)],
    }


@router.get("corrections", response=answers(Page[CorrectionShown], found=True))
def corrections(request: Request, asked: Query[Paging]) -> Any:
    """Corrections that wait for my answer, oldest first: about what my organizations added; all for the civic lead."""
    page = page_of(open_disputes(request.actor), asked, by=("opened_at", "pk"), name="corrections")
    return page | {"items": [_correction(request, row) for row in page["items"]]}


@router.post(
    "corrections/{number}/answer", response=answers(DisputeShown, found=True, written=True), auth=writer
)
def answer_correction(request: Request, number: Number, body: CorrectionAnswered) -> Any:
    """Answer one; where it stands it counts again, else it is taken away. The person can read it."""
    row = open_dispute_numbered(request.actor, int(number))
    if row is None:
        raise Http404
    return answer_dispute(request.actor, row, answer=body.answer.value, now=request.now)


@router.post(
    "onramps/{slug}/people/{code}/disputes",
    response=answers(DisputeShown, status=201, found=True, written=True),
    auth=writer,
)
def dispute_for_person(request: Request, slug: Slug, code: PersonCode, body: DisputeHeard) -> Any:
    """Say for somebody I coach, in their words, that a piece of evidence is wrong. It stops counting."""
    case = own_case(request, slug, code)
    note_record(request, case.seeker_id, Purpose.COACHING, case.organization_id)
    evidence = evidence_numbered(request.actor, body.evidence)
    if evidence is None or evidence.seeker_id != case.seeker_id:
        raise Http404
    said = {"reason": body.reason.value, "words": body.words}
    return Status(201, open_dispute(request.actor, evidence, **said, now=request.now))

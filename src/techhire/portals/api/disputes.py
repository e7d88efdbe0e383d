"""Corrections people asked for: what waits for my organizations' answer, or as the civic lead for anybody's here."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from techhire.plays.seekers.actions.disputes import answer_dispute
from techhire.plays.seekers.queries import open_dispute_numbered, open_disputes
from techhire.plays.seekers.rules import answers_open
from techhire.plays.seekers.words import DisputeAnswer
from techhire.portals.api.fields import Given, Number, PersonCode, Shown
from techhire.portals.api.own_skills import DisputeShown
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer

router = Router(auth=reader, tags=["Corrections"])


class CorrectionShown(Shown):
    """What a person says is wrong with a piece of evidence. Until somebody answers it does not count.

    ``open_to_me`` are the answers I may give; ``looked_at_since`` says that somebody new is reading the work.
    """

    id: int
    person: PersonCode
    skill: SkillNamed
    kind: str
    level: float
    reason: str
    words: str
    opened_at: datetime
    looked_at_since: datetime | None
    open_to_me: list[str]


class CorrectionAnswered(Given):
    """It stands and counts again, or it was corrected or removed and is taken away."""

    answer: DisputeAnswer


def _shown(request: HttpRequest, row: Any) -> dict[str, Any]:
    piece = row.evidence
    return {
        "id": row.pk,
        "person": piece.seeker.code,
        "skill": piece.skill,
        "kind": piece.kind,
        "level": float(piece.level),
        "reason": row.reason,
        "words": row.words,
        "opened_at": row.opened_at,
        "looked_at_since": row.looked_at_since,
        "open_to_me": [one.value for one in answers_open(request.actor, row)],
    }


@router.get("disputes", response=answers(Page[CorrectionShown]))
def corrections(request: HttpRequest, asked: Query[Paging]) -> Any:
    """What waits for an answer, longest first."""
    page = page_of(open_disputes(request.actor), asked, by=("opened_at", "pk"), name="disputes")
    return page | {"items": [_shown(request, row) for row in page["items"]]}


@router.post(
    "disputes/{number}/answer", response=answers(DisputeShown, found=True, written=True), auth=writer
)
def answer_correction(request: HttpRequest, number: Number, body: CorrectionAnswered) -> Any:
    """Answer one; the person can read it."""
    found = open_dispute_numbered(request.actor, int(number))
    if found is None:
        raise Http404
    return answer_dispute(request.actor, found, answer=body.answer.value, now=request.now)

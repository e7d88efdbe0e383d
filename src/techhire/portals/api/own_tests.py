"""My tests: those I can take, and what those I took came to. Tests are taken on pages, never through here."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Query, Router

from techhire.plays.assessments.queries.results import Result, reading_of, result_of
from techhire.plays.assessments.queries.sittings import offers_for, sitting_numbered, sittings_of
from techhire.plays.assessments.words import OPEN_SITTINGS
from techhire.portals.api.fields import Number, Shown, Spoken
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["My tests"])


class TestOfferShown(Shown):
    """A test I can take at home. ``practice`` counts only if I say so; ``free_on`` is the day it is open again."""

    id: int
    title: str
    skill: SkillNamed
    practice: bool
    questions_at_most: int
    free_on: date | None
    taken: int


class ReadingShown(Shown):
    """A level with its uncertainty: most likely this one, and from ``low`` to ``high`` in 8 of 10 cases."""

    likely: int
    low: int
    high: int
    says: Spoken


class SittingShown(Shown):
    """A test of mine that is over. Without ``reading`` too little was answered, or it does not count."""

    id: int
    title: str
    skill: SkillNamed
    practice: bool
    state: str
    began_at: datetime | None
    finished_at: datetime | None
    given_by: str | None
    counts: bool
    reading: ReadingShown | None


class ResultShown(SittingShown):
    """One result in full: how many answers it comes from, and topics that went less well than the rest."""

    answered: int
    weaker: list[str]


@router.get("me/tests", response=answers(list[TestOfferShown], found=True))
def my_tests(request: Request) -> Any:
    """Tests I can take at home, by skill. They are taken on the pages of the site."""
    seeker = own_record(request)
    return [
        {
            "id": offer.assessment.pk,
            "title": offer.assessment.title,
            "skill": offer.assessment.bank.skill,
            "practice": offer.is_practice,
            "questions_at_most": offer.assessment.max_items + offer.assessment.pilot_items,
            "free_on": offer.free_on,
            "taken": offer.taken,
        }
        for offer in offers_for(request.actor, seeker)
    ]


@router.get("me/sittings", response=answers(Page[SittingShown], found=True))
def my_sittings(request: Request, asked: Query[Paging]) -> Any:
    """Tests of mine that are over, newest first."""
    seeker = own_record(request)
    rows = sittings_of(request.actor, seeker)
    page = page_of(rows, asked, by=("-made_at", "-pk"), name=f"sittings:{seeker.pk}")
    return page | {"items": [_line(sitting) for sitting in page["items"]]}


def _line(sitting: Any) -> dict[str, Any]:
    return {
        "id": sitting.pk,
        "title": sitting.assessment.title,
        "skill": sitting.assessment.bank.skill,
        "practice": sitting.assessment.bank.kind == "practice",
        "state": sitting.state,
        "began_at": sitting.started_at,
        "finished_at": sitting.finished_at,
        "given_by": sitting.given_by.name if sitting.given_by else None,
        "counts": sitting.evidence is not None and sitting.evidence.state == "counts",
        "reading": reading_of(sitting) if sitting.state == "finished" else None,
    }


@router.get("me/sittings/{number}", response=answers(ResultShown, found=True))
def my_sitting(request: Request, number: Number) -> Any:
    """One result of mine. Questions and keys are shown on the page of practice only."""
    own_record(request)
    sitting = sitting_numbered(request.actor, int(number))
    if sitting is None or sitting.state in OPEN_SITTINGS:
        raise Http404
    result: Result = result_of(request.actor, sitting)
    return _line(sitting) | {"answered": result.answered, "weaker": result.weaker}

"""Vouches: what others said about me, and how my organization's own turned out."""

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.communities.queries import organization_named
from techhire.plays.seekers.actions.vouches import agree_to_vouches, answer_vouch, refuse_vouch
from techhire.plays.seekers.queries import (
    evidence_numbered,
    own_record,
    own_vouch,
    own_vouches,
    vouch_lines,
    vouches_about,
)
from techhire.plays.seekers.words import Purpose, VouchAnswer
from techhire.portals.api import own
from techhire.portals.api.fields import Given, Number, Shown, Slug
from techhire.portals.api.looks import note_names
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.api.training import PersonNamed
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Vouches"])


class VouchAboutMe(Shown):
    """A vouch about me; it waits for my yes or counts. ``record`` says how its source's vouches turned out so far."""

    id: int
    skill: SkillNamed
    level: float
    at: date
    organization: str
    state: str
    record: str


class VouchRecordShown(Shown):
    """How my organization's vouches turned out: numbers by outcome and by its own answers.

    Under five checked ones the record is neutral. ``weight`` is a new vouch's in percent of a usual one.
    """

    turned_out: int
    checked: int
    is_neutral: bool
    rate: float
    weight: int
    outcomes: dict[str, int]
    answers: dict[str, int]


class OwnVouchShown(Shown):
    """One vouch of my organization; the person only as long as they let it see them."""

    id: int
    skill: SkillNamed
    level: float
    at: date
    outcome: str
    answer: str
    person: PersonNamed | None


class AnswerGiven(Given):
    """What we say of a vouch that did not hold up."""

    answer: VouchAnswer = Field(...)


def _about(one: Any) -> dict[str, Any]:
    row = one.evidence
    said = {"id": row.pk, "skill": row.skill, "level": float(row.level), "at": row.at, "state": row.state}
    return said | {
        "organization": row.organization.name if row.organization else "",
        "record": one.record.says,
    }


@router.get("me/vouches", response=answers(list[VouchAboutMe], found=True))
def vouches_about_me(request: Request) -> Any:
    """What others vouched for about me, those that wait for my yes first."""
    return [_about(one) for one in vouches_about(request.actor, own.own_record(request))]


def _piece_about_me(request: Request, number: str) -> Any:
    piece = evidence_numbered(request.actor, int(number))
    if piece is None or piece.seeker_id != own.own_record(request).pk:
        raise Http404
    return piece


@router.post(
    "me/vouches/{number}/agree", response=answers(None, status=204, found=True, written=True), auth=writer
)
def let_it_count(request: Request, number: Number) -> Any:
    """Let a vouch about me count, after I have read it."""
    piece = _piece_about_me(request, number)
    agree_to_vouches(request.actor, piece.seeker, evidence_ids=[piece.pk], now=request.now)
    return Status(204, None)


@router.post(
    "me/vouches/{number}/refuse", response=answers(None, status=204, found=True, written=True), auth=writer
)
def do_not_use_it(request: Request, number: Number) -> Any:
    """Do not use a vouch about me, or not any more."""
    refuse_vouch(request.actor, _piece_about_me(request, number), now=request.now)
    return Status(204, None)


def _own_organization(request: Request, slug: str) -> Any:
    found = organization_named(request.actor, slug)
    if found is None or not request.actor.sits_in(found.pk):
        raise Http404
    return found


@router.get("organizations/{slug}/vouch-record", response=answers(VouchRecordShown, found=True))
def vouch_record(request: Request, slug: Slug) -> Any:
    """How my organization's vouches turned out, in numbers."""
    return own_record(request.actor, _own_organization(request, slug), request.today)


@router.get("organizations/{slug}/vouches", response=answers(Page[OwnVouchShown], found=True))
def vouches_of_mine(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """My organization's vouches with what became of each, newest first."""
    organization = _own_organization(request, slug)
    rows = own_vouches(request.actor, organization)
    page = page_of(rows, asked, by=("-pk",), name=f"vouches:{organization.pk}")
    lines = vouch_lines(request.actor, organization, page["items"], request.today)
    seen = {line.seeker.pk for line in lines if line.seeker is not None}
    note_names(request, seen, Purpose.VOUCHING, organization.pk)
    return page | {"items": [_line(line) for line in lines]}


def _line(line: Any) -> dict[str, Any]:
    row = line.evidence
    return {
        "id": row.pk,
        "skill": row.skill,
        "level": float(row.level),
        "at": row.at,
        "outcome": line.outcome.value,
        "answer": line.vouch.answer,
        "person": line.seeker,
    }


@router.post(
    "organizations/{slug}/vouches/{number}/answer",
    response=answers(OwnVouchShown, found=True, written=True),
    auth=writer,
)
def say_why(request: Request, slug: Slug, number: Number, body: AnswerGiven) -> Any:
    """Say why a vouch did not hold up. It never changes the count."""
    organization = _own_organization(request, slug)
    found = own_vouch(request.actor, organization, int(number))
    if found is None:
        raise Http404
    answer_vouch(request.actor, found.evidence, answer=body.answer.value, now=request.now)
    again = own_vouch(request.actor, organization, int(number))
    return _line(vouch_lines(request.actor, organization, [again] if again else [], request.today)[0])

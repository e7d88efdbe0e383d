"""The no of somebody who works through a coach: to a vouch, to what an employer said, to an employer."""

from typing import Any

from django.http import Http404
from ninja import Router
from ninja.responses import Status

from techhire.commons.communities.queries import organization_named
from techhire.plays.seekers.actions.feedback import refuse_feedback
from techhire.plays.seekers.actions.found import block_employer, unblock_employer
from techhire.plays.seekers.actions.vouches import refuse_vouch
from techhire.plays.seekers.queries import evidence_numbered, feedback_numbered
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.fields import Number, PersonCode, Slug
from techhire.portals.api.looks import note_record
from techhire.portals.api.onramp import own_case
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Caseload"])
PERSON = "onramps/{slug}/people/{code}"
DONE = answers(None, status=204, found=True, written=True)


def _seeker(request: Request, slug: str, code: str) -> Any:
    case = own_case(request, slug, code)
    note_record(request, case.seeker_id, Purpose.COACHING, case.organization_id)
    return case.seeker


@router.post(PERSON + "/vouches/{number}/refuse", response=DONE, auth=writer)
def refuse_vouch_for_person(request: Request, slug: Slug, code: PersonCode, number: Number) -> Any:
    """Do not use a vouch about somebody I coach, or not any more, at their word."""
    seeker, piece = _seeker(request, slug, code), evidence_numbered(request.actor, int(number))
    if piece is None or piece.seeker_id != seeker.pk:
        raise Http404
    refuse_vouch(request.actor, piece, now=request.now)
    return Status(204, None)


@router.post(PERSON + "/feedback/{number}/refuse", response=DONE, auth=writer)
def refuse_feedback_for_person(request: Request, slug: Slug, code: PersonCode, number: Number) -> Any:
    """Do not use what an employer said about somebody I coach, or not any more, at their word."""
    found = feedback_numbered(request.actor, _seeker(request, slug, code), int(number))
    if found is None:
        raise Http404
    refuse_feedback(request.actor, found, now=request.now)
    return Status(204, None)


def _employer(request: Request, employer: str) -> Any:
    found = organization_named(request.actor, employer)
    if found is None:
        raise Http404
    return found


@router.put(PERSON + "/hidden-from/{employer}", response=DONE, auth=writer)
def hide_person(request: Request, slug: Slug, code: PersonCode, employer: Slug) -> Any:
    """Hide somebody I coach from one employer, which is not told."""
    seeker = _seeker(request, slug, code)
    block_employer(request.actor, seeker, _employer(request, employer), now=request.now)
    return Status(204, None)


@router.delete(PERSON + "/hidden-from/{employer}", response=DONE, auth=writer)
def show_person_again(request: Request, slug: Slug, code: PersonCode, employer: Slug) -> Any:
    """Let an employer find somebody I coach again."""
    seeker = _seeker(request, slug, code)
    unblock_employer(request.actor, seeker, _employer(request, employer), now=request.now)
    return Status(204, None)

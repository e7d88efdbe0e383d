"""Badges of somebody who works through a coach: asked for at their word, shown and ended at their word."""

import uuid
from typing import Annotated, Any

from django.db import transaction
from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status

from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.actions.sharing import share_badge, show_employers
from techhire.plays.credentials.actions.standing import give_up_badge
from techhire.plays.credentials.queries.badges import badge_of, badges_of
from techhire.plays.credentials.queries.offers import offers_of
from techhire.plays.credentials.words import Holder
from techhire.plays.seekers.queries import skill_coded
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.badges import BadgeOfferShown, BadgeOpened, BadgeShown, badge_opened, badge_shown
from techhire.portals.api.fields import Code, Given, Identifier, PersonCode, Slug, Yes, prose
from techhire.portals.api.looks import note_record
from techhire.portals.api.onramp import own_case
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Badges"])
PERSON = "onramps/{slug}/people/{code}"
ONE = PERSON + "/badges/{identifier}"
Words = Annotated[str, prose(2000, least=1)]


class BadgeHeard(Given):
    """Which badge, and the person's yes to having it signed, in their words."""

    skill: Code
    words: Words
    for_employers: Yes = False


class SharingHeard(Given):
    """Whether there is a link to it, and whether employers here may know of it; their words where either begins."""

    link: Yes
    for_employers: Yes
    words: Annotated[str, prose(2000)] = ""


def holder(request: Request, slug: str, code: str) -> Any:
    """The person, for a coach who may write: badges are the person's own, so readers do not see them."""
    case = own_case(request, slug, code)
    if not request.actor.writes_for(case.organization_id):
        raise Http404
    note_record(request, case.seeker_id, Purpose.COACHING, case.organization_id)
    return case.seeker


def _badge(request: Request, seeker: Any, identifier: str) -> Any:
    found = badge_of(request.actor, seeker, uuid.UUID(identifier))
    if found is None:
        raise Http404
    return found


@router.get(PERSON + "/badge-offers", response=answers(list[BadgeOfferShown], found=True))
def coached_badge_offers(request: Request, slug: Slug, code: PersonCode) -> Any:
    """Badges somebody I coach could have now."""
    return offers_of(request.actor, holder(request, slug, code), request.now)


@router.get(PERSON + "/badges", response=answers(Page[BadgeShown], found=True))
def coached_badges(request: Request, slug: Slug, code: PersonCode, asked: Query[Paging]) -> Any:
    """Their badges, newest first."""
    seeker = holder(request, slug, code)
    rows = badges_of(request.actor, seeker)
    page = page_of(rows, asked, by=("-issued_at", "-pk"), name=f"badges:{seeker.pk}")
    return page | {"items": [badge_shown(row) for row in page["items"]]}


@router.post(
    PERSON + "/badges",
    response=answers(BadgeOpened, status=201, found=True, written=True),
    auth=writer,
)
def have_coached_badge_signed(request: Request, slug: Slug, code: PersonCode, body: BadgeHeard) -> Any:
    """Have a badge signed that is offered to them, at their word. It names nobody."""
    seeker = holder(request, slug, code)
    skill = skill_coded(request.actor, body.skill)
    if skill is None:
        raise Http404
    said: dict[str, Any] = {
        "words": body.words,
        "for_employers": body.for_employers,
        "holder": Holder.NOBODY.value,
    }
    made = get_badge(request.actor, seeker, skill_id=skill.pk, now=request.now, **said)
    return Status(201, badge_opened(request, made))


@router.get(ONE, response=answers(BadgeOpened, found=True))
def coached_badge(request: Request, slug: Slug, code: PersonCode, identifier: Identifier) -> Any:
    """One of their badges with both signed forms, to hand over."""
    return badge_opened(request, _badge(request, holder(request, slug, code), identifier))


@router.put(ONE + "/sharing", response=answers(BadgeOpened, found=True, written=True), auth=writer)
def share_coached(
    request: Request, slug: Slug, code: PersonCode, identifier: Identifier, body: SharingHeard
) -> Any:
    """Make a link or end it, and say whether employers may know of it; for somebody without an account only."""
    seeker = holder(request, slug, code)
    row = _badge(request, seeker, identifier)
    with transaction.atomic():
        row = share_badge(request.actor, row, on=body.link, words=body.words, now=request.now)
        show_employers(request.actor, row, on=body.for_employers, words=body.words, now=request.now)
    return badge_opened(request, _badge(request, seeker, identifier))


@router.delete(ONE, response=answers(None, status=204, found=True, written=True), auth=writer)
def give_up_coached(request: Request, slug: Slug, code: PersonCode, identifier: Identifier) -> Any:
    """Give a badge up at their word: it stops holding for everybody who checks it."""
    badge = _badge(request, holder(request, slug, code), identifier)
    give_up_badge(request.actor, badge, now=request.now)
    return Status(204, None)

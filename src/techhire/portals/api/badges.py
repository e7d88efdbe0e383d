"""Signed badges: what anybody needs to check ours, checking any, and my own."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.actions.sharing import share_badge, show_employers
from techhire.plays.credentials.actions.standing import give_up_badge
from techhire.plays.credentials.queries.badges import badge_of, badges_of, link_of
from techhire.plays.credentials.queries.checking import check_credential
from techhire.plays.credentials.queries.offers import offers_of
from techhire.plays.credentials.queries.publishing import issuer_data
from techhire.plays.credentials.words import Holder
from techhire.plays.seekers.queries import skill_coded
from techhire.portals.api.fields import Code, Given, Identifier, Shown, Spoken, Yes, line
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.throttling import Costly
from techhire.portals.api.tokens import anybody, reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Badges"])
verifying = Costly("verifying", with_token=300, without=30)
LONGEST = 512 * 1024


class SigningKeyShown(Shown):
    """A key the community signs or signed with; revoked ones are not to be believed."""

    id: str
    did: str
    public: str
    standing: str
    made_at: datetime


class IssuerShown(Shown):
    """The community as issuer: its identifier, its keys, its did documents and the lists of what was taken back."""

    did: str
    method: str
    name: str
    keys: list[SigningKeyShown]
    did_documents: list[dict[str, Any]]
    status_lists: list[str]


class CredentialGiven(Given):
    """A credential as an object, as text (JSON or the short form), or the https address of one."""

    credential: Annotated[str, Field(min_length=1, max_length=LONGEST)] | dict[str, Any]
    email: Annotated[str, line(254)] = ""


class CheckShown(Shown):
    """One check: how it ended, a code that does not change, and both in words."""

    name: str
    outcome: str
    code: str
    title: Spoken
    says: Spoken


class SaidShown(Shown):
    """What a credential says of itself; believe it only where the verdict is good."""

    title: str
    description: str
    issuer_name: str
    earned_on: date | None
    ends_on: date | None


class CheckedShown(Shown):
    """The verdict (valid, not_valid, as_far_as_checked, cannot_tell, no_credential), and how its issuer stands here."""

    verdict: str
    title: Spoken
    means: Spoken
    issuer: str
    standing: str
    carrier: str
    form: str
    checks: list[CheckShown]
    said: SaidShown | None


class BadgeOfferShown(Shown):
    """A badge I could have: nobody has it made but me."""

    skill: SkillNamed
    level: int


class BadgeShown(Shown):
    """A badge of mine. ``link`` is empty while I share nothing."""

    identifier: uuid.UUID
    title: str
    skill: SkillNamed
    level: int
    state: str
    reason: str
    issued_at: datetime
    valid_until: datetime
    holder: str
    for_employers: bool
    shared: bool
    replaced: bool


class BadgeOpened(BadgeShown):
    """A badge of mine with its link and both signed forms."""

    link: str
    document: str
    compact: str


class BadgeGiven(Given):
    """Which badge, and what it shall say about whose it is."""

    skill: Code
    holder: Holder
    email: Annotated[str, line(254)] = ""
    did: Annotated[str, line(400)] = ""
    for_employers: Yes = False


class SharingGiven(Given):
    """Whether there is a link to it, and whether employers here may know of it."""

    link: Yes
    for_employers: Yes


@router.get("issuer", response=answers(IssuerShown, found=True), auth=anybody)
def issuer(request: Request) -> Any:
    """What a program needs to check badges of this community."""
    said = issuer_data(request.community)
    if said is None:
        raise Http404
    return said


@router.post("verify", response=answers(CheckedShown, written=True), auth=anybody, throttle=[verifying])
def verify_credential(request: Request, body: CredentialGiven) -> Any:
    """Check a credential from anywhere. Nothing that is sent is kept."""
    try:
        checked = check_credential(request.community, body.credential, email=body.email, now=request.now)
    except Refused as refusal:
        raise Refused(refusal.reason, field="credential") from refusal
    shown = {name: getattr(checked, name) for name in CheckedShown.model_fields if name != "checks"}
    return shown | {"checks": checked.lines}


@router.get("me/badge-offers", response=answers(list[BadgeOfferShown], found=True))
def badge_offers(request: Request) -> Any:
    """Badges I could have now."""
    return offers_of(request.actor, own_record(request), request.now)


@router.get("me/badges", response=answers(Page[BadgeShown], found=True))
def badges(request: Request, asked: Query[Paging]) -> Any:
    """My badges, newest first."""
    rows = badges_of(request.actor, own_record(request))
    page = page_of(rows, asked, by=("-issued_at", "-pk"), name="badges")
    return page | {"items": [badge_shown(row) for row in page["items"]]}


def badge_shown(row: Any) -> dict[str, Any]:
    """A badge in plain data, for whoever may see it."""
    kept = ("identifier", "state", "reason", "issued_at", "valid_until", "holder", "for_employers")
    return {name: getattr(row, name) for name in kept} | {
        "title": row.achievement.title,
        "skill": row.achievement.skill,
        "level": row.achievement.level,
        "shared": bool(row.share_fingerprint),
        "replaced": row.replaced_at is not None,
    }


def badge_opened(request: Request, row: Any) -> dict[str, Any]:
    """The same with its link and both signed forms."""
    signed = {"document": row.document, "compact": row.compact}
    return badge_shown(row) | signed | {"link": link_of(request.actor, row)}


def _own(request: Request, identifier: str) -> Any:
    found = badge_of(request.actor, own_record(request), uuid.UUID(identifier))
    if found is None:
        raise Http404
    return found


@router.post("me/badges", response=answers(BadgeOpened, status=201, found=True, written=True), auth=writer)
def have_badge_signed(request: Request, body: BadgeGiven) -> Any:
    """Have a badge signed that is offered to me. Nobody else sees it by that."""
    seeker = own_record(request)
    skill = skill_coded(request.actor, body.skill)
    if skill is None:
        raise Http404
    given = body.given() | {"skill_id": skill.pk, "holder": body.holder.value}
    del given["skill"]
    return Status(201, badge_opened(request, get_badge(request.actor, seeker, now=request.now, **given)))


@router.get("me/badges/{identifier}", response=answers(BadgeOpened, found=True))
def badge(request: Request, identifier: Identifier) -> Any:
    """One badge of mine with both signed forms."""
    return badge_opened(request, _own(request, identifier))


@router.put(
    "me/badges/{identifier}/sharing",
    response=answers(BadgeOpened, found=True, written=True),
    auth=writer,
)
def share(request: Request, identifier: Identifier, body: SharingGiven) -> Any:
    """Make a link or end it, and say whether employers here may know of the badge."""
    with transaction.atomic():
        row = share_badge(request.actor, _own(request, identifier), on=body.link, now=request.now)
        show_employers(request.actor, row, on=body.for_employers, now=request.now)
    return badge_opened(request, _own(request, identifier))


@router.delete(
    "me/badges/{identifier}", response=answers(None, status=204, found=True, written=True), auth=writer
)
def give_up(request: Request, identifier: Identifier) -> Any:
    """Give a badge up: it stops holding for everybody who checks it."""
    give_up_badge(request.actor, _own(request, identifier), now=request.now)
    return Status(204, None)

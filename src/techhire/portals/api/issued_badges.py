"""Badges the community gave, for its civic lead: how each stands, held back and taken back. No names stand here."""

import uuid
from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router

from techhire.plays.credentials.actions.standing import reinstate_badge, revoke_badge, suspend_badge
from techhire.plays.credentials.queries.badges import issued_badge, issued_here
from techhire.plays.credentials.words import CredentialState, SuspendReason
from techhire.portals.api.fields import Given, Identifier, Shown
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Civic lead"])


class IssuedShown(Shown):
    """A badge by its number: for which skill and level, and how it stands."""

    identifier: uuid.UUID
    title: str
    skill: SkillNamed
    level: int
    state: str
    reason: str
    issued_at: datetime
    valid_until: datetime


class IssuedAsked(Paging):
    """Which page of badges; in one state where it is named."""

    state: CredentialState | None = None


class RevokingGiven(Given):
    """Why it is taken back."""

    reason: Literal["mistake", "not_earned"]


def _shown(row: Any) -> dict[str, Any]:
    names = ("identifier", "state", "reason", "issued_at", "valid_until")
    said = {name: getattr(row, name) for name in names}
    given = row.achievement
    return said | {"title": given.title, "skill": given.skill, "level": given.level}


def _badge(request: Request, identifier: str) -> Any:
    found = issued_badge(request.actor, uuid.UUID(identifier))
    if found is None:
        raise Http404
    return found


@router.get("issued-badges", response=answers(Page[IssuedShown]))
def issued_badges(request: Request, asked: Query[IssuedAsked]) -> Any:
    """Badges of this community, newest first; none for anybody but its civic lead."""
    rows = issued_here(request.actor)
    if asked.state is not None:
        rows = rows.filter(state=asked.state.value)
    page = page_of(rows, asked, by=("-issued_at", "-pk"), name="issued-badges")
    return page | {"items": [_shown(row) for row in page["items"]]}


@router.get("issued-badges/{identifier}", response=answers(IssuedShown, found=True))
def issued(request: Request, identifier: Identifier) -> Any:
    """One of them by its number."""
    return _shown(_badge(request, identifier))


@router.post(
    "issued-badges/{identifier}/suspend",
    response=answers(IssuedShown, found=True, written=True),
    auth=writer,
)
def hold_badge_back(request: Request, identifier: Identifier) -> Any:
    """Put it on hold while somebody looks into how it was earned; whoever checks it sees that from now on."""
    found = _badge(request, identifier)
    suspend_badge(request.actor, found, reason=SuspendReason.LOOKED_INTO, now=request.now)
    return _shown(_badge(request, identifier))


@router.post(
    "issued-badges/{identifier}/reinstate",
    response=answers(IssuedShown, found=True, written=True),
    auth=writer,
)
def let_badge_go_on(request: Request, identifier: Identifier) -> Any:
    """Let one on hold count again."""
    reinstate_badge(request.actor, _badge(request, identifier), now=request.now)
    return _shown(_badge(request, identifier))


@router.post(
    "issued-badges/{identifier}/revoke",
    response=answers(IssuedShown, found=True, written=True),
    auth=writer,
)
def take_badge_back(request: Request, identifier: Identifier, body: RevokingGiven) -> Any:
    """Take it back for good."""
    revoke_badge(request.actor, _badge(request, identifier), reason=body.reason, now=request.now)
    return _shown(_badge(request, identifier))

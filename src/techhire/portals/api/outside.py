"""Credentials from elsewhere: what I sent, what waits for my organizations, and whose credentials count here."""

from datetime import date, datetime
from typing import Any

from ninja import Query, Router

from techhire.plays.credentials.queries.outside import (
    issuers_judged,
    lines_of,
    outside_waiting,
    sent_by,
)
from techhire.portals.api.badges import CheckShown
from techhire.portals.api.fields import Shown
from techhire.portals.api.jobs import EmployerNamed
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Credentials from elsewhere"])


class SentShown(Shown):
    """A credential I sent: to whom, what was checked, and what became of it.

    ``about`` is whether it is about me (yes, cannot_tell); ``skill_version`` is the one it was accepted for.
    """

    id: int
    title: str
    issuer: str
    issuer_name: str
    organization: EmployerNamed
    state: str
    reason: str
    about: str
    verdict: str
    checks: list[CheckShown]
    checked_at: datetime
    sent_at: datetime
    decided_at: datetime | None
    ended_at: datetime | None
    ends_on: date | None
    skill: SkillNamed | None
    level: int | None
    skill_version: int | None
    framework_version: str

    @staticmethod
    def resolve_checks(row: Any) -> Any:
        """The checks as they were made last, in words."""
        return lines_of(row)


class OutsideWaitingShown(Shown):
    """A credential that waits for an organization of mine. Whose it is stands on its page, which notes the look."""

    id: int
    title: str
    issuer: str
    issuer_name: str
    organization: EmployerNamed
    verdict: str
    about: str
    sent_at: datetime


class IssuerJudgedShown(Shown):
    """An outside issuer, how its credentials stand here, and whether its keys are kept here."""

    id: int
    did: str
    name: str
    standing: str
    keeps_keys: bool
    at: datetime

    @staticmethod
    def resolve_keeps_keys(row: Any) -> bool:
        """Whether there is a document to check with."""
        return bool(row.document)


@router.get("me/outside-credentials", response=answers(Page[SentShown], found=True))
def outside_credentials(request: Request, asked: Query[Paging]) -> Any:
    """Credentials from elsewhere that I sent, newest first."""
    rows = sent_by(request.actor, own_record(request))
    return page_of(rows, asked, by=("-sent_at", "-pk"), name="outside-credentials")


@router.get("outside-credentials", response=answers(Page[OutsideWaitingShown]))
def outside_credentials_waiting(request: Request, asked: Query[Paging]) -> Any:
    """Credentials that wait for an organization I sit in, oldest first. No person is named."""
    return page_of(outside_waiting(request.actor), asked, by=("sent_at", "pk"), name="outside-waiting")


@router.get("trusted-issuers", response=answers(Page[IssuerJudgedShown]))
def trusted_issuers(request: Request, asked: Query[Paging]) -> Any:
    """Outside issuers the civic lead has spoken of, by name. For the civic lead."""
    rows = issuers_judged(request.actor, request.community)
    return page_of(rows, asked, by=("name", "pk"), name="trusted-issuers")

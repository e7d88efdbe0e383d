"""Credentials from elsewhere that I send to somebody here who may accept them, and take back while they still may."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.outside import (
    LONGEST,
    send_outside_credential,
    take_back_outside_credential,
)
from techhire.plays.credentials.queries.outside import deciders_in, lines_of, sent_by
from techhire.portals.api.badges import CheckShown
from techhire.portals.api.fields import Given, Number, Shown, Slug, Yes
from techhire.portals.api.jobs import EmployerNamed
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.throttling import Costly
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Credentials from elsewhere"])
sending = Costly("sending", with_token=30, without=30)
"""As often as the page lets one person check: each may make the site ask another."""


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


class SendGiven(Given):
    """To whom, and the credential as an object, as text or as its https address.

    ``agreed`` is the yes to their reading this credential and the person's name, to decide whether it counts.
    """

    organization: Slug
    credential: Annotated[str, Field(min_length=1, max_length=LONGEST)] | dict[str, Any]
    agreed: Yes


def send_for(request: Request, seeker: Any, body: SendGiven, words: str = "") -> Any:
    """Send it to the organization that is named; 404 where nobody of that name decides here."""
    to = next((row for row in deciders_in(request.community) if row.slug == body.organization), None)
    if to is None:
        raise Http404
    text = body.credential if isinstance(body.credential, str) else json.dumps(body.credential)
    said: dict[str, Any] = {"text": text, "agreed": body.agreed, "words": words}
    with _named_as_sent():
        row = send_outside_credential(request.actor, seeker, to, now=request.now, **said)
    return sent_by(request.actor, seeker).get(pk=row.pk)


@contextmanager
def _named_as_sent() -> Iterator[None]:
    """What is wrong with the text is said of the field it came in."""
    try:
        yield
    except Refused as refusal:
        if refusal.field == "text":
            raise Refused(refusal.reason, field="credential") from refusal
        raise


def take_back_for(request: Request, seeker: Any, number: str) -> None:
    """Take back one that this person sent; 404 for anybody else's."""
    sent = sent_by(request.actor, seeker).filter(pk=int(number)).first()
    if sent is None:
        raise Http404
    take_back_outside_credential(request.actor, sent, now=request.now)


@router.get("me/outside-credentials", response=answers(Page[SentShown], found=True))
def outside_credentials(request: Request, asked: Query[Paging]) -> Any:
    """Credentials from elsewhere that I sent, newest first."""
    rows = sent_by(request.actor, own_record(request))
    return page_of(rows, asked, by=("-sent_at", "-pk"), name="outside-credentials")


@router.post(
    "me/outside-credentials",
    response=answers(SentShown, status=201, found=True, written=True),
    auth=writer,
    throttle=[sending],
)
def send_from_elsewhere(request: Request, body: SendGiven) -> Any:
    """Have an organization here look at a credential of mine. One that fails its checks is not sent."""
    return Status(201, send_for(request, own_record(request), body))


@router.delete(
    "me/outside-credentials/{number}",
    response=answers(None, status=204, found=True, written=True),
    auth=writer,
)
def take_back_from_elsewhere(request: Request, number: Number) -> Any:
    """Take back one that still waits, or that counted and counts no more; what was sent is thrown away."""
    take_back_for(request, own_record(request), number)
    return Status(204, None)

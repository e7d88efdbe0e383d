"""Credentials from elsewhere, for whom they were sent to: looked at, accepted or not; and which issuers count."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Router
from pydantic import Field

from techhire.plays.credentials.actions.outside import (
    OPEN,
    accept_outside_credential,
    refuse_outside_credential,
)
from techhire.plays.credentials.actions.trusting import LONGEST, judge_issuer
from techhire.plays.credentials.queries.outside import (
    issuers_judged,
    lines_of,
    look_at,
    outside_ended,
    outside_numbered,
    outside_waiting,
)
from techhire.plays.credentials.words import IssuerStanding, NotAcceptedReason
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.queries import skill_coded
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.badges import CheckShown, SaidShown, verifying
from techhire.portals.api.fields import LEFT_OUT, Code, Given, Level, Number, Shown, Spoken, Yes, line, prose
from techhire.portals.api.jobs import EmployerNamed
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Credentials from elsewhere"])
ONE = "outside-credentials/{number}"


class OutsideWaitingShown(Shown):
    """A credential sent to an organization of mine. Whose it is stands with the one alone, which notes the look."""

    id: int
    title: str
    issuer: str
    issuer_name: str
    organization: EmployerNamed
    verdict: str
    about: str
    sent_at: datetime


class OutsideDecidedShown(OutsideWaitingShown):
    """The same with what became of it: the skill and level it counts for, or why it does not."""

    state: str
    reason: str
    decided_at: datetime | None
    skill: SkillNamed | None
    level: int | None


class OutsideOpened(OutsideDecidedShown):
    """One with whose it is and its checks: made anew while somebody could accept it, else as they were made last.

    ``about`` is whether it is about this person; where it cannot tell, whoever accepts has to see the person's ID.
    ``standing`` is how its issuer stands here. ``suggested`` are skills of ours it may show.
    """

    person: str
    name: str
    standing: str
    means: Spoken
    checks: list[CheckShown]
    said: SaidShown | None
    suggested: list[SkillNamed]


class OutsideAsked(Paging):
    """Which of them: those that wait, or those that were accepted and count no more."""

    state: Literal["waiting", "ended"] = "waiting"


class AcceptGiven(Given):
    """What it shows; ``saw_person`` where whoever accepts made sure themself that it is about this person."""

    skill: Code
    level: Level
    saw_person: Yes = False


class NotAcceptGiven(Given):
    """Why it is not accepted; the person reads exactly this."""

    reason: NotAcceptedReason


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


class IssuerGiven(Given):
    """How an issuer stands. ``document`` is its did document as text: left out, what is kept stays; empty, it goes."""

    did: Annotated[str, line(400, least=1)]
    name: Annotated[str, line(160, least=1)]
    standing: IssuerStanding
    document: Annotated[str, prose(LONGEST), Field(description="The issuer's did document as JSON text.")] = (
        LEFT_OUT
    )


@router.get("outside-credentials", response=answers(Page[OutsideWaitingShown]))
def outside_credentials_waiting(request: Request, asked: Query[OutsideAsked]) -> Any:
    """Credentials that wait for an organization I sit in, oldest first; or those that ended. No person is named."""
    if asked.state == "ended":
        rows = outside_ended(request.actor)
        return page_of(rows, asked, by=("-ended_at", "-pk"), name="outside-ended")
    return page_of(outside_waiting(request.actor), asked, by=("sent_at", "pk"), name="outside-waiting")


def _sent_here(request: Request, number: str) -> Any:
    row = outside_numbered(request.actor, int(number))
    if row is None:
        raise Http404
    return row


def _decided(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in OutsideDecidedShown.model_fields}


@router.get(ONE, response=answers(OutsideOpened, found=True), throttle=[verifying])
def outside_credential(request: Request, number: Number) -> Any:
    """One of them with its person, who can read that it was opened."""
    row = _sent_here(request, number)
    shown = _checked_anew(request, row) if row.state in OPEN else _as_kept(row)
    record_access(
        request.actor,
        row.seeker,
        purpose=Purpose.VOUCHING,
        what="credential",
        organization_id=row.organization_id,
        now=request.now,
    )
    return _decided(row) | {"person": row.seeker.code, "name": row.seeker.name} | shown


def _checked_anew(request: Request, row: Any) -> dict[str, Any]:
    looked = look_at(request.actor, row, request.now)
    found = looked.checked
    same = {name: getattr(found, name) for name in ("verdict", "about", "standing", "means", "said")}
    return same | {"checks": found.lines, "suggested": looked.suggested}


def _as_kept(row: Any) -> dict[str, Any]:
    """After it was decided, its text is gone or waits for a recheck, and nobody is asked about it again."""
    return {"standing": "", "means": "", "checks": lines_of(row), "said": None, "suggested": []}


@router.post(
    ONE + "/accept",
    response=answers(OutsideDecidedShown, found=True, written=True),
    auth=writer,
    throttle=[verifying],
)
def accept_from_elsewhere(request: Request, number: Number, body: AcceptGiven) -> Any:
    """Let it count for a skill at a level, by my organization's word. It is checked once more first."""
    row = _sent_here(request, number)
    skill = skill_coded(request.actor, body.skill)
    if skill is None:
        raise Http404
    said: dict[str, Any] = {"level": body.level, "saw_person": body.saw_person}
    accept_outside_credential(request.actor, row, skill_id=skill.pk, now=request.now, **said)
    return _decided(_sent_here(request, number))


@router.post(ONE + "/refuse", response=answers(OutsideDecidedShown, found=True, written=True), auth=writer)
def refuse_from_elsewhere(request: Request, number: Number, body: NotAcceptGiven) -> Any:
    """Not accept it, with a reason the person reads. It counts for nothing and is thrown away."""
    refuse_outside_credential(
        request.actor, _sent_here(request, number), reason=body.reason.value, now=request.now
    )
    return _decided(_sent_here(request, number))


@router.get("trusted-issuers", response=answers(Page[IssuerJudgedShown]))
def trusted_issuers(request: Request, asked: Query[Paging]) -> Any:
    """Outside issuers the civic lead has spoken of, by name. For the civic lead."""
    rows = issuers_judged(request.actor, request.community)
    return page_of(rows, asked, by=("name", "pk"), name="trusted-issuers")


@router.put("trusted-issuers", response=answers(IssuerJudgedShown, written=True), auth=writer)
def say_whom_to_trust(request: Request, body: IssuerGiven) -> Any:
    """Say how credentials of an issuer stand here; said again, the newest holds. For the civic lead."""
    given = body.given() | {"standing": body.standing.value}
    return judge_issuer(request.actor, request.community, now=request.now, **given)

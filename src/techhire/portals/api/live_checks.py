"""Five-minute live checks: asked by an employer or an onramp, agreed to by the person, started. Taken on pages only."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Router
from ninja.responses import Status

from techhire.plays.assessments.actions.live import (
    agree_to_confirm,
    ask_for_confirm,
    decline_confirm,
    start_confirm,
    withdraw_confirm,
)
from techhire.plays.assessments.queries.live import (
    checks_asked_of,
    checks_of,
    live_check_numbered,
    live_tests,
)
from techhire.plays.assessments.words import Watched
from techhire.plays.marketplace.queries import posting_title
from techhire.plays.matches.actions.live import ask_everybody_for_live_check, ask_for_live_check
from techhire.plays.matches.actions.reviews import show_person_asking
from techhire.plays.matches.actions.showing import show_person
from techhire.plays.matches.queries import person_met
from techhire.plays.matches.queries.live import live_offers
from techhire.plays.matches.queries.meeting import job_asked_for
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.coded import skill_id_of
from techhire.portals.api.employer import own_posting
from techhire.portals.api.fields import (
    Code,
    Given,
    Identifier,
    Number,
    PersonCode,
    Pseudonym,
    Shown,
    Slug,
    Spoken,
)
from techhire.portals.api.looks import note_record
from techhire.portals.api.onramp import own_case
from techhire.portals.api.own import own_record
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Live checks"])
ONE = "postings/{identifier}/people/{pseudonym}/live-checks"
COACHED = "onramps/{slug}/people/{code}/live-checks"


class LiveCheckShown(Shown):
    """One live check: where it stands, and once it is done what it said (``consistent``, ``lower``, ``too_few``)."""

    id: int
    skill: SkillNamed
    state: str
    outcome: str
    says: Spoken
    watched: str
    asked_at: datetime
    started_at: datetime | None


class LiveOfferShown(Shown):
    """A skill of the job with a live check. ``others`` counts people at the same stage who were not asked for it."""

    skill: SkillNamed
    may_ask: bool
    others: int
    check: LiveCheckShown | None


class AskGiven(Given):
    """For which skill, and how whoever asks will watch."""

    skill: Code
    watched: Watched = Watched.ROOM


class AskedShown(Shown):
    """How many people were asked."""

    asked: int


class AskedOfMe(LiveCheckShown):
    """A live check somebody asked of me. ``counts`` says that it becomes evidence, since an onramp watches."""

    organization: str
    job: str
    counts: bool


def _check(check: Any) -> dict[str, Any]:
    names = ("state", "outcome", "watched", "asked_at", "started_at")
    said = {name: getattr(check, name) for name in names}
    says = check.get_outcome_display() if check.outcome else check.get_state_display()
    return said | {"id": check.pk, "skill": check.assessment.bank.skill, "says": says}


def met_by_name(request: Request, identifier: str, pseudonym: str) -> tuple[Any, Any]:
    """The posting and the person behind a made-up name on either of its lists; that somebody looked is written down."""
    posting = own_posting(request, identifier)
    met = person_met(request.actor, posting, pseudonym)
    if met is None:
        raise Http404
    show = show_person_asking if met.asked else show_person
    show(request.actor, posting, pseudonym, now=request.now)
    return posting, met.seeker


def _asked_there(request: Request, identifier: str, pseudonym: str, number: str) -> Any:
    posting, seeker = met_by_name(request, identifier, pseudonym)
    rows = checks_of(request.actor, posting.organization, seeker)
    check = next((row for row in rows if row.pk == int(number) and row.posting_id == posting.pk), None)
    if check is None:
        raise Http404
    return check


def _started(request: Request, check: Any) -> dict[str, Any]:
    job = job_asked_for(request.actor, check)
    return _check(start_confirm(request.actor, check, job=job, now=request.now))


@router.get(ONE, response=answers(list[LiveOfferShown], found=True))
def live_checks(request: Request, identifier: Identifier, pseudonym: Pseudonym) -> Any:
    """What can be checked live for a person whose name I know for my posting, and where each check stands."""
    posting, seeker = met_by_name(request, identifier, pseudonym)
    offers = live_offers(request.actor, posting, seeker)
    return [
        {
            "skill": offer.skill,
            "may_ask": offer.may_ask,
            "others": offer.others,
            "check": None if offer.check is None or offer.is_elsewhere else _check(offer.check),
        }
        for offer in offers
    ]


@router.post(ONE, response=answers(LiveCheckShown, status=201, found=True, written=True), auth=writer)
def ask_person_live(request: Request, identifier: Identifier, pseudonym: Pseudonym, body: AskGiven) -> Any:
    """Ask this person; nothing happens before their yes. 409 where it was asked for this job already."""
    posting, seeker = met_by_name(request, identifier, pseudonym)
    skill_id = skill_id_of(request, body.skill, "skill")
    said: dict[str, Any] = {"watched": body.watched.value, "now": request.now}
    return Status(201, _check(ask_for_live_check(request.actor, posting, seeker, skill_id=skill_id, **said)))


@router.post(
    "postings/{identifier}/live-checks",
    response=answers(AskedShown, status=201, found=True, written=True),
    auth=writer,
)
def ask_everybody_live(request: Request, identifier: Identifier, body: AskGiven) -> Any:
    """Ask everybody my employer said yes to and knows by name, who has something to confirm and was not asked."""
    posting, skill_id = own_posting(request, identifier), skill_id_of(request, body.skill, "skill")
    said: dict[str, Any] = {"watched": body.watched.value, "now": request.now}
    asked = ask_everybody_for_live_check(request.actor, posting, skill_id=skill_id, **said)
    return Status(201, {"asked": asked})


@router.post(ONE + "/{number}/start", response=answers(LiveCheckShown, found=True, written=True), auth=writer)
def start_live(request: Request, identifier: Identifier, pseudonym: Pseudonym, number: Number) -> Any:
    """Say that both are there; the person can begin on their own page."""
    check = _asked_there(request, identifier, pseudonym, number)
    return _started(request, check)


@router.delete(ONE + "/{number}", response=answers(None, status=204, found=True, written=True), auth=writer)
def take_live_back(request: Request, identifier: Identifier, pseudonym: Pseudonym, number: Number) -> Any:
    """Ask no more; possible until the first question is there."""
    check = _asked_there(request, identifier, pseudonym, number)
    withdraw_confirm(request.actor, check, now=request.now)
    return Status(204, None)


@router.get("me/live-checks", response=answers(list[AskedOfMe], found=True))
def asked_of_me(request: Request) -> Any:
    """Open live checks asked of me, newest first."""
    seeker = own_record(request)
    return [_mine(request, check) for check in checks_asked_of(request.actor, seeker)]


def _mine(request: Request, check: Any) -> dict[str, Any]:
    title = posting_title(request.actor, check.posting_id)
    more = {"organization": check.organization.name, "job": title or "", "counts": check.counts}
    return _check(check) | more


def _own(request: Request, number: str) -> Any:
    seeker = own_record(request)
    check = live_check_numbered(request.actor, int(number))
    if check is None or check.seeker_id != seeker.pk:
        raise Http404
    return check


@router.post(
    "me/live-checks/{number}/agree", response=answers(AskedOfMe, found=True, written=True), auth=writer
)
def agree_live(request: Request, number: Number) -> Any:
    """Say yes. It begins on the pages of the site, when both are there."""
    agree_to_confirm(request.actor, _own(request, number), now=request.now)
    return _mine(request, _own(request, number))


@router.post(
    "me/live-checks/{number}/decline", response=answers(AskedOfMe, found=True, written=True), auth=writer
)
def decline_live(request: Request, number: Number) -> Any:
    """Say no, or take a yes back before the first question. Nothing follows from it."""
    decline_confirm(request.actor, _own(request, number), now=request.now)
    return _mine(request, _own(request, number))


@router.get(COACHED, response=answers(list[LiveCheckShown], found=True))
def coached_live_checks(request: Request, slug: Slug, code: PersonCode) -> Any:
    """What my onramp asked somebody it coaches, newest first."""
    case = own_case(request, slug, code)
    note_record(request, case.seeker_id, Purpose.COACHING, case.organization_id)
    return [_check(row) for row in checks_of(request.actor, case.organization, case.seeker)]


@router.post(COACHED, response=answers(LiveCheckShown, status=201, found=True, written=True), auth=writer)
def ask_coached_live(request: Request, slug: Slug, code: PersonCode, body: AskGiven) -> Any:
    """Ask somebody my onramp coaches; watched by us it counts as a short supervised test."""
    case, skill_id = own_case(request, slug, code), skill_id_of(request, body.skill, "skill")
    test = next((row for row in live_tests(request.actor) if row.bank.skill_id == skill_id), None)
    if test is None:
        raise Http404
    said: dict[str, Any] = {"watched": body.watched.value, "now": request.now}
    check = ask_for_confirm(request.actor, case.seeker, case.organization, test, **said)
    return Status(201, _check(check))


def _coached(request: Request, slug: str, code: str, number: str) -> Any:
    case = own_case(request, slug, code)
    rows = checks_of(request.actor, case.organization, case.seeker)
    check = next((row for row in rows if row.pk == int(number)), None)
    if check is None:
        raise Http404
    return check


@router.post(
    COACHED + "/{number}/start", response=answers(LiveCheckShown, found=True, written=True), auth=writer
)
def start_coached_live(request: Request, slug: Slug, code: PersonCode, number: Number) -> Any:
    """Say that both are there."""
    return _started(request, _coached(request, slug, code, number))


@router.delete(
    COACHED + "/{number}", response=answers(None, status=204, found=True, written=True), auth=writer
)
def take_coached_live_back(request: Request, slug: Slug, code: PersonCode, number: Number) -> Any:
    """Ask no more."""
    withdraw_confirm(request.actor, _coached(request, slug, code, number), now=request.now)
    return Status(204, None)

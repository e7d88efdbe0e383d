"""What a coach writes down for somebody on the caseload: what they do, being found, a card, what they said yes to."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from techhire.plays.onramps.actions.cards import give_card
from techhire.plays.onramps.queries import consents_heard, piece_entered
from techhire.plays.seekers.actions.access import let_vouch
from techhire.plays.seekers.actions.claims import claim_skill, claim_tasks
from techhire.plays.seekers.actions.consents import confirm_consent
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.actions.found import turn_found_off, turn_found_on
from techhire.plays.seekers.queries import skill_coded
from techhire.portals.api.fields import Given, Number, PersonCode, Shown, Slug, Yes, prose
from techhire.portals.api.mine import TasksTapped, TasksTold, task_ids_of
from techhire.portals.api.onramp import look, own_case
from techhire.portals.api.own_skills import ClaimGiven, StoryShown, story
from techhire.portals.api.profile import RecordShown
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Caseload"])
PERSON = "onramps/{slug}/people/{code}"
ALWAYS = ("skills", "schedule", "travel")
Later = Literal["name_after_yes", "contact_after_yes"]


class FoundSaid(Given):
    """On, with the person's yes in their ``words`` and what employers may learn after a yes of their own; or off."""

    found: Yes
    words: Annotated[str, prose(2000)] = ""
    scope: Annotated[list[Later], Field(max_length=2)] = []


class VouchingSaid(Given):
    """What the person said when they let us vouch for them."""

    words: Annotated[str, prose(2000, least=1)]


class ConsentShown(Shown):
    """Something the person said yes to; a ``spoken`` yes is given back in writing, and ``confirmed_at`` says when."""

    id: int
    purpose: str
    scope: list[str]
    words: str
    spoken: bool
    given_at: datetime
    confirmed_at: datetime | None


class CardShown(Shown):
    """A card to sign in with. It is kept nowhere: this answer is the only one that shows it."""

    number: str
    code: str


@router.post(
    f"{PERSON}/tasks", response=answers(TasksTold, status=201, found=True, written=True), auth=writer
)
def coach_tells_tasks(request: Request, slug: Slug, code: PersonCode, body: TasksTapped) -> Any:
    """Write down what the person does at work and at home; each is told as a few skills."""
    case = own_case(request, slug, code)
    added = claim_tasks(request.actor, case.seeker, task_ids=task_ids_of(body), now=request.now)
    return Status(201, {"added": added})


@router.post(
    f"{PERSON}/claims", response=answers(StoryShown, status=201, found=True, written=True), auth=writer
)
def coach_tells_skill(request: Request, slug: Slug, code: PersonCode, body: ClaimGiven) -> Any:
    """Write down a skill the person says they have. A claim alone never counts as shown."""
    case, skill = own_case(request, slug, code), skill_coded(request.actor, body.skill)
    if skill is None:
        raise Http404
    claim_skill(request.actor, case.seeker, skill, level=body.level, now=request.now)
    look(request, case)
    return Status(201, story(request, case.seeker, skill))


@router.post(f"{PERSON}/found", response=answers(RecordShown, found=True, written=True), auth=writer)
def coach_turns_found(request: Request, slug: Slug, code: PersonCode, body: FoundSaid) -> Any:
    """Let employers find the person, with their yes in their own words; or hide them from the next request on."""
    case = own_case(request, slug, code)
    if not body.found:
        seeker = turn_found_off(request.actor, case.seeker, now=request.now)
    else:
        said: dict[str, Any] = {"scope": (*ALWAYS, *body.scope), "words": body.words, "spoken": True}
        seeker = turn_found_on(request.actor, case.seeker, now=request.now, **said)
    look(request, case)
    return seeker


@router.post(f"{PERSON}/vouching", response=answers(None, status=204, found=True, written=True), auth=writer)
def coach_notes_vouching(request: Request, slug: Slug, code: PersonCode, body: VouchingSaid) -> Any:
    """Write down that the person lets my onramp vouch for them, in their words."""
    case = own_case(request, slug, code)
    let_vouch(request.actor, case.seeker, case.organization, words=body.words, now=request.now)
    return Status(204, None)


@router.post(f"{PERSON}/card", response=answers(CardShown, status=201, found=True, written=True), auth=writer)
def give_sign_in_card(request: Request, slug: Slug, code: PersonCode) -> Any:
    """Make a sign-in card for somebody without e-mail; an earlier one ends."""
    case = own_case(request, slug, code)
    number, secret = give_card(request.actor, case.organization, case.seeker, now=request.now)
    return Status(201, {"number": number, "code": secret})


@router.get(f"{PERSON}/consents", response=answers(list[ConsentShown], found=True))
def heard_from(request: Request, slug: Slug, code: PersonCode) -> Any:
    """What the person said yes to and that holds, newest first."""
    case = own_case(request, slug, code)
    look(request, case)
    return consents_heard(request.actor, case)


@router.post(
    f"{PERSON}/consents/{{number}}/confirm",
    response=answers(ConsentShown, found=True, written=True),
    auth=writer,
)
def person_has_it_in_writing(request: Request, slug: Slug, code: PersonCode, number: Number) -> Any:
    """Say that the person has a spoken yes in writing."""
    heard = consents_heard(request.actor, own_case(request, slug, code))
    consent = next((row for row in heard if row.pk == int(number)), None)
    if consent is None:
        raise Http404
    return confirm_consent(request.actor, consent, now=request.now)


@router.delete(
    f"{PERSON}/evidence/{{number}}",
    response=answers(None, status=204, found=True, written=True),
    auth=writer,
)
def coach_takes_back(request: Request, slug: Slug, code: PersonCode, number: Number) -> Any:
    """Take back a vouch or a certification my onramp entered."""
    case = own_case(request, slug, code)
    row = piece_entered(request.actor, case.organization, case.seeker, int(number))
    if row is None:
        raise Http404
    withdraw_evidence(request.actor, row, now=request.now)
    return Status(204, None)

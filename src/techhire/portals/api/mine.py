"""What I decide about my record as a whole: employers I hide from, who may vouch for me, a copy of all that is held."""

from typing import Annotated, Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.communities.queries import organization_named
from techhire.commons.permits import Refused
from techhire.commons.skills.queries import tasks_named
from techhire.plays.seekers.actions.access import let_vouch
from techhire.plays.seekers.actions.claims import claim_tasks
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.actions.found import block_employer, unblock_employer
from techhire.plays.seekers.queries import blocked_by, contacts_of, evidence_numbered, grants_of
from techhire.plays.seekers.words import Purpose
from techhire.portals.api.fields import Given, Number, Shown, Slug, Yes, line
from techhire.portals.api.jobs import EmployerNamed
from techhire.portals.api.me import GrantShown
from techhire.portals.api.own import own_record
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.throttling import Costly
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.held import everything_held
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["My record"])
copying = Costly("copying", with_token=30, without=30)
CAN_VOUCH = (Purpose.COACHING, Purpose.TRAINING)
HELD = {"responses": {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}}


class HiddenFromGiven(Given):
    """An employer that shall not find me."""

    organization: Slug


class ContactsGiven(Given):
    """How to reach me; an empty value takes that way away. ``is_shared`` says that somebody else reads it as well."""

    email: Annotated[str, line(254)] = ""
    phone: Annotated[str, line(24)] = ""
    is_shared: Yes = False
    for_employers: Yes = True


class WayToReachMe(Shown):
    """One way to reach me, and whether an employer may learn it after its yes."""

    kind: str
    value: str
    is_shared: bool
    for_employers: bool


class TasksTapped(Given):
    """Things somebody does now, by their slugs in ``everyday-tasks``."""

    tasks: Annotated[list[Slug], Field(min_length=1, max_length=200)]


class TasksTold(Shown):
    """How many skills that told which were not told before."""

    added: int


def task_ids_of(body: TasksTapped) -> list[int]:
    """The ids behind the slugs; refused where one of them is not known."""
    ids = {row.slug: row.pk for row in tasks_named(body.tasks)}
    unknown = next((slug for slug in body.tasks if slug not in ids), None)
    if unknown is not None:
        raise Refused(_("We do not know this everyday task: %(slug)s.") % {"slug": unknown}, field="tasks")
    return list(ids.values())


@router.get("me/hidden-from", response=answers(Page[EmployerNamed], found=True))
def hidden_from(request: Request, asked: Query[Paging]) -> Any:
    """Employers I hide from, by name. They are not told."""
    rows = blocked_by(request.actor, own_record(request))
    page = page_of(rows, asked, by=("organization__name", "pk"), name="hidden-from")
    return page | {"items": [row.organization for row in page["items"]]}


def _organization(request: Request, slug: str) -> Any:
    found = organization_named(request.actor, slug)
    if found is None:
        raise Http404
    return found


@router.post(
    "me/hidden-from", response=answers(EmployerNamed, status=201, found=True, written=True), auth=writer
)
def hide_from(request: Request, body: HiddenFromGiven) -> Any:
    """Hide from one employer, from the next request on."""
    seeker, employer = own_record(request), _organization(request, body.organization)
    block_employer(request.actor, seeker, employer, now=request.now)
    return Status(201, employer)


@router.delete(
    "me/hidden-from/{slug}", response=answers(None, status=204, found=True, written=True), auth=writer
)
def hide_no_more(request: Request, slug: Slug) -> Any:
    """Let the employer find me again."""
    seeker = own_record(request)
    unblock_employer(request.actor, seeker, _organization(request, slug), now=request.now)
    return Status(204, None)


@router.get("me/contacts", response=answers(list[WayToReachMe], found=True))
def my_contacts(request: Request) -> Any:
    """How I can be reached."""
    return list(contacts_of(request.actor, own_record(request)))


@router.put("me/contacts", response=answers(list[WayToReachMe], found=True, written=True), auth=writer)
def change_contacts(request: Request, body: ContactsGiven) -> Any:
    """Say how I can be reached, all of it at once."""
    seeker = own_record(request)
    said: dict[str, Any] = {
        "is_shared": body.is_shared,
        "for_employers": body.for_employers,
        "now": request.now,
    }
    set_contacts(request.actor, seeker, ways={"email": body.email, "phone": body.phone}, **said)
    return list(contacts_of(request.actor, seeker))


@router.post("me/tasks", response=answers(TasksTold, status=201, found=True, written=True), auth=writer)
def tell_tasks(request: Request, body: TasksTapped) -> Any:
    """Say what I do at work and at home; each is told as a few skills. A claim alone never counts as shown."""
    seeker = own_record(request)
    added = claim_tasks(request.actor, seeker, task_ids=task_ids_of(body), now=request.now)
    return Status(201, {"added": added})


@router.delete(
    "me/evidence/{number}", response=answers(None, status=204, found=True, written=True), auth=writer
)
def take_back_evidence(request: Request, number: Number) -> Any:
    """Take back something I told. What others stand behind can only be disputed."""
    seeker, piece = own_record(request), evidence_numbered(request.actor, int(number))
    if piece is None or piece.seeker_id != seeker.pk:
        raise Http404
    withdraw_evidence(request.actor, piece, now=request.now)
    return Status(204, None)


@router.post(
    "me/grants/{number}/vouching",
    response=answers(GrantShown, status=201, found=True, written=True),
    auth=writer,
)
def let_it_vouch(request: Request, number: Number) -> Any:
    """Let an organization that works with me vouch for me as well."""
    seeker = own_record(request)
    live = grants_of(request.actor, seeker, request.now).filter(pk=int(number), purpose__in=CAN_VOUCH)
    grant = live.first()
    if grant is None:
        raise Http404
    return Status(201, let_vouch(request.actor, seeker, grant.organization, now=request.now))


@router.get("me/everything", response=answers(None, found=True), openapi_extra=HELD, throttle=[copying])
def everything(request: Request) -> HttpResponse:
    """Every row that is kept about my search for work, by what it is."""
    return JsonResponse(everything_held(request.actor, own_record(request)))

"""Employers: postings from the first draft to the last day, what they ask for, and the check of the ad."""

from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field, StrictInt

from techhire.commons.communities.queries import organization_named
from techhire.commons.skills.queries import role_at
from techhire.plays.marketplace.actions.checking import (
    accept_suggestion,
    keep_line,
    restore_ad,
    undo_suggestion,
)
from techhire.plays.marketplace.actions.drafting import create_posting, update_posting
from techhire.plays.marketplace.actions.publishing import (
    close_posting,
    pause_posting,
    publish_posting,
    resume_posting,
)
from techhire.plays.marketplace.queries import (
    findings_of,
    occupation_proposed,
    posting_by_identifier,
    postings_of,
)
from techhire.plays.marketplace.words import CloseReason, EmploymentType, PayUnit, UnmaskStage, Workplace
from techhire.portals.api.asked import RequirementGiven, lines_of
from techhire.portals.api.fields import (
    LEFT_OUT,
    Day,
    Given,
    Identifier,
    Key,
    Number,
    Shown,
    Slug,
    Spoken,
    Version,
    Yes,
    line,
    prose,
)
from techhire.portals.api.jobs import JobBrief, JobShown
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.profile import Language
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Postings"])
Pay = Annotated[Decimal, Field(ge=0, le=10_000_000, max_digits=10, decimal_places=2)]


class PostingBrief(JobBrief):
    """A posting of one's own in a list."""

    state: str
    version: int


class PostingShown(JobShown):
    """A posting of one's own in full.

    ``proposed_soc_code`` is the occupation its title goes by, while it is a draft and has none: empty where no title or
    several are like it. It counts for nothing until it is sent as ``soc_code``.
    """

    state: str
    version: int
    unmask_stage: str
    close_reason: str
    proposed_soc_code: str

    @staticmethod
    def resolve_proposed_soc_code(row: Any) -> str:
        """What the form would propose."""
        return occupation_proposed(row)


class Details(Given):
    """Details of a posting; what is left out stays. ``schedule`` as in a person's record."""

    openings: Annotated[StrictInt, Field(ge=1, le=1000)] = LEFT_OUT
    employment_type: EmploymentType = LEFT_OUT
    workplace: Workplace = LEFT_OUT
    zip_code: Annotated[str, Field(pattern=r"^([0-9]{5})?$")] = LEFT_OUT
    pay_min: Pay | None = LEFT_OUT
    pay_max: Pay | None = LEFT_OUT
    pay_unit: PayUnit = LEFT_OUT
    schedule: Annotated[StrictInt, Field(ge=0, le=63)] = LEFT_OUT
    starts_on: Day | None = LEFT_OUT
    valid_through: Day | None = LEFT_OUT
    sponsors: Yes | None = LEFT_OUT
    later_checks: Annotated[str, line(400)] = LEFT_OUT
    fair_chance: Yes = LEFT_OUT
    unmask_stage: UnmaskStage = LEFT_OUT
    soc_code: Annotated[str, Field(pattern=r"^([0-9]{2}-[0-9]{4})?$")] = LEFT_OUT
    language: Language = LEFT_OUT


class PostingGiven(Details):
    """A new posting: the ad as text, a role profile to start from, or ``lines`` of skills; one is enough.

    Where ``soc_code`` is left out the answer proposes one by the title, in ``proposed_soc_code``.
    """

    title: Annotated[str, line(160, least=1)]
    text: Annotated[str, prose(60_000)] = ""
    role: Slug | None = None
    lines: Annotated[list[RequirementGiven], Field(max_length=40)] = []


class PostingChanged(Details):
    """What to change; ``version`` is the one that was read, so that nobody's change is lost."""

    version: Version | None = None
    title: Annotated[str, line(160, least=1)] = LEFT_OUT
    text: Annotated[str, prose(60_000)] = LEFT_OUT


class ClosingGiven(Given):
    """Why the posting ends."""

    reason: CloseReason


class FindingShown(Shown):
    """A line of the posting check. ``key`` names it when it is answered; with the words ``before`` and ``after``."""

    key: str
    severity: str
    title: Spoken
    why: Spoken
    instead: Spoken
    text: str
    replacement: str | None
    can_accept: bool
    can_keep: bool
    start: int
    end: int
    source: str
    before: str
    after: str


def own_posting(request: Request, identifier: str) -> Any:
    """The posting, where the token's account sits with its employer; else 404."""
    found = posting_by_identifier(request.actor, identifier)
    if found is None or not request.actor.belongs_to(found.organization_id):
        raise Http404
    return found


@router.get("employers/{slug}/postings", response=answers(Page[PostingBrief], found=True))
def postings(request: Request, slug: Slug, asked: Query[Paging]) -> Any:
    """Every posting of my employer, newest first."""
    organization = organization_named(request.actor, slug)
    if organization is None:
        raise Http404
    rows = postings_of(request.actor, organization)
    return page_of(rows, asked, by=("-made_at", "-pk"), name="postings")


@router.post(
    "employers/{slug}/postings",
    response=answers(PostingShown, status=201, found=True, written=True),
    auth=writer,
)
def add_posting(request: Request, slug: Slug, body: PostingGiven) -> Any:
    """Start a draft; an ad is read into skills at once, which a person then confirms."""
    organization = organization_named(request.actor, slug)
    given = _plain(body.given())
    role = role_at(request.community, given.pop("role")) if body.role else None
    if organization is None or (body.role and role is None):
        raise Http404
    given.pop("role", None)
    given["lines"] = lines_of(request, body.lines)
    made = create_posting(request.actor, organization, profile=role, now=request.now, **given)
    return Status(201, posting_by_identifier(request.actor, made.identifier))


def _plain(given: dict[str, Any]) -> dict[str, Any]:
    """Choices as the words they stand for."""
    return {name: getattr(value, "value", value) for name, value in given.items()}


@router.get("postings/{identifier}", response=answers(PostingShown, found=True))
def posting(request: Request, identifier: Identifier) -> Any:
    """One posting of my employer."""
    return own_posting(request, identifier)


@router.patch("postings/{identifier}", response=answers(PostingShown, found=True, written=True), auth=writer)
def change_posting(request: Request, identifier: Identifier, body: PostingChanged) -> Any:
    """Change a posting."""
    given = _plain(body.given())
    version = given.pop("version", None)
    found = own_posting(request, identifier)
    update_posting(request.actor, found, expected_version=version, now=request.now, **given)
    return own_posting(request, identifier)


@router.post(
    "postings/{identifier}/publish", response=answers(PostingShown, found=True, written=True), auth=writer
)
def publish(request: Request, identifier: Identifier) -> Any:
    """Open it to the community; 409 says what is left to do first."""
    publish_posting(request.actor, own_posting(request, identifier), now=request.now)
    return own_posting(request, identifier)


@router.post(
    "postings/{identifier}/pause", response=answers(PostingShown, found=True, written=True), auth=writer
)
def pause(request: Request, identifier: Identifier) -> Any:
    """Take it out of public view for now."""
    pause_posting(request.actor, own_posting(request, identifier), now=request.now)
    return own_posting(request, identifier)


@router.post(
    "postings/{identifier}/resume", response=answers(PostingShown, found=True, written=True), auth=writer
)
def resume(request: Request, identifier: Identifier) -> Any:
    """Open a paused posting again."""
    resume_posting(request.actor, own_posting(request, identifier), now=request.now)
    return own_posting(request, identifier)


@router.post(
    "postings/{identifier}/close", response=answers(PostingShown, found=True, written=True), auth=writer
)
def close(request: Request, identifier: Identifier, body: ClosingGiven) -> Any:
    """End it, and say why."""
    found = own_posting(request, identifier)
    close_posting(request.actor, found, reason=body.reason.value, now=request.now)
    return own_posting(request, identifier)


@router.get("postings/{identifier}/check", response=answers(list[FindingShown], found=True))
def check(request: Request, identifier: Identifier) -> Any:
    """Lines of the ad that shut capable people out, and what to write instead."""
    return findings_of(own_posting(request, identifier))


@router.post(
    "postings/{identifier}/check/{key}/accept",
    response=answers(PostingShown, found=True, written=True),
    auth=writer,
)
def accept(request: Request, identifier: Identifier, key: Key) -> Any:
    """Put the suggested words in place of the line."""
    accept_suggestion(request.actor, own_posting(request, identifier), finding_key=key, now=request.now)
    return own_posting(request, identifier)


@router.post(
    "postings/{identifier}/check/{key}/keep",
    response=answers(PostingShown, found=True, written=True),
    auth=writer,
)
def keep(request: Request, identifier: Identifier, key: Key) -> Any:
    """Keep the line as it is."""
    keep_line(request.actor, own_posting(request, identifier), finding_key=key, now=request.now)
    return own_posting(request, identifier)


@router.post(
    "postings/{identifier}/check/taken/{place}/undo",
    response=answers(PostingShown, found=True, written=True),
    auth=writer,
)
def undo(request: Request, identifier: Identifier, place: Number) -> Any:
    """Take one suggestion back; ``place`` counts those taken since the ad was last written by hand, from 1."""
    undo_suggestion(request.actor, own_posting(request, identifier), number=int(place) - 1, now=request.now)
    return own_posting(request, identifier)


@router.post(
    "postings/{identifier}/check/restore",
    response=answers(PostingShown, found=True, written=True),
    auth=writer,
)
def restore(request: Request, identifier: Identifier) -> Any:
    """Put the whole ad back as it was pasted."""
    restore_ad(request.actor, own_posting(request, identifier), now=request.now)
    return own_posting(request, identifier)

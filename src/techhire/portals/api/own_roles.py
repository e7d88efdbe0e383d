"""Civic leads: role profiles of the community's own, their life and their history."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from techhire.commons.permits import Refused, require
from techhire.commons.skills.actions.role_life import propose_role, publish_role, retire_role, update_role
from techhire.commons.skills.actions.role_lines import MOST_LINES, RoleLine
from techhire.commons.skills.queries import (
    own_role,
    own_roles,
    profile_lines,
    role_history,
    role_steps,
    shared_roles,
)
from techhire.commons.skills.rules import may_update_role
from techhire.commons.skills.words import Importance, When
from techhire.portals.api.coded import skill_ids_of
from techhire.portals.api.convener import StepGiven
from techhire.portals.api.fields import (
    LEFT_OUT,
    Code,
    Given,
    Level,
    Number,
    Shown,
    Slug,
    Version,
    line,
    prose,
)
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.skills import RoleBrief, RoleShown, SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Civic lead"])
ROLE = "own-roles/{number}"


class OwnRoleBrief(RoleBrief):
    """A role profile of the community's own in a list; ``copied_from`` is the slug of the shared one it stands for."""

    id: int
    state: str
    version: int
    copied_from: str | None

    @staticmethod
    def resolve_copied_from(row: Any) -> str | None:
        """The slug of the shared one, not its number."""
        origin = row["copied_from"] if isinstance(row, dict) else row.copied_from
        return getattr(origin, "slug", None)


class OwnRoleShown(OwnRoleBrief, RoleShown):
    """A role profile of the community's own with what it asks for."""


class RoleLineGiven(Given):
    """One line: the skill, its level, and how much and when it matters."""

    skill: Code
    level: Level
    weight: Level = 3
    importance: Importance = Importance.ESSENTIAL
    when: When = When.DAY_ONE


Asks = Annotated[list[RoleLineGiven], Field(max_length=MOST_LINES)]
SocCode = Annotated[str, line(20)]


class RoleProfileGiven(Given):
    """A role profile of one's own; with ``copied_from``, what is left out is as in the shared one of that slug."""

    copied_from: Slug = LEFT_OUT
    name: Annotated[str, line(160, least=1)] = LEFT_OUT
    name_es: Annotated[str, line(160)] = LEFT_OUT
    about: Annotated[str, prose(1000, least=1)] = LEFT_OUT
    about_es: Annotated[str, prose(1000)] = LEFT_OUT
    soc_code: SocCode = LEFT_OUT
    asks: Asks = LEFT_OUT
    note: Annotated[str, line(400)] = ""


class RoleProfileChanged(Given):
    """What to change; what is left out stays. ``asks`` take the place of all there were."""

    version: Version | None = None
    name: Annotated[str, line(160, least=1)] = LEFT_OUT
    name_es: Annotated[str, line(160)] = LEFT_OUT
    about: Annotated[str, prose(1000, least=1)] = LEFT_OUT
    about_es: Annotated[str, prose(1000)] = LEFT_OUT
    soc_code: SocCode = LEFT_OUT
    asks: Asks = LEFT_OUT
    note: Annotated[str, line(400)] = ""


class AskSaidShown(Shown):
    """What a line asked for: level and weight 1 to 5."""

    level: int
    weight: int
    importance: str
    when: str


class AskStepShown(Shown):
    """A skill, what was asked of it before and after; null where it was not asked for."""

    skill: SkillNamed
    before: AskSaidShown | None
    after: AskSaidShown | None


class TextStepShown(Shown):
    """A field with what it said before and after."""

    field: str
    before: str
    after: str


class FollowedShown(Shown):
    """A skill that was replaced, and the one that is asked for in its place."""

    before: SkillNamed
    after: SkillNamed


class RoleStepShown(Shown):
    """One step of a role profile's life: what changed, and why."""

    version: int
    state: str
    at: datetime
    note: str
    texts: list[TextStepShown]
    asks: list[AskStepShown]
    followed: list[FollowedShown]


@router.get("own-roles", response=answers(Page[OwnRoleBrief]))
def community_roles(request: Request, asked: Query[Paging]) -> Any:
    """The community's own role profiles, proposals too where I may see them, by name."""
    return page_of(own_roles(request.actor), asked, by=("name", "pk"), name="own-roles")


@router.post("own-roles", response=answers(OwnRoleShown, status=201, written=True), auth=writer)
def propose_own_role(request: Request, body: RoleProfileGiven) -> Any:
    """Begin one from nothing, or as a copy of a shared one; it is offered once it is published."""
    given = body.given()
    if "copied_from" in given:
        given["copied_from"] = _shared(given["copied_from"])
    made = propose_role(request.actor, now=request.now, **_with_lines(request, body, given))
    return Status(201, _shown(made))


@router.get(ROLE, response=answers(OwnRoleShown, found=True))
def own_role_shown(request: Request, number: Number) -> Any:
    """One of the community's own with what it asks for."""
    return _shown(_own(request, number))


@router.patch(ROLE, response=answers(OwnRoleShown, found=True, written=True), auth=writer)
def change_own_role(request: Request, number: Number, body: RoleProfileChanged) -> Any:
    """Change what it says of itself and asks for; each change is a version."""
    given = body.given()
    version = given.pop("version", None)
    found, said = _own(request, number), _with_lines(request, body, given)
    return _shown(update_role(request.actor, found, expected_version=version, now=request.now, **said))


@router.post(f"{ROLE}/publish", response=answers(OwnRoleShown, found=True, written=True), auth=writer)
def publish_own_role(request: Request, number: Number, body: StepGiven) -> Any:
    """Offer it where jobs and resumes begin from a role; a copy takes the place of the shared one."""
    said: dict[str, Any] = {"note": body.note, "expected_version": body.version, "now": request.now}
    return _shown(publish_role(request.actor, _own(request, number), **said))


@router.post(f"{ROLE}/retire", response=answers(OwnRoleShown, found=True, written=True), auth=writer)
def retire_own_role(request: Request, number: Number, body: StepGiven) -> Any:
    """Offer it no more; jobs that began from it go on."""
    said: dict[str, Any] = {"note": body.note, "expected_version": body.version, "now": request.now}
    return _shown(retire_role(request.actor, _own(request, number), **said))


@router.get(f"{ROLE}/history", response=answers(Page[RoleStepShown], found=True))
def own_role_history(request: Request, number: Number, asked: Query[Paging]) -> Any:
    """Every step of its life, newest first, for whoever may change it."""
    found = _own(request, number)
    require(may_update_role(request.actor, found))
    page = page_of(role_history(found), asked, by=("-at", "-pk"), name=f"role-history:{number}")
    return page | {"items": [_step(step) for step in role_steps(page["items"])]}


def _own(request: Request, number: str) -> Any:
    found = own_role(request.actor, int(number))
    if found is None or found.community_id != request.community.pk:
        raise Http404
    return found


def _shared(slug: str) -> Any:
    found = shared_roles().filter(slug=slug).first()
    if found is None:
        raise Refused(_("Choose one of the shared role profiles to copy."), field="copied_from")
    return found


def _with_lines(
    request: Request, body: RoleProfileGiven | RoleProfileChanged, given: dict[str, Any]
) -> dict[str, Any]:
    """What was sent, with its lines as the action takes them."""
    if given.pop("asks", None) is None:
        return given
    ids = skill_ids_of(request, (one.skill for one in body.asks), "asks")
    return given | {"lines": [_line(ids[one.skill], one) for one in body.asks]}


def _line(skill_id: int, given: RoleLineGiven) -> RoleLine:
    return RoleLine(skill_id, given.level, given.weight, given.importance.value, given.when.value)


def _shown(role: Any) -> dict[str, Any]:
    texts = ("slug", "name", "name_es", "soc_code", "about", "about_es", "onet_code")
    names = ("id", *texts, "state", "version", "copied_from")
    return {name: getattr(role, name) for name in names} | {"asks": list(profile_lines(role))}


def _step(step: Any) -> dict[str, Any]:
    names = ("version", "state", "at", "note", "texts", "asks")
    followed = [{"before": before, "after": after} for before, after in step.followed]
    return {name: getattr(step, name) for name in names} | {"followed": followed}

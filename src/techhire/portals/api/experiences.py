"""What I have done in my own words, the skills found in it, and the resume it makes."""

from typing import Annotated, Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status
from pydantic import Field, StrictInt

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import everyday_tasks
from techhire.plays.seekers.actions.experiences import (
    answer_found_skill,
    describe_experience,
    remove_experience,
    start_experience,
)
from techhire.plays.seekers.queries import experience_numbered, experiences_of, found_skills
from techhire.plays.seekers.words import Often, WorkKind, WorkTitle
from techhire.portals.api.fields import LEFT_OUT, Code, Given, Number, Shown, Slug, Version, Yes, line, prose
from techhire.portals.api.own import own_record
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["What I have done"])
Year = Annotated[StrictInt, Field(ge=1900, le=2200)]


class FoundShown(Shown):
    """A skill found in what I told: where, the words, the level a task speaks of, and what I said of it.

    ``level`` is null until I answer, 0 where I do not have it.
    """

    skill: SkillNamed
    found_in: str
    quote: str
    likely_level: int | None
    level: int | None


class ExperienceBrief(Shown):
    """Something I did: how many skills I said yes to, and how many wait for my answer."""

    id: int
    kind: str
    named: str
    kept: int
    unanswered: int
    version: int


class ExperienceShown(Shown):
    """Something I did, in full. ``own_title_en`` and the like are my own English for it, on my resume where given."""

    id: int
    kind: str
    title: str
    own_title: str
    place: str
    since: int | None
    until: int | None
    what: str
    tools: str
    language: str
    own_title_en: str
    place_en: str
    what_en: str
    tools_en: str
    often: str
    tasks: list[str]
    on_resume: bool
    version: int
    skills: list[FoundShown]


class ExperienceBegun(Given):
    """Where it was."""

    kind: WorkKind


class ExperienceChanged(Given):
    """What to change; what is left out stays. ``tasks`` are the names of everyday tasks.

    ``own_title_en``, ``place_en``, ``what_en`` and ``tools_en`` are my own English for what I told in another language.
    """

    version: Version | None = None
    kind: WorkKind = LEFT_OUT
    title: WorkTitle | None = LEFT_OUT
    own_title: Annotated[str, line(80)] = LEFT_OUT
    place: Annotated[str, line(120)] = LEFT_OUT
    since: Year | None = LEFT_OUT
    until: Year | None = LEFT_OUT
    what: Annotated[str, prose(2000)] = LEFT_OUT
    tools: Annotated[str, prose(500)] = LEFT_OUT
    own_title_en: Annotated[str, line(80)] = LEFT_OUT
    place_en: Annotated[str, line(120)] = LEFT_OUT
    what_en: Annotated[str, prose(2000)] = LEFT_OUT
    tools_en: Annotated[str, prose(500)] = LEFT_OUT
    often: Often | None = LEFT_OUT
    tasks: Annotated[list[Slug], Field(max_length=200)] = LEFT_OUT
    on_resume: Yes = LEFT_OUT


class HowFar(Given):
    """How far I have a skill, from 1 to 5; 0 is not at all."""

    level: Annotated[StrictInt, Field(ge=0, le=5)]


def _own(request: Request, number: str) -> Any:
    found = experience_numbered(request.actor, own_record(request), int(number))
    if found is None:
        raise Http404
    return found


def _in_full(request: Request, number: str) -> dict[str, Any]:
    row = _own(request, number)
    slugs = {task.pk: task.slug for task in everyday_tasks()} if row.task_ids else {}
    said = {name: getattr(row, name) for name in ExperienceShown.model_fields if hasattr(row, name)}
    return said | {
        "id": row.pk,
        "tasks": [slugs[pk] for pk in row.task_ids if pk in slugs],
        "skills": [_found(one) for one in found_skills(request.actor, row)],
    }


def _found(one: Any) -> dict[str, Any]:
    row = one.row
    said = {name: getattr(row, name) for name in ("skill", "found_in", "likely_level", "level")}
    return said | {"quote": one.quote}


@router.get("me/experiences", response=answers(list[ExperienceBrief], found=True))
def my_experiences(request: Request) -> Any:
    """Everything I told about what I did, newest first."""
    return [
        {
            "id": row.pk,
            "kind": row.kind,
            "named": row.named,
            "kept": row.kept,  # type: ignore[attr-defined]  # counted by the query
            "unanswered": row.unanswered,  # type: ignore[attr-defined]  # counted by the query
            "version": row.version,
        }
        for row in experiences_of(request.actor, own_record(request))
    ]


@router.post(
    "me/experiences", response=answers(ExperienceShown, status=201, found=True, written=True), auth=writer
)
def begin_experience(request: Request, body: ExperienceBegun) -> Any:
    """Begin to tell about something I did."""
    begun = start_experience(request.actor, own_record(request), kind=body.kind.value, now=request.now)
    return Status(201, _in_full(request, str(begun.pk)))


@router.get("me/experiences/{number}", response=answers(ExperienceShown, found=True))
def my_experience(request: Request, number: Number) -> Any:
    """One thing I did, with the skills found in it."""
    return _in_full(request, number)


@router.patch(
    "me/experiences/{number}", response=answers(ExperienceShown, found=True, written=True), auth=writer
)
def tell_experience(request: Request, number: Number, body: ExperienceChanged) -> Any:
    """Tell more about it. Skills are looked for anew where the words or tasks changed."""
    given = {name: getattr(value, "value", value) for name, value in body.given().items()}
    version = given.pop("version", None)
    if "tasks" in given:
        given["task_ids"] = _task_ids(given.pop("tasks"))
    for name in ("title", "often"):
        if name in given:
            given[name] = given[name] or ""
    describe_experience(
        request.actor, _own(request, number), expected_version=version, now=request.now, **given
    )
    return _in_full(request, number)


def _task_ids(slugs: list[str]) -> list[int]:
    known = {task.slug: task.pk for task in everyday_tasks()}
    for slug in slugs:
        if slug not in known:
            raise Refused(_("We do not know this task: %(task)s.") % {"task": slug}, field="tasks")
    return [known[slug] for slug in slugs]


@router.delete(
    "me/experiences/{number}",
    response=answers(None, status=204, found=True, written=True),
    auth=writer,
)
def forget_experience(request: Request, number: Number) -> Any:
    """Take it away, and the skills I told with it."""
    remove_experience(request.actor, _own(request, number), now=request.now)
    return Status(204, None)


@router.put(
    "me/experiences/{number}/skills/{code}",
    response=answers(ExperienceShown, found=True, written=True),
    auth=writer,
)
def say_how_far(request: Request, number: Number, code: Code, body: HowFar) -> Any:
    """Say how far I have a skill that was found."""
    found = found_skills(request.actor, _own(request, number))
    one = next((one for one in found if one.row.skill.code == code), None)
    if one is None:
        raise Http404
    answer_found_skill(request.actor, one.row, level=body.level, now=request.now)
    return _in_full(request, number)

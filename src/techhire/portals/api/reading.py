"""Texts read and questions answered without an account. Nothing of what is sent is kept."""

from typing import Annotated, Any

from django.utils.translation import get_language
from ninja import Router
from pydantic import Field

from techhire.commons.skills.bridge import ReadLine, read_text
from techhire.commons.skills.queries import skills_in_bulk
from techhire.plays.matches.queries import Opening
from techhire.plays.matches.queries import check_ad as checked
from techhire.plays.matches.queries import could_i as answered
from techhire.portals.api.counts import Count
from techhire.portals.api.fields import Given, Shown, Slug, prose
from techhire.portals.api.jobs import JobBrief
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.steps import StepShown, step_shown
from techhire.portals.api.throttling import reading
from techhire.portals.api.tokens import anybody
from techhire.portals.layout.request import Request

router = Router(auth=anybody, tags=["Reading"])


class TextGiven(Given):
    """A text to read, at most 60,000 characters."""

    text: Annotated[str, prose(60_000, least=1)]


class SkillFound(Shown):
    """One skill read from a text: where, how sure, and how it was asked for."""

    skill: SkillNamed
    start: int
    end: int
    text: str
    importance: str
    level: int
    level_said: bool
    confidence: float


class Extracted(Shown):
    """What a text asks for, names otherwise, or seems to mean (``suggested``), and whether it is about IT at all."""

    language: str
    few_it_skills: bool
    known_words: list[str]
    skills: list[SkillFound]
    set_aside: list[SkillFound]
    suggested: list[SkillFound]


class AdLineShown(Shown):
    """A skill the ad asks for, with the level assumed."""

    skill: SkillNamed
    level: int
    importance: str
    text: str


class AdFindingShown(Shown):
    """A line that shuts capable people out: the words, why, and what to write instead."""

    rule: str
    severity: str
    text: str
    title: str
    why: str
    instead: str
    replacement: str | None
    source: str
    before: str
    after: str


class OpeningShown(Shown):
    """About how many people would fit if one skill were asked a level lower (``below``), or learned on the job."""

    skill: SkillNamed
    below: int
    lowered: Count | None
    learned: Count | None


class AdChecked(Shown):
    """What was found in an ad; ``more_without_degree`` is how many more fit without its degree line.

    ``is_checked`` is false for a language whose words the check does not know. ``unknown`` are names that look like
    tools and are no skill here. Where few fit, ``openings`` and ``all_lower`` say what would open the job.
    """

    language: str
    few_it_skills: bool
    skills: list[AdLineShown]
    findings: list[AdFindingShown]
    fit: Count | None
    with_degree: Count | None
    more_without_degree: int | None
    is_checked: bool
    unknown: list[str]
    openings: list[OpeningShown]
    all_lower: Count | None


class TasksGiven(Given):
    """Everyday tasks by slug, one to thirty of them."""

    tasks: Annotated[list[Slug], Field(min_length=1, max_length=30)]


class LevelOf(Shown):
    """A skill and a level of it."""

    skill: SkillNamed
    level: int


class BecauseShown(Shown):
    """An everyday task, and the skills of the job it speaks to."""

    task: str
    skills: list[SkillNamed]


class GlimpseShown(Shown):
    """An open job: how many of its essentials the tasks speak to and because of which, and what is left to learn.

    ``near`` says how near it is: ``there``, ``one_left``, ``part`` (half or more of the essentials) or ``far``.
    """

    job: JobBrief
    near: str
    has: int
    of: int
    because: list[BecauseShown]
    does: list[SkillNamed]
    to_learn: list[SkillNamed]


class CouldIShown(Shown):
    """What somebody who does these things could do here, if what they told is confirmed."""

    tasks: list[str]
    skills: list[LevelOf]
    jobs: list[GlimpseShown]
    next_step: StepShown | None
    next_step_gives: list[SkillNamed]
    jobs_open_if_confirmed: int
    jobs_considered: int


@router.post("extract", response=answers(Extracted, written=True), throttle=[reading])
def extract(request: Request, body: TextGiven) -> Any:
    """Read a text into skills of the shared language, with the words each came from."""
    read = read_text(body.text, request.community.pk)
    known = skills_in_bulk(
        request.community.pk, [line.skill_id for line in (*read.lines, *read.set_aside, *read.suggested)]
    )
    return {
        "language": read.language,
        "few_it_skills": read.few_it_skills,
        "known_words": list(read.known_words),
        "skills": [_found(line, known) for line in read.lines if line.skill_id in known],
        "set_aside": [_found(line, known) for line in read.set_aside if line.skill_id in known],
        "suggested": [_found(line, known) for line in read.suggested if line.skill_id in known],
    }


def _found(line: ReadLine, known: Any) -> dict[str, Any]:
    names = set(SkillFound.model_fields) - {"skill"}
    return {name: getattr(line, name) for name in names} | {"skill": known[line.skill_id]}


@router.post("check-ad", response=answers(AdChecked, written=True), throttle=[reading])
def check_ad(request: Request, body: TextGiven) -> Any:
    """Check a job ad: about how many people here fit, and which lines shut people out."""
    check = checked(request.community, body.text)
    counts = check.counts
    return {
        "language": check.language,
        "few_it_skills": check.few_it_skills,
        "skills": check.lines,
        "findings": check.findings,
        "fit": Count.of(counts.fit) if counts else None,
        "with_degree": Count.of(counts.with_degree) if counts and check.names_degree else None,
        "more_without_degree": counts.more if counts and check.names_degree else None,
        "is_checked": check.is_checked,
        "unknown": list(check.unknown),
        "openings": [_opening(one) for one in check.openings],
        "all_lower": Count.of(counts.all_lower) if counts and counts.all_lower else None,
    }


def _opening(one: Opening) -> dict[str, Any]:
    return {
        "skill": one.skill,
        "below": one.below,
        "lowered": Count.of(one.lowered) if one.lowered else None,
        "learned": Count.of(one.learned) if one.learned else None,
    }


@router.post("could-i", response=answers(CouldIShown, written=True), throttle=[reading])
def could_i(request: Request, body: TasksGiven) -> Any:
    """From things people do at work now to three open jobs and one next step."""
    language = get_language() or ""
    told = answered(request.community, body.tasks, today=request.today, language=language)
    return {
        "tasks": [task.slug for task in told.tasks],
        "skills": [{"skill": skill, "level": level} for skill, level in told.skills],
        "jobs": [_glimpse(glimpse) for glimpse in told.jobs],
        "next_step": step_shown(told.step) if told.step else None,
        "next_step_gives": told.why.skills if told.why else [],
        "jobs_open_if_confirmed": told.open_if_confirmed,
        "jobs_considered": told.considered,
    }


def _glimpse(glimpse: Any) -> dict[str, Any]:
    return {
        "job": glimpse.posting,
        "near": glimpse.near.value,
        "has": glimpse.has,
        "of": glimpse.of,
        "because": [{"task": one.task.slug, "skills": one.skills} for one in glimpse.because],
        "does": [line.skill for line in glimpse.does],
        "to_learn": [line.skill for line in glimpse.to_learn],
    }

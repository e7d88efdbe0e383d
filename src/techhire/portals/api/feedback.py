"""What employers said: given about somebody they met, read by that person, counted for programs."""

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Router
from ninja.responses import Status

from techhire.plays.matches.queries import seeker_behind
from techhire.plays.providers.queries import feedback_by_program
from techhire.plays.seekers.actions.feedback import agree_to_feedback, give_feedback, refuse_feedback
from techhire.plays.seekers.queries import feedback_about, feedback_given, feedback_numbered
from techhire.portals.api.coded import skill_id_of
from techhire.portals.api.counts import Count
from techhire.portals.api.employer import own_posting
from techhire.portals.api.fields import Code, Day, Given, Identifier, Level, Number, Pseudonym, Shown, Slug
from techhire.portals.api.own import own_record
from techhire.portals.api.service import answers
from techhire.portals.api.skills import SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.api.training import own_organization
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Employer feedback"])


class SaidAboutMe(Shown):
    """What an employer said about a skill of mine; it waits for my yes, or I use it."""

    id: int
    skill: SkillNamed
    level: int
    at: date
    organization: str
    state: str


class SaidByUs(Shown):
    """What my employer said about somebody for one job; whether the person uses it is not told."""

    skill: SkillNamed
    level: int
    at: date


class FeedbackGiven(Given):
    """A skill that was seen, at one of five levels."""

    skill: Code
    level: Level
    at: Day


class ProgramSaid(Shown):
    """About how many who completed a program work on their own (level 3 or more), or with help."""

    program: int
    name: str
    on_their_own: Count
    with_help: Count


@router.get("me/feedback", response=answers(list[SaidAboutMe], found=True))
def feedback_about_me(request: Request) -> Any:
    """What employers said about me: what waits for my yes first, then what I use."""
    told = feedback_about(request.actor, own_record(request))
    return [
        {
            "id": row.pk,
            "skill": row.skill,
            "level": row.level,
            "at": row.at,
            "organization": row.organization.name,
            "state": row.state,
        }
        for row in (*told.waiting, *told.used)
    ]


def _about_me(request: Request, number: str) -> Any:
    found = feedback_numbered(request.actor, own_record(request), int(number))
    if found is None:
        raise Http404
    return found


@router.post(
    "me/feedback/{number}/agree", response=answers(None, status=204, found=True, written=True), auth=writer
)
def use_feedback(request: Request, number: Number) -> Any:
    """Make it evidence of mine, after I have read it."""
    agree_to_feedback(request.actor, _about_me(request, number), now=request.now)
    return Status(204, None)


@router.post(
    "me/feedback/{number}/refuse", response=answers(None, status=204, found=True, written=True), auth=writer
)
def do_not_use_feedback(request: Request, number: Number) -> Any:
    """Do not use it, or not any more."""
    refuse_feedback(request.actor, _about_me(request, number), now=request.now)
    return Status(204, None)


@router.get(
    "postings/{identifier}/shortlist/{pseudonym}/feedback", response=answers(list[SaidByUs], found=True)
)
def feedback_we_gave(request: Request, identifier: Identifier, pseudonym: Pseudonym) -> Any:
    """What my employer said about somebody whose name it was shown for this job."""
    posting = own_posting(request, identifier)
    seeker = seeker_behind(request.actor, posting, pseudonym)
    if seeker is None:
        raise Http404
    return feedback_given(request.actor, seeker, posting.organization, posting.pk)


@router.post(
    "postings/{identifier}/shortlist/{pseudonym}/feedback",
    response=answers(SaidByUs, status=201, found=True, written=True),
    auth=writer,
)
def say_what_we_saw(
    request: Request, identifier: Identifier, pseudonym: Pseudonym, body: FeedbackGiven
) -> Any:
    """Say at which level somebody showed a skill. The person reads it and decides whether it is used."""
    posting = own_posting(request, identifier)
    seeker = seeker_behind(request.actor, posting, pseudonym)
    if seeker is None:
        raise Http404
    row = give_feedback(
        request.actor,
        seeker,
        posting.organization,
        posting_id=posting.pk,
        skill_id=skill_id_of(request, body.skill, "skill"),
        level=body.level,
        at=body.at,
        now=request.now,
    )
    return Status(201, row)


@router.get("providers/{slug}/feedback", response=answers(list[ProgramSaid], found=True))
def feedback_on_programs(request: Request, slug: Slug) -> Any:
    """What employers said about people who completed my programs, in counts that single nobody out."""
    rows = feedback_by_program(request.actor, own_organization(request, slug, "provider"))
    return [
        {
            "program": row.program.pk,
            "name": row.program.name,
            "on_their_own": Count.of(row.on_their_own),
            "with_help": Count.of(row.with_help),
        }
        for row in rows
    ]

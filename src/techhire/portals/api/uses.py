"""Until when a skill was used: said of oneself, and by a coach in the person's words."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from techhire.plays.seekers.actions.uses import take_back_use, tell_use
from techhire.plays.seekers.queries import skill_coded
from techhire.plays.seekers.words import UsedWhere
from techhire.portals.api.fields import Code, Given, PersonCode, Slug
from techhire.portals.api.onramp import look, own_case
from techhire.portals.api.own import own_record
from techhire.portals.api.own_skills import StoryShown, story
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import writer
from techhire.portals.layout.request import Request

router = Router(auth=writer, tags=["My skills"])
PERSON = "onramps/{slug}/people/{code}/uses/{skill}"
TOLD = answers(StoryShown, found=True, written=True)
GONE = answers(None, status=204, found=True, written=True)


class UseGiven(Given):
    """Where a skill was used and until which month or year, like "2026-05" or "2026"; nothing: it still is."""

    where: UsedWhere
    until: Annotated[str, Field(pattern=r"^(19[4-9][0-9]|20[0-9]{2})(-(0[1-9]|1[0-2]))?$")] | None = None

    @property
    def day(self) -> date | None:
        """The first of the month, or of the year."""
        return date.fromisoformat(f"{self.until}-01-01"[:10]) if self.until else None

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        year_only = self.until is not None and "-" not in self.until
        return {"where": self.where, "until": self.day, "year_only": year_only}


@router.put("me/uses/{skill}", response=TOLD)
def tell_my_use(request: Request, skill: Code, body: UseGiven) -> Any:
    """Say until when I used a skill. At work, paid or not, it keeps evidence from aging; it proves nothing."""
    seeker, found = own_record(request), _skill(request, skill)
    tell_use(request.actor, seeker, found, **body.said, now=request.now)
    return story(request, seeker, found)


@router.delete("me/uses/{skill}", response=GONE)
def take_back_my_use(request: Request, skill: Code) -> Any:
    """Take back what I said of the skill's use; what an experience says goes with the experience."""
    take_back_use(request.actor, own_record(request), _skill(request, skill), now=request.now)
    return Status(204, None)


@router.put(PERSON, response=TOLD, tags=["Caseload"])
def coach_tells_use(request: Request, slug: Slug, code: PersonCode, skill: Code, body: UseGiven) -> Any:
    """Write down until when somebody I coach used a skill, at their word."""
    case, found = own_case(request, slug, code), _skill(request, skill)
    tell_use(request.actor, case.seeker, found, **body.said, now=request.now)
    look(request, case)
    return story(request, case.seeker, found)


@router.delete(PERSON, response=GONE, tags=["Caseload"])
def coach_takes_back_use(request: Request, slug: Slug, code: PersonCode, skill: Code) -> Any:
    """Take back what somebody I coach said of a skill's use, at their word."""
    case = own_case(request, slug, code)
    take_back_use(request.actor, case.seeker, _skill(request, skill), now=request.now)
    return Status(204, None)


def _skill(request: Request, code: str) -> Any:
    found = skill_coded(request.actor, code)
    if found is None:
        raise Http404
    return found

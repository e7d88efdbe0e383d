"""What a posting asks for, and what each line costs."""

from typing import Annotated, Any

from ninja import Router
from pydantic import Field

from techhire.plays.marketplace.actions.requirements import set_requirements
from techhire.plays.marketplace.queries import requirements_of
from techhire.plays.matches.queries import requirement_impact
from techhire.portals.api.asked import RequirementGiven, lines_of
from techhire.portals.api.counts import Count
from techhire.portals.api.employer import own_posting
from techhire.portals.api.fields import Given, Identifier, Shown, Version
from techhire.portals.api.service import answers
from techhire.portals.api.skills import AskLine, SkillNamed
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Postings"])


class RequirementShown(AskLine):
    """A line of a posting; ``confirmed`` says that a person agreed, ``text`` where the ad says so.

    ``skill_version`` is the version of the skill's words it was read in or, last, confirmed in.
    """

    confirmed: bool
    skill_version: int | None
    text: str
    start: int | None
    end: int | None
    confidence: float | None


class RequirementsShown(Shown):
    """All lines of a posting, and the version of the posting they belong to."""

    version: int
    lines: list[RequirementShown]


class RequirementsGiven(Given):
    """All lines at once; they take the place of the ones before."""

    version: Version | None = None
    lines: Annotated[list[RequirementGiven], Field(max_length=40)]


class ImpactLineShown(Shown):
    """About how many people would fit if one skill fell a level, or were learned on the job."""

    skill: SkillNamed
    level: int
    importance: str
    lowered: Count | None
    learned: Count
    opens: int


class ImpactShown(Shown):
    """About how many people fit now, and line by line what a softer posting would open."""

    now: Count
    all_lower: Count
    lines: list[ImpactLineShown]


@router.get("postings/{identifier}/requirements", response=answers(RequirementsShown, found=True))
def requirements(request: Request, identifier: Identifier) -> Any:
    """What the posting asks for; lines read from the ad wait to be confirmed."""
    posting = own_posting(request, identifier)
    return {"version": posting.version, "lines": requirements_of(posting)}


@router.put(
    "postings/{identifier}/requirements",
    response=answers(RequirementsShown, found=True, written=True),
    auth=writer,
)
def confirm_requirements(request: Request, identifier: Identifier, body: RequirementsGiven) -> Any:
    """Confirm what the posting asks for, all lines at once."""
    posting = own_posting(request, identifier)
    lines = lines_of(request, body.lines)
    set_requirements(request.actor, posting, lines=lines, expected_version=body.version, now=request.now)
    return requirements(request, identifier)


@router.get("postings/{identifier}/impact", response=answers(ImpactShown, found=True))
def impact(request: Request, identifier: Identifier) -> Any:
    """What each requirement costs, in rounded numbers of people who chose to be found."""
    told = requirement_impact(request.actor, own_posting(request, identifier))
    lines = [
        {name: getattr(line, name) for name in ("skill", "level", "importance", "opens")}
        | {"lowered": Count.of(line.lowered) if line.lowered else None, "learned": Count.of(line.learned)}
        for line in told.lines
    ]
    return {"now": Count.of(told.now), "all_lower": Count.of(told.all_lower), "lines": lines}

"""People by skill, before there is a posting: the cards of a shortlist without names, and no way to reach anybody."""

from typing import Annotated, Any

from django.http import Http404
from ninja import Router
from pydantic import Field

from techhire.commons.communities.queries import organization_named
from techhire.commons.skills.words import Importance
from techhire.plays.matches.actions.searching import search_people
from techhire.plays.matches.queries import Sought
from techhire.plays.matches.words import MOST_SOUGHT
from techhire.portals.api.coded import skill_ids_of
from techhire.portals.api.counts import Count
from techhire.portals.api.fields import Code, Given, Level, Shown, Slug, Spoken
from techhire.portals.api.fits import LineShown
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Shortlist"])


class SkillSought(Given):
    """One skill to be shown at a level; one of them at least is essential."""

    skill: Code
    level: Level
    importance: Importance = Importance.ESSENTIAL


class SearchGiven(Given):
    """The skills of one search, each once."""

    skills: Annotated[list[SkillSought], Field(min_length=1, max_length=MOST_SOUGHT)]


class FoundRowShown(Shown):
    """One person without a name. ``pseudonym`` holds for this search and this day and opens nothing."""

    pseudonym: str
    place: int
    equal: bool
    words: Spoken
    shows: int
    of: int
    lines: list[LineShown]


class PeopleFoundShown(Shown):
    """About how many people show every essential skill, counted once a day, and the first fifty people.

    Below ten there are no rows. ``more_equal`` says that others stand level with the last one.
    """

    count: Count
    rows: list[FoundRowShown]
    more_equal: bool


@router.post(
    "employers/{slug}/people-searches",
    response=answers(PeopleFoundShown, found=True, written=True),
    auth=writer,
)
def search_by_skill(request: Request, slug: Slug, body: SearchGiven) -> Any:
    """Search people by skill for my employer; each of them can read that it saw their skills without a name."""
    organization = organization_named(request.actor, slug)
    if organization is None:
        raise Http404
    ids = skill_ids_of(request, (one.skill for one in body.skills), "skills")
    lines = [Sought(ids[one.skill], one.level, one.importance.value) for one in body.skills]
    found = search_people(request.actor, organization, lines=lines, now=request.now)
    return {"count": Count.of(found.count), "rows": found.rows, "more_equal": found.more_equal}

"""The test day a page is about: one of the actor's own onramp."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from techhire.commons.communities.words import Kind
from techhire.plays.assessments.queries.test_days import day_numbered, list_of
from techhire.plays.assessments.words import NO_MORE
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import TestDay
    from techhire.plays.assessments.queries.test_days import ListRow

View = Callable[..., HttpResponse]


def own_day(view: View) -> View:
    """Hand the page the test day it is about."""

    @sits_as(Kind.ONRAMP)
    @wraps(view)
    def opened(request: Request, day_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        day = day_numbered(request.actor, day_id)
        if day is None:
            raise Http404
        return view(request, day, *args, **kwargs)

    return opened


def people_on(request: Request, day: "TestDay") -> "list[ListRow]":
    """Everybody on the list; each can read that staff saw their name."""
    rows = list_of(request.actor, day, request.now)
    record_access(
        request.actor,
        [row.check_in.seeker_id for row in rows],
        purpose=Purpose.TESTING,
        what="name",
        organization_id=day.organization_id,
        now=request.now,
    )
    return rows


def around_day(request: Request, day: "TestDay") -> dict[str, Any]:
    """What every page about one test day shows."""
    return {
        "section": "onramp:home",
        "organization": day.organization,
        "day": day,
        "over": day.state in NO_MORE,
        "may_write": request.actor.writes_for(day.organization_id),
    }

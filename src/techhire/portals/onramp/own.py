"""The person a page is about: on the caseload of the onramp, and still letting it see them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from techhire.commons.communities.words import Kind
from techhire.plays.onramps.queries import caseload_coded
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request

View = Callable[..., HttpResponse]


def own_person(view: View) -> View:
    """Hand the page the caseload it is about, and write down for the person that somebody opened their record."""

    @sits_as(Kind.ONRAMP)
    @wraps(view)
    def opened(request: Request, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        organization = current_organization(request, Kind.ONRAMP)
        caseload = caseload_coded(request.actor, organization, code)
        if caseload is None:
            raise Http404
        record_access(
            request.actor,
            caseload.seeker,
            purpose=Purpose.COACHING,
            what="record",
            organization_id=organization.pk,
            now=request.now,
        )
        return view(request, caseload, *args, **kwargs)

    return opened


def around(request: Request, caseload: Any) -> dict[str, Any]:
    """What every page about one person shows."""
    return {
        "section": "onramp:home",
        "organization": caseload.organization,
        "caseload": caseload,
        "seeker": caseload.seeker,
        "title": caseload.seeker.name or caseload.seeker.code,
        "may_write": request.actor.writes_for(caseload.organization_id),
    }

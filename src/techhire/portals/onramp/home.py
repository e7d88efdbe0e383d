"""The coach's first screen: who needs what next."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.matches.queries.messages import people_written_to
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.onramps.queries import fits_of, owed_in_writing, people_of, people_to_take_on
from techhire.plays.onramps.words import NextNeed
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.layout.waiting import waiting_here

EACH = 4
"""People of each need shown at once; the list of that need holds all of them. Our judgment."""


@require_http_methods(["GET", "POST"])
@sits_as(Kind.ONRAMP)
def page(request: Request) -> HttpResponse:
    """A few people of each need, those with new fits first; a POST takes on somebody who gave access."""
    organization = current_organization(request, Kind.ONRAMP)
    waiting = people_to_take_on(request.actor, organization)
    if request.method == "POST":
        seeker = next((s for s in waiting if s.code == request.POST.get("person")), None)
        try:
            if seeker is None:
                raise Refused(_("This person is not waiting any more."))
            take_on(request.actor, organization, seeker, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return lead_to(organization.pk, "onramp:home")
        return lead_to(organization.pk, "onramp:person", seeker.code)
    rows = people_of(request.actor, organization)
    owed = owed_in_writing(request.actor, organization)
    fits = fits_of(rows, request.now)
    groups = [
        (NextNeed(need), sorted(some, key=lambda row: -fits[row.caseload.seeker_id].new))
        for need, some in groupby(rows, key=lambda row: row.need)
    ]
    written_to = people_written_to(request.actor, [row.caseload.seeker_id for row in rows])
    record_access(
        request.actor,
        [row.caseload.seeker_id for row in rows] + [seeker.pk for seeker in waiting],
        purpose=Purpose.COACHING,
        what="name",
        organization_id=organization.pk,
        now=request.now,
    )
    context = {
        "section": "onramp:home",
        "waits_here": waiting_here(request.actor),
        "organization": organization,
        "waiting": waiting,
        "groups": [
            (need.label, need.value, len(some), [(row, fits[row.caseload.seeker_id]) for row in some[:EACH]])
            for need, some in groups
        ],
        "owed": owed,
        "overdue": sum(one.due < request.today for one in owed),
        "written_to": [row.caseload.seeker for row in rows if row.caseload.seeker_id in written_to],
        "people": len(rows),
        "unfound": sum(not row.caseload.seeker.found for row in rows),
        "new_fits": sum(some.new > 0 for some in fits.values()),
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "onramp/home.html", context)

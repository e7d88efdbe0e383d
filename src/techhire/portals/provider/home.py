"""The provider's first screen: what to record now, which cohort comes next, and what the community asks for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.providers.actions.programs import confirm_program
from techhire.plays.providers.queries import asks_of, cohorts_of, program_numbered, programs_of
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.layout.waiting import waiting_here

SHOWN = 6


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def page(request: Request) -> HttpResponse:
    """Cohorts that ended without completions first, then the next starts; a POST confirms one program."""
    organization = current_organization(request, Kind.PROVIDER)
    if request.method == "POST":
        return _confirm(request)
    today = request.today
    cohorts = [row for row in cohorts_of(request.actor, organization) if not row.cohort.canceled]
    over = [row for row in cohorts if row.open_places and row.is_over(today)]
    to_settle = sorted(over, key=lambda row: row.cohort.ends_on or today)
    context = {
        "section": "provider:home",
        "waits_here": waiting_here(request.actor),
        "organization": organization,
        "to_settle": to_settle,
        "waiting": sum(row.open_places for row in to_settle),
        "next_up": [row for row in cohorts if row.cohort.starts_on > today][:SHOWN],
        "under_way": [row for row in cohorts if row.is_under_way(today)],
        "asks": [
            (ask, ask.program.is_stale(request.now))
            for ask in asks_of(request.actor, organization, request.now)
        ],
        "has_programs": programs_of(request.actor, organization).exists(),
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "provider/home.html", context)


def _confirm(request: Request) -> HttpResponse:
    pk = request.POST.get("program", "")
    program = program_numbered(request.actor, int(pk)) if pk.isdecimal() and len(pk) < 19 else None
    if program is None:
        raise Http404
    try:
        confirm_program(request.actor, program, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thank you. It is marked as up to date."))
    return lead_to(program.organization_id, "provider:home")

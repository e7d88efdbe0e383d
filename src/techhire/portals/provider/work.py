"""Offering somebody in training a work sample that others judge."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.providers.queries import person_coded
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.offering import offer, offering
from techhire.portals.layout.request import Request


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def page(request: Request, code: str) -> HttpResponse:
    """What there is to offer; a POST offers one."""
    organization = current_organization(request, Kind.PROVIDER)
    seeker = person_coded(request.actor, organization, code)
    if seeker is None:
        raise Http404
    if request.method == "POST":
        try:
            messages.success(request, offer(request, organization, seeker))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    record_access(
        request.actor,
        seeker,
        purpose=Purpose.TRAINING,
        what="name",
        organization_id=organization.pk,
        now=request.now,
    )
    shown = {
        "section": "provider:home",
        "organization": organization,
        "seeker": seeker,
        "offering": offering(request, organization, seeker, interviews=False),
    }
    return render(request, "provider/work.html", shown)

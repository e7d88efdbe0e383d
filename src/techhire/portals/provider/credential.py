"""An outside certification of somebody in training, which the provider has looked at."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.plays.providers.actions.credentials import accept_credential
from techhire.plays.providers.queries import person_coded
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.certification import asked
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def page(request: Request, code: str) -> HttpResponse:
    """First the name, then the skill it is for, then the level and the day."""
    organization = current_organization(request, Kind.PROVIDER)
    seeker = person_coded(request.actor, organization, code)
    if seeker is None:
        raise Http404
    keep = partial(accept_credential, request.actor, seeker, organization, now=request.now)
    steps = asked(request, keep)
    if steps.done:
        messages.success(request, _("Saved. The person can read it and who entered it."))
        return lead_to(organization.pk, "provider:person", code)
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
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "provider/credential.html", shown | steps.shown(request))

"""How the people of an onramp prepare for one job: which step for which skill, in its own plan."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.marketplace.actions.plans import set_plan
from techhire.plays.marketplace.queries import plan_shown, posting_by_identifier
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.plan_form import plan_context, plan_steps, take_up_plan
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to


@require_http_methods(["GET", "POST"])
@sits_as(Kind.ONRAMP)
def page(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Show the employer's plan and the onramp's own; a POST saves the latter whole."""
    organization = current_organization(request, Kind.ONRAMP)
    posting = posting_by_identifier(request.actor, identifier)
    if posting is None:
        raise Http404
    shown = plan_context(request, posting, organization)
    if request.method == "POST":
        try:
            set_plan(
                request.actor,
                posting,
                organization,
                steps=plan_steps(shown["rows"]),
                expected_version=shown["version"],
                now=request.now,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            take_up_plan(shown)
        else:
            messages.success(
                request, _("The plan is saved. The people you work with see it on the job's page.")
            )
            return lead_to(organization.pk, "onramp:plan", identifier)
    around = {
        "section": "onramp:home",
        "may_write": request.actor.writes_for(organization.pk),
        "theirs": plan_shown(request.actor, posting, posting.organization),
    }
    return render(request, "onramp/plan.html", shown | around)

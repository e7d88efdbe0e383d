"""How people show what a job asks for: which step for which skill, what is enough, and the time it costs them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.marketplace.actions.plans import set_plan
from techhire.plays.marketplace.rules import in_sight
from techhire.plays.marketplace.words import PostingState
from techhire.portals.employer.finding import own_posting
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.plan_form import plan_context, plan_steps, take_up_plan
from techhire.portals.layout.request import Request


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Show the plan; a POST saves it whole."""
    posting = own_posting(request, identifier)
    shown = plan_context(request, posting, posting.organization)
    if request.method == "POST":
        try:
            set_plan(
                request.actor,
                posting,
                posting.organization,
                steps=plan_steps(shown["rows"]),
                expected_version=shown["version"],
                now=request.now,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            take_up_plan(shown)
        else:
            messages.success(request, _saved(posting))
            return redirect("employer:plan", identifier=identifier)
    around = {"section": "employer:home", "may_write": request.actor.writes_for(posting.organization_id)}
    return render(request, "employer/plan.html", shown | around)


def _saved(posting: Any) -> str:
    """That it is saved, and when people see it: nobody is promised a page that is not open."""
    if in_sight(posting):
        return _("The plan is saved. People see it on the job's page.")
    if posting.state in {PostingState.PUBLISHED, PostingState.PAUSED, PostingState.HELD}:
        return _("The plan is saved. People will see it once the job is open again.")
    if posting.state in {PostingState.FILLED, PostingState.CLOSED}:
        return _("Saved.")
    return _("The plan is saved. People will see it once the job is published.")

"""An outside certification of a person, which a coach has looked at: named from official lists, tied to one skill."""

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.plays.onramps.actions.caseload import accept_credential
from techhire.portals.layout.certification import asked
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """First the name, then the skill it is for, then the level and the day."""
    organization, seeker = caseload.organization, caseload.seeker
    keep = partial(accept_credential, request.actor, organization, seeker, now=request.now)
    steps = asked(request, keep)
    if steps.done:
        messages.success(request, _("Saved. The person can read it and who entered it."))
        return lead_to(caseload.organization_id, "onramp:person", seeker.code)
    return render(request, "onramp/credential.html", around(request, caseload) | steps.shown(request))

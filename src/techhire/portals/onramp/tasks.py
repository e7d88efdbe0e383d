"""What a person does at work and at home, tapped together with the coach."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import tasks_by_area
from techhire.plays.seekers.actions.claims import claim_tasks
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Each tap is kept as something the person told, through the coach."""
    seeker = caseload.seeker
    areas = tasks_by_area()
    rows = [row for _area, _name, some in areas for row in some]
    tapped = set(request.POST.getlist("task"))
    if request.method == "POST":
        ids = [row.pk for row in rows if str(row.pk) in tapped]
        try:
            told = claim_tasks(request.actor, seeker, task_ids=ids, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            words = ngettext("We added %d skill.", "We added %d skills.", told) % told
            messages.success(request, words if told else _("All of this was told before."))
            return lead_to(caseload.organization_id, "onramp:person", seeker.code)
    return render(
        request, "onramp/tasks.html", around(request, caseload) | {"areas": areas, "tapped": tapped}
    )

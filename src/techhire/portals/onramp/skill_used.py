"""Until when a person used a skill, written down by their coach in the person's words."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.seekers.queries import skill_coded, uses_of
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import address_at
from techhire.portals.layout.use_form import use_answered, use_form
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload", skill: str) -> HttpResponse:
    """The question, with what was said before; a POST answers it or takes it back."""
    found = skill_coded(request.actor, skill)
    if found is None:
        raise Http404
    form = use_form(request)
    back = address_at(caseload.organization_id, "onramp:person_behind", caseload.seeker.code)
    try:
        done = use_answered(request, form, caseload.seeker, found)
    except Refused as refusal:
        messages.error(request, str(refusal))
        done = ""
    if done:
        messages.success(request, done)
        return redirect(back)
    shown = {
        "skill": found,
        "form": form,
        "uses": uses_of(caseload.seeker_id, [found.pk]).get(found.pk, []),
        "back": back,
    }
    return render(request, "onramp/skill_used.html", around(request, caseload) | shown)

"""Being found, turned on by a coach in the person's own words, off in one tap, and never by whom they hide from."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.queries import organization_named, organizations_in
from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.found import (
    block_employer,
    turn_found_off,
    turn_found_on,
    unblock_employer,
)
from techhire.plays.seekers.queries import blocked_by, found_since, readiness_of
from techhire.plays.seekers.words import FOUND_SCOPE
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person
from techhire.portals.onramp.spoken import THEIR_WORDS

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload

ALWAYS = ("skills", "schedule", "travel")
LATER = ("name_after_yes", "contact_after_yes")


class FoundForm(PlainForm):
    """What the person said yes to, and how they said it."""

    scope = forms.MultipleChoiceField(
        label=gettext_lazy("They also said yes to this"),
        choices=[(key, FOUND_SCOPE[key]) for key in LATER],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = THEIR_WORDS


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Exactly what employers see, and the one button."""
    seeker = caseload.seeker
    form = FoundForm(request.POST if "on" in request.POST else None)
    try:
        if "off" in request.POST:
            turn_found_off(request.actor, seeker, now=request.now)
            messages.success(request, _("Employers cannot find this person any more."))
            return lead_to(caseload.organization_id, "onramp:person_found", seeker.code)
        if form.is_bound and form.is_valid():
            data = form.cleaned_data
            scope = (*ALWAYS, *data["scope"])
            turn_found_on(
                request.actor, seeker, scope=scope, words=data["words"], spoken=True, now=request.now
            )
            messages.success(request, _("Employers can find this person now."))
            return lead_to(caseload.organization_id, "onramp:person_found", seeker.code)
        if "hide" in request.POST or "show" in request.POST:
            return _hide_or_show(request, caseload)
    except Refused as refusal:
        form.refuse(refusal) if form.is_bound else messages.error(request, str(refusal))
    may_write = request.actor.writes_for(caseload.organization_id)
    consent = found_since(request.actor, seeker) if seeker.found and may_write else None
    shown = {
        "form": form,
        "ready": readiness_of(request.actor, seeker),
        "consent": consent,
        "always": [FOUND_SCOPE[key] for key in ALWAYS],
        "scope": [FOUND_SCOPE[key] for key in FOUND_SCOPE if consent and key in consent.scope],
    }
    if may_write:
        shown |= _hiding(request, caseload)
    return render(request, "onramp/found.html", around(request, caseload) | shown)


def _hiding(request: Request, caseload: "Caseload") -> dict[str, Any]:
    """Employers the person hides from, and those they could hide from."""
    hidden = [row.organization for row in blocked_by(request.actor, caseload.seeker)]
    gone = {organization.pk for organization in hidden}
    employers = organizations_in(request.community, "employer")
    return {"hidden": hidden, "employers": [row for row in employers if row.pk not in gone]}


def _hide_or_show(request: Request, caseload: "Caseload") -> HttpResponse:
    seeker, hides = caseload.seeker, "hide" in request.POST
    typed = request.POST.get("employer", "") if hides else request.POST["show"]
    employer = organization_named(request.actor, typed) if typed.isdecimal() else None
    if employer is None:
        raise Refused(_("Choose an employer first."))
    if hides:
        block_employer(request.actor, seeker, employer, now=request.now)
        said = _("%(name)s cannot find them. We do not tell the employer.")
    else:
        unblock_employer(request.actor, seeker, employer, now=request.now)
        said = _("%(name)s can find them again.")
    messages.success(request, said % {"name": employer.name})
    return lead_to(caseload.organization_id, "onramp:person_found", seeker.code)

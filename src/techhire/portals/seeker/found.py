"""Being found: what employers see of me, on or off, and the employers I hide from."""

from collections import Counter
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from techhire.commons.communities.queries import organization_named, organizations_in
from techhire.commons.permits import Refused
from techhire.plays.matches.queries.messages import ending_unfound, waiting_messages
from techhire.plays.seekers.actions.found import (
    block_employer,
    turn_found_off,
    turn_found_on,
    unblock_employer,
)
from techhire.plays.seekers.queries import blocked_by, found_since, is_unreachable, readiness_of
from techhire.plays.seekers.words import FOUND_SCOPE
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization
    from techhire.plays.seekers.models import Seeker

ALWAYS = ("skills", "schedule", "travel")


class OnForm(PlainForm):
    """What an employer gets once it says yes."""

    name_after_yes = forms.BooleanField(
        label=gettext_lazy("They may learn my name after they say yes to me"), required=False
    )
    contact_after_yes = forms.BooleanField(
        label=gettext_lazy("They may learn how to reach me after they say yes to me"), required=False
    )


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Exactly what is shown, and the one button."""
    consent = found_since(request.actor, seeker) if seeker.found else None
    hidden = [row.organization for row in blocked_by(request.actor, seeker)]
    gone = {organization.pk for organization in hidden}
    employers = organizations_in(request.community, "employer")
    waiting = waiting_messages(request.actor, seeker)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "ready": readiness_of(request.actor, seeker),
        "form": OnForm(initial={"name_after_yes": True, "contact_after_yes": True}),
        "consent": consent,
        "scope": [FOUND_SCOPE[key] for key in FOUND_SCOPE if consent and key in consent.scope],
        "unreachable": is_unreachable(seeker.pk),
        "hidden": hidden,
        "employers": [row for row in employers if row.pk not in gone],
        "ending": len(ending_unfound(waiting)),
        "writers": sorted(Counter(message.posting.organization.name for message in waiting).items()),
    }
    return render(request, "seeker/found.html", shown)


@require_POST
@own_record
def on(request: Request, seeker: "Seeker") -> HttpResponse:
    """Turn it on."""
    form = OnForm(request.POST)
    chosen = tuple(key for key in form.fields if form.is_valid() and form.cleaned_data[key])
    try:
        turn_found_on(request.actor, seeker, scope=(*ALWAYS, *chosen), now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Employers can find you now. You can turn this off at any time."))
    return redirect("seeker:found")


@require_POST
@own_record
def off(request: Request, seeker: "Seeker") -> HttpResponse:
    """Turn it off, for every list from this moment on."""
    turn_found_off(request.actor, seeker, now=request.now)
    messages.success(request, _("Done. Employers cannot find you any more."))
    return redirect("seeker:found")


def _employer(request: Request) -> "Organization | None":
    typed = request.POST.get("employer", "")
    return organization_named(request.actor, typed) if typed.isdecimal() else None


@require_POST
@own_record
def block(request: Request, seeker: "Seeker") -> HttpResponse:
    """Hide from one employer."""
    employer = _employer(request)
    if employer is None:
        messages.error(request, _("Choose an employer first."))
        return redirect("seeker:found")
    block_employer(request.actor, seeker, employer, now=request.now)
    messages.success(request, _("%(name)s cannot find you. We do not tell them.") % {"name": employer.name})
    return redirect("seeker:found")


@require_POST
@own_record
def unblock(request: Request, seeker: "Seeker") -> HttpResponse:
    """Let one employer find me again."""
    employer = _employer(request)
    if employer is not None:
        unblock_employer(request.actor, seeker, employer, now=request.now)
        messages.success(request, _("%(name)s can find you again.") % {"name": employer.name})
    return redirect("seeker:found")

"""How a person can be reached, written down by their coach with them."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as t
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused, refusals_of
from techhire.plays.seekers.actions.contacts import checked_ways, set_contacts
from techhire.plays.seekers.queries import contacts_of
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload
    from techhire.plays.seekers.models import Seeker

WAYS = ("phone", "email")


class ReachForm(PlainForm):
    """The same questions a person answers on their own page."""

    phone = forms.CharField(
        label=t("Phone number"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=t("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    is_shared = forms.BooleanField(
        label=t("Somebody else reads or answers there, too"),
        required=False,
        help_text=t("A family phone or the phone of a shelter is fine."),
    )
    for_employers = forms.BooleanField(
        label=t("Employers may get it after they say yes to them"), required=False
    )


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Two ways, both optional; an empty one is taken away."""
    seeker = caseload.seeker
    form = ReachForm(request.POST or None, initial=_initial(request, seeker))
    if request.method == "POST" and not form.is_valid():
        form.hear(refusals_of(lambda: checked_ways(_ways(form.cleaned_data))))
    elif request.method == "POST":
        data = form.cleaned_data
        said = {"is_shared": data["is_shared"], "for_employers": data["for_employers"]}
        try:
            set_contacts(request.actor, seeker, ways=_ways(data), now=request.now, **said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return lead_to(caseload.organization_id, "onramp:person", seeker.code)
    return render(request, "onramp/reach.html", around(request, caseload) | {"form": form})


def _ways(data: dict[str, Any]) -> dict[str, str]:
    return {kind: data[kind] for kind in WAYS if kind in data}


def _initial(request: Request, seeker: "Seeker") -> dict[str, Any]:
    rows = [row for row in contacts_of(request.actor, seeker) if row.kind in WAYS]
    return {
        **{row.kind: row.value for row in rows},
        "is_shared": any(row.is_shared for row in rows),
        "for_employers": not rows or all(row.for_employers for row in rows),
    }

"""What is told about my organization: its owner corrects it here, also while the community still looks at it."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.actions import checked_organization, update_organization
from techhire.commons.communities.queries import organization_to_change
from techhire.commons.communities.rules import may_update_organization
from techhire.commons.communities.words import sector_of
from techhire.commons.permits import Refused, refusals_of, require
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class OrganizationForm(PlainForm):
    """Everything an owner may change; what kind of partner it is stays with the community."""

    name = forms.CharField(label=gettext_lazy("Name of the organization"), max_length=160)
    about = forms.CharField(
        label=gettext_lazy("A few sentences about it"), max_length=2000, required=False, widget=forms.Textarea
    )
    about_es = forms.CharField(
        label=gettext_lazy("The same in Spanish"), max_length=2000, required=False, widget=forms.Textarea
    )
    website = forms.CharField(
        label=gettext_lazy("Website"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Like https://example.org"),
    )
    city = forms.CharField(label=gettext_lazy("City"), max_length=80, required=False)
    state_code = forms.CharField(
        label=gettext_lazy("State, two letters"),
        max_length=2,
        required=False,
        help_text=gettext_lazy("Like MO"),
    )
    zip_code = forms.CharField(
        label=gettext_lazy("ZIP code"), max_length=5, required=False, widget=forms.TextInput(attrs=DIGITS)
    )
    naics = forms.CharField(
        label=gettext_lazy("Industry code (NAICS)"),
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs=DIGITS),
        help_text=gettext_lazy("Two to six digits. Leave it empty if you do not know it."),
    )
    size = forms.IntegerField(label=gettext_lazy("How many people work there"), min_value=1, required=False)

    def name_sector(self, naics: str) -> None:
        """Say beside the code which sector the one that is kept belongs to."""
        if sector := sector_of(naics):
            said = _("%(code)s is in the sector “%(sector)s”.") % {"code": naics, "sector": sector}
            self.fields["naics"].help_text = f"{said} {self.fields['naics'].help_text}"


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """The form, filled with what is told now."""
    found = _organization(request)
    require(may_update_organization(request.actor, found))
    told = {name: getattr(found, name) for name in OrganizationForm.base_fields}
    heading = found.name
    form = OrganizationForm(request.POST or None, initial=told)
    form.name_sector(found.naics)
    if request.method == "POST" and not form.is_valid():
        form.hear(refusals_of(lambda: checked_organization(form.cleaned_data)))
    elif request.method == "POST":
        try:
            update_organization(request.actor, found, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return lead_to(found.pk, "account:organization")
    shown = {"organization": found, "heading": heading, "form": form, "section": "account:home"}
    return render(request, "account/organization.html", shown)


def _organization(request: Request) -> "Organization":
    """The organization named in the address, else the first one here the person belongs to."""
    found = organization_to_change(request.actor, request.GET.get("organization", "")[:80])
    if found is None:
        raise Http404
    return found

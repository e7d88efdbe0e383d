"""Adding my organization: an employer, a provider, an onramp or a support partner that wants to take part."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.actions import checked_organization, create_organization
from techhire.commons.communities.words import Kind, OrganizationState
from techhire.commons.permits import Refused, refusals_of
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request


class ApplyForm(PlainForm):
    """What the civic lead needs to know to let a partner in."""

    name = forms.CharField(label=gettext_lazy("Name of the organization"), max_length=160)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What does it do here?"),
        choices=[(kind.value, kind.label) for kind in Kind if kind != Kind.CIVIC],
        widget=forms.CheckboxSelectMultiple,
    )
    city = forms.CharField(label=gettext_lazy("City"), max_length=80, required=False)
    website = forms.CharField(
        label=gettext_lazy("Website"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Like https://example.org"),
    )
    about = forms.CharField(
        label=gettext_lazy("A few sentences about it"), max_length=2000, required=False, widget=forms.Textarea
    )


@signed_in
@require_http_methods(["GET", "POST"])
def apply(request: Request) -> HttpResponse:
    """Apply for an organization; the person becomes its first owner."""
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and not form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "kinds"}
        form.hear(refusals_of(lambda: checked_organization(told)))
    elif request.method == "POST":
        try:
            made = create_organization(request.actor, request.community, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if made.state == OrganizationState.ACTIVE:
                messages.success(request, _("Welcome. Your address is one we trust here, so you can begin."))
            else:
                words = _("Thank you. The community looks at it and lets you in.")
                messages.success(request, words)
            return redirect("layout:home" if Kind.EMPLOYER in form.cleaned_data["kinds"] else "account:home")
    return render(request, "account/apply.html", {"form": form})

"""Entering somebody who came in person and has no e-mail: their name, their words, what they said yes to."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.onramps.actions.caseload import enter_person, wrong_in_entry
from techhire.plays.onramps.words import CoachingScope
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to

t = gettext_lazy
LANGUAGES = {"en": t("English"), "es": t("Spanish")}


class EnterForm(PlainForm):
    """Who it is, and what they agreed to, spoken today."""

    name = forms.CharField(label=t("How the person wants to be called"), max_length=120)
    language = forms.ChoiceField(label=t("Language they want to read"))
    phone = forms.CharField(
        label=t("Phone number"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        help_text=t("An employer gets this only after saying yes to them, and only if they agreed to that."),
    )
    email = forms.CharField(
        label=t("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.MultipleChoiceField(
        label=t("They said yes to this"), choices=CoachingScope.choices, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=t("What they said, in their words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=t(
            "Read the sentences above to them first. The date is today, and your name is kept beside it."
        ),
    )

    def __init__(self, *args: object, languages: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", [(code, LANGUAGES.get(code, code)) for code in languages])


@require_http_methods(["GET", "POST"])
@sits_as(Kind.ONRAMP)
def page(request: Request) -> HttpResponse:
    """Open a record on somebody's word."""
    organization = current_organization(request, Kind.ONRAMP)
    form = EnterForm(request.POST or None, languages=request.community.languages)
    if request.method == "POST" and not form.is_valid():
        form.hear(wrong_in_entry(organization, **form.cleaned_data))
    elif request.method == "POST":
        try:
            seeker = enter_person(request.actor, organization, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request,
                _("The record is open. Employers cannot see it until the person says yes to that, too."),
            )
            return lead_to(organization.pk, "onramp:person", seeker.code)
    context = {
        "section": "onramp:home",
        "organization": organization,
        "form": form,
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "onramp/enter_person.html", context)

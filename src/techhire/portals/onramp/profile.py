"""What work a person wants, written down by their coach with them."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.profile import update_profile, wrong_in_profile
from techhire.plays.seekers.words import SCHEDULE_BITS, SCHEDULE_WORDS, Said, TravelMode
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload
    from techhire.plays.seekers.models import Seeker

t = gettext_lazy
ADULT = {"": None, "yes": True, "no": False}
PLAIN = (
    "name",
    "zip_code",
    "place",
    "remote_ok",
    "travel_mode",
    "travel_minutes",
    "available_from",
    "authorized",
    "needs_sponsorship",
    "has_degree",
)


class ProfileForm(PlainForm):
    """The same questions a person answers on their own page."""

    name = forms.CharField(label=t("Name"), max_length=120, required=False)
    is_adult = forms.ChoiceField(
        label=t("18 or older"),
        choices=[("", t("not said")), ("yes", t("yes")), ("no", t("no"))],
        required=False,
    )
    zip_code = forms.CharField(label=t("ZIP code of where they want to work"), max_length=5, required=False)
    place = forms.CharField(
        label=t("Or a town"),
        max_length=120,
        required=False,
        help_text=t("With its state, like Independence, MO."),
    )
    remote_ok = forms.BooleanField(label=t("Work from home is fine, too"), required=False)
    travel_mode = forms.ChoiceField(label=t("How they travel"), choices=TravelMode.choices)
    travel_minutes = forms.IntegerField(
        label=t("Longest way in minutes, one direction"), min_value=0, max_value=240
    )
    schedule = forms.MultipleChoiceField(
        label=t("When they can work"),
        choices=list(SCHEDULE_WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pay_floor = forms.DecimalField(
        label=t("Lowest pay in dollars an hour"),
        min_value=0,
        max_value=500,
        decimal_places=2,
        required=False,
        help_text=t("Never shown to employers."),
    )
    available_from = forms.DateField(
        label=t("First day they could start"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    authorized = forms.ChoiceField(label=t("Allowed to work in the United States"), choices=Said.choices)
    needs_sponsorship = forms.ChoiceField(
        label=t("Needs an employer to sponsor a visa"), choices=Said.choices
    )
    has_degree = forms.ChoiceField(label=t("Has a four-year degree"), choices=Said.choices)


class EditForm(ProfileForm):
    """As on the sheet of paper, with the version the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """One form, saved at once; somebody else's change in between is never overwritten unseen."""
    seeker = caseload.seeker
    form = EditForm(request.POST or None, initial=_initial(seeker))
    if request.method == "POST" and not form.is_valid():
        form.hear(wrong_in_profile(_fields(form.cleaned_data)))
    elif request.method == "POST":
        version = form.cleaned_data["version"]
        try:
            fields = _fields(form.cleaned_data)
            update_profile(request.actor, seeker, expected_version=version, now=request.now, **fields)
        except Refused as refusal:
            form.refuse(refusal)
            form.take_up(seeker.version)
        else:
            messages.success(request, _("Saved."))
            return lead_to(caseload.organization_id, "onramp:person", seeker.code)
    return render(request, "onramp/profile.html", around(request, caseload) | {"form": form})


def _initial(seeker: "Seeker") -> dict[str, Any]:
    initial = {key: getattr(seeker, key) for key in (*PLAIN, "version")}
    initial["place"] = "" if seeker.zip_code else seeker.place
    initial["is_adult"] = next(word for word, known in ADULT.items() if known is seeker.is_adult)
    initial["schedule"] = [name for name, bit in SCHEDULE_BITS.items() if seeker.schedule & bit]
    initial["pay_floor"] = Decimal(seeker.pay_floor_cents) / 100 if seeker.pay_floor_cents else None
    return initial


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    """What was understood, in the words of the action; a field with an error is not among it."""
    fields = {key: data[key] for key in PLAIN if key in data}
    if "is_adult" in data:
        fields["is_adult"] = ADULT[data["is_adult"]]
    if "schedule" in data:
        fields["schedule"] = sum(SCHEDULE_BITS[name] for name in data["schedule"])
    if "pay_floor" in data:
        fields["pay_floor_cents"] = int((data["pay_floor"] or 0) * 100)
    return fields

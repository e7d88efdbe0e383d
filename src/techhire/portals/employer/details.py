"""Where, when and for what pay: the facts of a job that a person must know before saying yes."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.queries import (
    NamedOccupation,
    occupation_said,
    occupation_titled,
    occupations_usual,
)
from techhire.plays.marketplace.actions.details import wrong_details
from techhire.plays.marketplace.actions.drafting import update_posting
from techhire.plays.marketplace.queries import stated_in
from techhire.plays.marketplace.words import NOT_YET_OUT, EmploymentType, PayUnit, UnmaskStage, Workplace
from techhire.plays.seekers.words import SCHEDULE_BITS, SCHEDULE_WORDS
from techhire.portals.employer.finding import own_posting
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import prepares_as
from techhire.portals.layout.request import Request

t = gettext_lazy
SPONSORS = [("", t("Not decided")), ("yes", t("Yes")), ("no", t("No"))]


class DetailsForm(PlainForm):
    """The facts of the job. Place and pay may wait, but not beyond the draft, so they are not called optional."""

    wanted_by_a_button = frozenset({"zip_code", "pay_min", "pay_max"})
    title = forms.CharField(label=t("Job title"), max_length=160)
    soc_code = forms.ChoiceField(
        label=t("Occupation"),
        required=False,
        help_text=t(
            "From the government's list of occupations (SOC 2018), so that search engines find the job."
        ),
    )
    other_occupation = forms.CharField(
        label=t("Another occupation"),
        required=False,
        max_length=160,
        help_text=t("Where the list above does not have it: its code, like 15-1232, or its exact title."),
    )
    workplace = forms.ChoiceField(
        label=t("Where is the work done?"), choices=Workplace, widget=forms.RadioSelect
    )
    zip_code = forms.CharField(
        label=t("ZIP code of the workplace"),
        required=False,
        max_length=5,
        help_text=t(
            "Needed before you can publish, unless the work is done from home."
            " Used to estimate travel time, nothing else."
        ),
    )
    pay_min = forms.DecimalField(
        label=t("Pay from, in dollars"),
        max_digits=10,
        decimal_places=2,
        required=False,
        help_text=t("Needed before you can publish."),
    )
    pay_max = forms.DecimalField(
        label=t("Pay to, in dollars"),
        max_digits=10,
        decimal_places=2,
        required=False,
        help_text=t("Needed before you can publish."),
    )
    pay_unit = forms.ChoiceField(label=t("Pay is"), choices=PayUnit)
    employment_type = forms.ChoiceField(label=t("Kind of work"), choices=EmploymentType)
    schedule = forms.MultipleChoiceField(
        label=t("When is the work done?"),
        choices=list(SCHEDULE_WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=t("Tick only what everybody in this job must be able to do."),
    )
    starts_on = forms.DateField(
        label=t("Starts on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    valid_through = forms.DateField(
        label=t("Open until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    openings = forms.IntegerField(label=t("Openings"), min_value=1, max_value=1000)
    sponsors = forms.ChoiceField(label=t("Do you sponsor work visas?"), choices=SPONSORS, required=False)
    later_checks = forms.CharField(
        label=t("Checks after an offer"),
        max_length=400,
        required=False,
        help_text=t("Name each check and the law that asks for it. No check comes before an offer."),
    )
    fair_chance = forms.BooleanField(label=t("We are a fair chance employer"), required=False)
    unmask_stage = forms.ChoiceField(
        label=t("When do you learn who a person is?"), choices=UnmaskStage, widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def offer(self, codes: list[NamedOccupation]) -> None:
        """Put the occupations jobs here usually are into the list, in the reader's language."""
        spanish = get_language() == "es"
        named = [(row.code, (spanish and row.title_es) or row.title) for row in codes]
        choices = [(code, f"{code} {title}".strip()) for code, title in named]
        field = self.fields["soc_code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", t("Not decided")), *choices]

    def clean(self) -> dict[str, Any]:
        """Another occupation that was typed stands before the one in the list."""
        data = super().clean() or self.cleaned_data
        said = data.pop("other_occupation", "")
        if said:
            data["soc_code"] = occupation_said(said)
            if not data["soc_code"]:
                self.add_error("other_occupation", _("No occupation has this code or exactly this title."))
        return data


@require_http_methods(["GET", "POST"])
@prepares_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Take the facts and go on to the posting, ready to publish."""
    posting = own_posting(request, identifier)
    form = DetailsForm(request.POST or None, initial=_initial(posting))
    proposed = occupation_titled(request.community, posting.title)
    form.offer(occupations_usual(request.community, posting.soc_code, proposed))
    read = _read_from_ad(posting, form, proposed) if posting.state in NOT_YET_OUT else False
    if request.method == "POST" and not form.is_valid():
        form.hear(wrong_details(posting, _fields(form.cleaned_data), now=request.now))
    elif request.method == "POST":
        try:
            update_posting(request.actor, posting, now=request.now, **_fields(form.cleaned_data))
        except Refused as refusal:
            form.refuse(refusal)
            form.take_up(posting.version, _initial(posting))
        else:
            messages.success(request, _("Saved."))
            return redirect("employer:posting", identifier=identifier)
    context = {"section": "employer:home", "step": "details", "posting": posting, "form": form}
    context["read"] = read
    context["may_write"] = request.actor.prepares_for(posting.organization_id)
    return render(request, "employer/details.html", context)


def _initial(posting: Any) -> dict[str, Any]:
    names = [name for name in DetailsForm.base_fields if hasattr(posting, name)]
    initial = {name: getattr(posting, name) for name in names}
    initial["schedule"] = [word for word, bit in SCHEDULE_BITS.items() if posting.schedule & bit]
    initial["sponsors"] = {True: "yes", False: "no", None: ""}[posting.sponsors]
    return initial


def _read_from_ad(posting: Any, form: DetailsForm, occupation: str) -> bool:
    """Fill in what the ad states and nobody has filled in, each with the words it came from. Saved by a person only."""
    stated = stated_in(posting)
    given: dict[str, tuple[Any, str]] = {}
    if not posting.soc_code and occupation:
        given["soc_code"] = (occupation, posting.title)
    if posting.pay_min is None and posting.pay_max is None and stated.pay_unit:
        said = stated.words["pay"]
        given["pay_min"] = (_dollars(stated.pay_min), said)
        given["pay_max"], given["pay_unit"] = (_dollars(stated.pay_max), ""), (stated.pay_unit, "")
    if not posting.zip_code and stated.zip_code:
        given["zip_code"] = (stated.zip_code, stated.words["zip_code"])
    elif not posting.zip_code and stated.city:
        given["zip_code"] = ("", stated.city)
    if stated.schedule and not _were_saved(posting):
        said = ", ".join(dict.fromkeys(stated.words[word] for word in stated.schedule))
        given["schedule"] = (list(stated.schedule), said)
        if stated.employment and posting.employment_type == EmploymentType.FULL_TIME:
            given["employment_type"] = (stated.employment, "")
    given |= _where_and_how_many(posting, stated)
    for name, (value, said) in given.items():
        form.initial[name] = value or form.initial.get(name)
        if said:
            form.fields[name].help_text = _hint(form.fields[name].help_text, said, is_filled=bool(value))
    return any(value for value, _said in given.values())


def _where_and_how_many(posting: Any, stated: Any) -> dict[str, tuple[Any, str]]:
    given: dict[str, tuple[Any, str]] = {}
    if stated.workplace and posting.workplace == Workplace.ON_SITE and not posting.zip_code:
        given["workplace"] = (stated.workplace, stated.words["workplace"])
    if stated.openings and posting.openings == 1 and not _were_saved(posting):
        given["openings"] = (stated.openings, stated.words["openings"])
    return given


def _were_saved(posting: Any) -> bool:
    """Whether somebody has given details: one opening and no hours then are chosen, and not how drafts begin."""
    return bool(posting.zip_code or posting.schedule) or (posting.pay_min, posting.pay_max) != (None, None)


def _dollars(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount)).quantize(Decimal("0.01"))


def _hint(help_text: Any, said: str, *, is_filled: bool) -> str:
    read = _("Read from your ad: “%(words)s”. Check it.") if is_filled else _("Your ad says “%(words)s”.")
    return f"{read % {'words': said}} {help_text}".strip()


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    """What was understood, in the words of the action; a field with an error is not among it."""
    fields = {key: value for key, value in data.items() if key != "version"}
    if "version" in data:
        fields["expected_version"] = data["version"]
    if "schedule" in data:
        fields["schedule"] = sum(SCHEDULE_BITS[word] for word in data["schedule"])
    if "sponsors" in data:
        fields["sponsors"] = {"yes": True, "no": False, "": None}[data["sponsors"]]
    return fields

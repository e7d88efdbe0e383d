"""Test days of an onramp: those planned, open and over; and planning one."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.supervised import MOST_SEATS, change_test_day, plan_test_day
from techhire.plays.assessments.queries.test_days import days_of, plannable_tests
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own_day import around_day, own_day

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Assessment, TestDay

t = gettext_lazy


class DayForm(PlainForm):
    """When, where, for how many, and which tests."""

    starts_on = forms.DateField(
        label=t("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts_at = forms.TimeField(
        label=t("Time it begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=t("Where"), max_length=160)
    seats = forms.IntegerField(label=t("Seats"), min_value=1, max_value=MOST_SEATS)
    assessments = forms.MultipleChoiceField(label=t("Tests"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, tests: "list[Assessment]", zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tests, self.zone = {str(test.pk): test for test in tests}, ZoneInfo(zone)
        offer(self, "assessments", [(pk, test.title) for pk, test in self.tests.items()])

    def said(self) -> dict[str, Any]:
        """The day as an action takes it: the moment is one of the community's own clock."""
        given = self.cleaned_data
        return {
            "place": given["place"],
            "seats": given["seats"],
            "starts_at": datetime.combine(given["starts_on"], given["starts_at"], self.zone),
            "assessments": [self.tests[pk] for pk in given["assessments"]],
        }


class ChangeForm(DayForm):
    """As for a new one, and of which version the page was, so that nobody's change is lost."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)


@require_GET
@sits_as(Kind.ONRAMP)
def page(request: Request) -> HttpResponse:
    """Days to come first."""
    organization = current_organization(request, Kind.ONRAMP)
    context = {
        "section": "onramp:home",
        "organization": organization,
        "rows": days_of(request.actor, organization),
        "tests": plannable_tests(request.actor),
        "may_write": request.actor.writes_for(organization.pk),
    }
    return render(request, "onramp/test_days.html", context)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.ONRAMP)
def plan(request: Request) -> HttpResponse:
    """Announce a test day."""
    organization = current_organization(request, Kind.ONRAMP)
    form = _form(DayForm, request, {"seats": 10})
    if request.method == "POST" and form.is_valid():
        try:
            day = plan_test_day(request.actor, organization, **form.said(), now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The test day is planned. Now put people on the list."))
            return lead_to(day.organization_id, "onramp:test_day", day.pk)
    context = {"section": "onramp:home", "organization": organization, "form": form, "day": None}
    return render(request, "onramp/plan_test_day.html", context)


@require_http_methods(["GET", "POST"])
@own_day
def change(request: Request, day: "TestDay") -> HttpResponse:
    """Change a day that is not over."""
    local = day.starts_at.astimezone(ZoneInfo(request.community.time_zone))
    before = {
        "starts_on": local.date(),
        "starts_at": local.time().replace(second=0, microsecond=0),
        "place": day.place,
        "seats": day.seats,
        "assessments": [str(test.pk) for test in day.assessments.all()],
        "version": day.version,
    }
    form = _form(ChangeForm, request, before)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            change_test_day(request.actor, day, **form.said(), expected_version=version, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
            form.take_up(day.version)
        else:
            messages.success(request, _("Saved."))
            return lead_to(day.organization_id, "onramp:test_day", day.pk)
    return render(request, "onramp/plan_test_day.html", around_day(request, day) | {"form": form})


def _form(kind: type[DayForm], request: Request, before: dict[str, Any]) -> DayForm:
    tests = plannable_tests(request.actor)
    zone = request.community.time_zone
    return kind(request.POST or None, initial=before, tests=tests, zone=zone)

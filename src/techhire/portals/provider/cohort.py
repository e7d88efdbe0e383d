"""A cohort: its dates and seats, the people in it, and who finished."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.providers.actions.cohorts import (
    add_cohort,
    change_cohort,
    complete_enrollment,
    enroll,
    undo_completion,
    withdraw_enrollment,
)
from techhire.plays.providers.queries import cohort_numbered, enrollments_in, people_to_enroll
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.provider.own import own_program

if TYPE_CHECKING:
    from techhire.plays.providers.models import Cohort
    from techhire.plays.providers.queries import Place

t = gettext_lazy


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class CohortForm(PlainForm):
    """When it starts, and for how many."""

    starts_on = _day(label=t("Starts on"))
    ends_on = _day(label=t("Ends on"), required=False)
    apply_by = _day(label=t("Apply by"), required=False)
    seats = forms.IntegerField(label=t("Seats"), min_value=1, max_value=5000)


class ChangeForm(CohortForm):
    """As for a new one; it can also be canceled. With the version the page showed."""

    canceled = forms.BooleanField(label=t("This cohort is canceled"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def new(request: Request, pk: int) -> HttpResponse:
    """Announce the next start."""
    program = own_program(request, pk)
    form = CohortForm(request.POST or None, initial={"seats": 20})
    if request.method == "POST" and form.is_valid():
        try:
            cohort = add_cohort(request.actor, program, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The start is announced."))
            return lead_to(program.organization_id, "provider:cohort", cohort.pk)
    context = {"section": "provider:home", "form": form, "program": program}
    return render(request, "provider/new_cohort.html", context)


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def page(request: Request, pk: int) -> HttpResponse:
    """Enroll people, record completions for several at once, change dates."""
    cohort = cohort_numbered(request.actor, pk) if pk < 2**63 else None
    if cohort is None:
        raise Http404
    initial = {name: getattr(cohort, name) for name in ChangeForm.base_fields}
    form = ChangeForm(request.POST if "change" in request.POST else None, initial=initial)
    if request.method == "POST":
        try:
            if _do(request, cohort, form):
                return lead_to(cohort.program.organization_id, "provider:cohort", pk)
        except Refused as refusal:
            if form.is_bound:
                form.refuse(refusal)
                form.take_up(cohort.version)
            else:
                messages.error(request, str(refusal))
    return render(request, "provider/cohort.html", _context(request, cohort, form))


def _context(request: Request, cohort: "Cohort", form: ChangeForm) -> dict[str, Any]:
    today = request.today
    places = enrollments_in(request.actor, cohort)
    candidates = people_to_enroll(request.actor, cohort)
    record_access(
        request.actor,
        [s.pk for s in [*(place.seeker for place in places), *candidates] if s is not None],
        purpose=Purpose.TRAINING,
        what="name",
        organization_id=cohort.program.organization_id,
        now=request.now,
    )
    return {
        "section": "provider:home",
        "cohort": cohort,
        "form": form,
        "ticked": set(request.POST.getlist("place")),
        "open_places": [place for place in places if place.is_open],
        "settled": [(place, place.can_undo(today)) for place in places if not place.is_open],
        "candidates": candidates,
        "free": cohort.seats - sum(place.enrollment.state != "withdrew" for place in places),
        "on": request.POST.get("on", "") or min(cohort.ends_on or today, today).isoformat(),
        "today": today,
        "has_begun": cohort.starts_on <= today,
        "is_over": cohort.ends_on is not None and cohort.ends_on <= today,
        "may_write": request.actor.writes_for(cohort.program.organization_id),
    }


def _do(request: Request, cohort: "Cohort", form: ChangeForm) -> bool:
    """Carry out what was asked; whether the page should be shown anew."""
    if "change" in request.POST:
        if not form.is_valid():
            return False
        typed = dict(form.cleaned_data)
        version = typed.pop("version")
        change_cohort(request.actor, cohort, expected_version=version, now=request.now, **typed)
        messages.success(request, _("Saved."))
    elif "enroll" in request.POST:
        _enroll(request, cohort)
    else:
        _settle(request, cohort)
    return True


def _enroll(request: Request, cohort: "Cohort") -> None:
    chosen = set(request.POST.getlist("person"))
    people = [seeker for seeker in people_to_enroll(request.actor, cohort) if seeker.code in chosen]
    if not people:
        raise Refused(_("Tick at least one person."))
    with transaction.atomic():
        for seeker in people:
            enroll(request.actor, cohort, seeker, now=request.now)
    n = len(people)
    messages.success(request, ngettext("%d person is enrolled.", "%d people are enrolled.", n) % n)


def _settle(request: Request, cohort: "Cohort") -> None:
    """All of those ticked or none, so that a refusal leaves no half."""
    chosen = {*request.POST.getlist("place"), request.POST.get("undo", "")}
    places = [p for p in enrollments_in(request.actor, cohort) if str(p.enrollment.pk) in chosen]
    if not places:
        raise Refused(_("Tick at least one person."))
    with transaction.atomic():
        for place in places:
            _settle_one(request, place)
    n = len(places)
    messages.success(request, ngettext("Recorded for %d person.", "Recorded for %d people.", n) % n)


def _settle_one(request: Request, place: "Place") -> None:
    if "withdraw" in request.POST:
        withdraw_enrollment(request.actor, place.enrollment, now=request.now)
    elif "undo" in request.POST:
        undo_completion(request.actor, place.enrollment, now=request.now)
    else:
        complete_enrollment(request.actor, place.enrollment, on=_finished_on(request), now=request.now)


def _finished_on(request: Request) -> date:
    try:
        return date.fromisoformat(request.POST.get("on", ""))
    except ValueError as error:
        raise Refused(_("Write the day they finished.")) from error

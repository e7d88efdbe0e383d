"""One person at a test day: staff make sure who it is, give a code, watch how far the test is, and may void it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.supervised import (
    confirm_identity,
    give_code,
    mark_of_code,
    take_back_identity,
    unlist_person,
)
from techhire.plays.assessments.actions.voiding import give_time_back, void_sitting
from techhire.plays.assessments.queries.test_days import watched_sitting
from techhire.plays.assessments.words import IdentityCheck, TestDayState, VoidReason
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.held_tests import tell_held_back
from techhire.portals.onramp.own_day import around_day, own_day, people_on

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Sitting, TestDay
    from techhire.plays.assessments.queries.test_days import ListRow

t = gettext_lazy


class IdentityForm(PlainForm):
    """How staff made sure who it is."""

    how = forms.ChoiceField(
        label=t("How did you make sure who it is?"), choices=IdentityCheck.choices, widget=forms.RadioSelect
    )


@never_cache
@require_http_methods(["GET", "POST"])
@own_day
def page(request: Request, day: "TestDay", check_in_id: int) -> HttpResponse:
    """A POST says one thing that was done; a code is shown this once."""
    row = next((row for row in people_on(request, day) if row.check_in.pk == check_in_id), None)
    if row is None:
        raise Http404
    form, code = IdentityForm(), ""
    if request.method == "POST":
        form = IdentityForm(request.POST if "confirm" in request.POST else None)
        try:
            if "give_code" in request.POST:
                seen = request.POST.get("before", "")
                code = give_code(request.actor, row.check_in, instead_of=seen, now=request.now)
            elif "confirm" not in request.POST or form.is_valid():
                return _do(request, day, row, form)
        except Refused as refusal:
            if "confirm" in request.POST:
                form.refuse(refusal)
            else:
                messages.error(request, str(refusal))
    shown = {
        "row": row,
        "check_in": row.check_in,
        "person": row.check_in.seeker,
        "form": form,
        "code": code,
        "before": mark_of_code(row.check_in),
        "reasons": VoidReason.choices,
    }
    return render(request, "onramp/check_in.html", around_day(request, day) | shown)


def _do(request: Request, day: "TestDay", row: "ListRow", form: IdentityForm) -> HttpResponse:
    actor, now, check_in = request.actor, request.now, row.check_in
    if "confirm" in request.POST:
        confirm_identity(actor, check_in, how=form.cleaned_data["how"], now=now)
        messages.success(request, _checked_in(day, row))
        tell_held_back(request, [check_in])
    elif "take_back" in request.POST:
        take_back_identity(actor, check_in, now=now)
        messages.success(request, _("Taken back. Their tests do not count until you confirm who it is."))
    elif "remove" in request.POST:
        unlist_person(actor, check_in, now=now)
        messages.success(request, _("They are not on the list any more."))
        return lead_to(day.organization_id, "onramp:test_day", day.pk)
    else:
        _with_sitting(request, day)
    return lead_to(day.organization_id, "onramp:check_in", day.pk, check_in.pk)


def _checked_in(day: "TestDay", row: "ListRow") -> str:
    if day.state != TestDayState.OPEN:
        return _("Checked in. The test day is over.")
    if not row.held:
        return _("Checked in. Their tests are ready to begin.")
    if not row.waiting:
        return _("Checked in. They have no test that can be begun today.")
    titles = ", ".join(test.title for test in row.waiting)
    return _("Checked in. Ready to begin: %(tests)s.") % {"tests": titles}


def _with_sitting(request: Request, day: "TestDay") -> None:
    sitting: Sitting | None = watched_sitting(request.actor, day, _number(request, "sitting"))
    if sitting is None:
        raise Refused(_("This test is not there any more."))
    said: dict[str, Any] = {"now": request.now}
    if "void" in request.POST:
        void_sitting(request.actor, sitting, reason=request.POST.get("reason", ""), **said)
        messages.success(request, _("It does not count. The person can take the test again at once."))
    elif "time" in request.POST:
        give_time_back(request.actor, sitting, minutes=_number(request, "minutes"), **said)
        messages.success(request, _("The time is given back."))


def _number(request: Request, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0

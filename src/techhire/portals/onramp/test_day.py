"""One test day: who is on the list, who came, how far each is; and the list on paper."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.supervised import (
    call_off_test_day,
    close_check_in,
    close_test_day,
    confirm_from_paper,
    list_person,
    open_test_day,
)
from techhire.plays.assessments.queries.test_days import is_early, person_who_came
from techhire.plays.assessments.words import IdentityCheck
from techhire.plays.onramps.queries import people_of
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.both_languages import in_both
from techhire.portals.onramp.held_tests import tell_held_back
from techhire.portals.onramp.own_day import around_day, own_day, people_on
from techhire.portals.onramp.sign_in_sheet import titled

if TYPE_CHECKING:
    from techhire.plays.assessments.models import TestDay
    from techhire.plays.seekers.models import Seeker

ON_A_PAGE = 200
HEADS = (gettext_lazy("Number"), gettext_lazy("Name"), gettext_lazy("Tests"), gettext_lazy("Here"))
"""Columns of the list on paper, before the ways of making sure who somebody is."""


@require_http_methods(["GET", "POST"])
@own_day
def page(request: Request, day: "TestDay") -> HttpResponse:
    """The list as it is now; a POST opens or closes the day, or puts people on the list."""
    if request.method == "POST":
        try:
            _do(request, day)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return lead_to(day.organization_id, "onramp:test_day", day.pk)
    rows = people_on(request, day)
    listed = {row.check_in.seeker_id for row in rows}
    shown = {
        "rows": rows,
        "came": sum(row.check_in.confirmed_at is not None for row in rows),
        "under_way": sum(one.is_open for row in rows for one in row.watched),
        "is_early": is_early(day, request.now),
        "nobody_began": all(not row.watched for row in rows),
        "free": max(0, day.seats - len(rows)),
        "candidates": [seeker for seeker in _coached(request, day) if seeker.pk not in listed],
    }
    return render(request, "onramp/test_day.html", around_day(request, day) | shown)


def _coached(request: Request, day: "TestDay") -> "list[Seeker]":
    rows = people_of(request.actor, day.organization)
    return sorted((row.caseload.seeker for row in rows), key=lambda seeker: seeker.name.casefold())[
        :ON_A_PAGE
    ]


def _do(request: Request, day: "TestDay") -> None:
    if "open" in request.POST:
        open_test_day(request.actor, day, now=request.now)
        messages.success(request, _("Check-in is open."))
    elif "close_check_in" in request.POST:
        close_check_in(request.actor, day, now=request.now)
        messages.success(request, _("Check-in is closed again. The day is as planned."))
    elif "close" in request.POST:
        close_test_day(request.actor, day, now=request.now)
        messages.success(request, _("The test day is over. Every answer that was given is kept."))
    elif "call_off" in request.POST:
        call_off_test_day(request.actor, day, now=request.now)
        messages.success(request, _("The test day is called off. Letters to the people on the list go out."))
    elif "code" in request.POST:
        seeker = person_who_came(request.actor, day.organization, request.POST.get("person_code", ""))
        if seeker is None:
            raise Refused(_("Nobody here has this code. Ask the person to read it from their own page."))
        listed = list_person(request.actor, day, seeker, now=request.now)
        messages.success(request, _("One person is on the list now."))
        tell_held_back(request, [listed])
    else:
        _add_coached(request, day)


def _add_coached(request: Request, day: "TestDay") -> None:
    chosen = set(request.POST.getlist("person"))
    people = [seeker for seeker in _coached(request, day) if seeker.code in chosen]
    if not people:
        raise Refused(_("Tick at least one person."))
    left, listed = [], []
    for seeker in people:
        try:
            listed.append(list_person(request.actor, day, seeker, now=request.now))
        except Refused as refusal:
            left.append((seeker.name or seeker.code, str(refusal)))
    if listed:
        words = ngettext("%d person is on the list now.", "%d people are on the list now.", len(listed))
        messages.success(request, words % len(listed))
        tell_held_back(request, listed)
    for reason in dict.fromkeys(why for _name, why in left):
        names = ", ".join(name for name, why in left if why == reason)
        messages.error(
            request, _("Not on the list: %(names)s. %(reason)s") % {"names": names, "reason": reason}
        )


@require_http_methods(["GET", "POST"])
@own_day
def on_paper(request: Request, day: "TestDay") -> HttpResponse:
    """A list with boxes to print, headed in both languages, and the form in which it is entered afterwards."""
    rows = people_on(request, day)
    waiting = [row for row in rows if row.check_in.confirmed_at is None]
    entered = [(row, request.POST.get(f"how-{row.check_in.pk}", "")) for row in waiting]
    if request.method == "POST":
        came = {row.check_in.pk: how for row, how in entered if how}
        try:
            n = confirm_from_paper(request.actor, day, came=came, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            said = ngettext("%d person is checked in now.", "%d people are checked in now.", n) % n
            messages.success(request, said)
            return lead_to(day.organization_id, "onramp:test_day", day.pk)
    shown = {
        "rows": rows,
        "entered": entered,
        "ways": IdentityCheck.choices,
        "empty": range(5),
        "heading": titled(day, request.community.time_zone),
        "heads": [in_both(words) for words in (*HEADS, *IdentityCheck.labels)],
    }
    return render(request, "onramp/test_list.html", around_day(request, day) | shown)

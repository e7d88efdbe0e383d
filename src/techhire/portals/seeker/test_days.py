"""Putting myself on the list of a test day, and taking myself off."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.supervised import list_person, unlist_person
from techhire.plays.assessments.queries.test_days import day_to_join, own_check_in
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_POST
@own_record
def join(request: Request, seeker: "Seeker", day_id: int) -> HttpResponse:
    """Every test of the day, or those ticked."""
    day = day_to_join(request.actor, day_id, request.now)
    if day is None:
        raise Http404
    chosen = set(request.POST.getlist("test"))
    wanted = [test for test in day.assessments.all() if str(test.pk) in chosen]
    try:
        list_person(request.actor, day, seeker, assessments=wanted, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You are on the list. Bring something that shows who you are."))
    return redirect("seeker:tests")


@require_POST
@own_record
def leave(request: Request, seeker: "Seeker", check_in_id: int) -> HttpResponse:
    """Give the seat to somebody else."""
    check_in = own_check_in(request.actor, check_in_id)
    if check_in is None:
        raise Http404
    try:
        unlist_person(request.actor, check_in, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You are not on the list any more."))
    return redirect("seeker:tests")

"""Everything kept about my search for work, as a file; and erasing it."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.queries import holds_on
from techhire.plays.seekers.words import SeekerState
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.held import everything_held
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Hold, Seeker


class EraseForm(PlainForm):
    """One box that has to be ticked on purpose."""

    sure = forms.BooleanField(label=gettext_lazy("I understand that this cannot be undone"))


@never_cache
@require_GET
@own_record
def download(request: Request, seeker: "Seeker") -> HttpResponse:
    """Every row about me, as a file a person or a program can read."""
    response = JsonResponse(everything_held(request.actor, seeker), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-record.json"'
    return response


@require_http_methods(["GET", "POST"])
@own_record
def erase(request: Request, seeker: "Seeker") -> HttpResponse:
    """Say what goes and what stays; erase on a press of the button."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    holds = holds_on(request.actor, seeker, request.today)
    if request.method == "POST" and form.is_valid():
        try:
            gone = erase_seeker(request.actor, seeker, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _erased(gone, holds))
            return redirect("seeker:home")
    return render(request, "seeker/erase.html", {"section": "seeker:home", "form": form, "holds": holds})


def _erased(gone: "Seeker", holds: "list[Hold]") -> str:
    if gone.state != SeekerState.SEALED:
        return _("Your record is erased. Nobody can find you.")
    return _("Nobody can find you. Your record stays sealed until %(day)s, then it is erased.") % {
        "day": date_format(holds[0].until)
    }

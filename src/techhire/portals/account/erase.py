"""Erasing my account, after reading what that means."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.actions import erase_person
from techhire.commons.communities.queries import organizations_of
from techhire.commons.people.queries import account_of
from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.queries import holds_on, seeker_of
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.people.models import Account


class EraseForm(PlainForm):
    """One box that has to be ticked on purpose."""

    sure = forms.BooleanField(label=gettext_lazy("I understand that this cannot be undone"))


def _erase_all(request: Request, account: "Account") -> None:
    """Both in one moment: a person who is gone must not be found until the worker comes round.

    Records in other communities follow from the fact that the account was erased.
    """
    with transaction.atomic():
        seeker = seeker_of(request.actor)
        if seeker is not None:
            erase_seeker(request.actor, seeker, now=request.now)
        erase_person(request.actor, account, now=request.now)


@signed_in
@require_http_methods(["GET", "POST"])
def erase(request: Request) -> HttpResponse:
    """Say what goes and what stays; erase on a press of the button."""
    account = account_of(request.actor)
    if account is None:
        raise Http404
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _erase_all(request, account)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            logout(request)
            messages.success(request, _("Your account is erased."))
            return redirect(get_script_prefix())
    seeker = seeker_of(request.actor)
    holds = holds_on(request.actor, seeker, request.today) if seeker else []
    shown = {"form": form, "organizations": organizations_of(account), "holds": holds}
    return render(request, "account/erase.html", shown)

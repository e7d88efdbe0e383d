"""Signing in with a printed card: a number and a code, on any phone or borrowed computer."""

from allauth.core import ratelimit
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from techhire.commons.people.actions import sign_in_by_card
from techhire.commons.permits import Refused
from techhire.portals.account.adapter import speak
from techhire.portals.account.sessions import begin_session
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

SESSION_SECONDS = 2 * 60 * 60
DIGITS = {"inputmode": "numeric", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class CardForm(PlainForm):
    """The two lines of the card."""

    number = forms.CharField(
        label=gettext_lazy("Number on your card"),
        max_length=40,
        help_text=gettext_lazy("Nine digits, like 123-456-789"),
        widget=forms.TextInput(attrs=DIGITS),
    )
    code = forms.CharField(
        label=gettext_lazy("Code on your card"),
        max_length=40,
        help_text=gettext_lazy("Eight digits, like 1234-5678"),
        widget=forms.TextInput(attrs=DIGITS),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_card(request: Request) -> HttpResponse:
    """Open the account of a card; the session ends after two hours, for borrowed computers."""
    form = CardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if not ratelimit.consume(request, action="sign_in_card"):
                raise Refused(_("There were too many tries from here. Wait 15 minutes and try again."))
            account = sign_in_by_card(**form.cleaned_data, community_id=request.community.pk, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            begin_session(request, account, way="card", seconds=SESSION_SECONDS)
            return speak(redirect("layout:home"), account.language)
    return render(request, "account/sign_in_card.html", {"form": form})

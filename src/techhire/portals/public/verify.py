"""Check a credential from anywhere, without an account. Nothing that is brought is kept."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.credentials.queries.checking import check_credential
from techhire.portals.layout.credential_form import CredentialForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import is_too_often

TRIES, SECONDS = 30, 600


class VerifyForm(CredentialForm):
    """The credential, and whose it should be."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the person it should be about"),
        help_text=gettext_lazy(
            "We compare it with the code in the credential, if there is one, and forget it again."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """The form; a POST shows each check above it, in plain words."""
    asked = request.method == "POST"
    form = VerifyForm(request.POST if asked else None, request.FILES if asked else None)
    if not asked or not form.is_valid():
        return render(request, "public/verify.html", {"form": form})
    if is_too_often(request, "verify", limit=TRIES, seconds=SECONDS):
        form.add_error(None, _("That was many checks in a short time. Please try again in ten minutes."))
        return render(request, "public/verify.html", {"form": form}, status=429)
    try:
        checked = check_credential(
            request.community, form.thing(), email=form.cleaned_data["email"], now=request.now
        )
    except Refused as refusal:
        form.refuse(refusal)
        return render(request, "public/verify.html", {"form": form})
    return render(request, "public/verify.html", {"form": form, "checked": checked})

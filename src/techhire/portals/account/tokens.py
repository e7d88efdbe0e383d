"""Keys for machines that read or write in my name."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from techhire.commons.communities.actions import create_token, end_token
from techhire.commons.communities.queries import tokens_of
from techhire.commons.communities.words import Scope
from techhire.commons.permits import Refused
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.request import Request


class TokenForm(PlainForm):
    """What the token is for, what it may do, for how long. Keys of tests are offered to those who keep them."""

    name = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=80,
        help_text=gettext_lazy("For example: nightly report"),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What may it do?"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("For how long?"),
        coerce=int,
        choices=[
            (30, gettext_lazy("30 days")),
            (90, gettext_lazy("90 days")),
            (365, gettext_lazy("one year")),
        ],
    )

    def __init__(self, *args: Any, keeps_tests: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held_back = set() if keeps_tests else {Scope.READ_KEYS.value}
        if not settings.VC_API:
            held_back.add(Scope.CREDENTIALS.value)
        offered = [choice for choice in Scope.choices if choice[0] not in held_back]
        cast(forms.MultipleChoiceField, self.fields["scopes"]).choices = offered


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: Request) -> HttpResponse:
    """My tokens and the form for a new one, whose secret is on the page once."""
    keeps_tests = request.actor.is_convener
    form = TokenForm(request.POST or None, keeps_tests=keeps_tests)
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = create_token(request.actor, **form.cleaned_data, now=request.now)
            form = TokenForm(keeps_tests=keeps_tests)
        except Refused as refusal:
            form.refuse(refusal)
    shown = {"form": form, "secret": secret, "tokens": tokens_of(request.actor), "now": request.now}
    return render(request, "account/tokens.html", shown)


@signed_in
@require_POST
def end(request: Request, token_id: int) -> HttpResponse:
    """Stop a token at once."""
    token = tokens_of(request.actor).filter(pk=token_id).first()
    if token is None:
        raise Http404
    end_token(request.actor, token, now=request.now)
    messages.success(request, _("The token has ended."))
    return redirect("account:tokens")

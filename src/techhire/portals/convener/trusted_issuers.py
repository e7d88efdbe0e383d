"""Whose credentials are trusted here, and whose are not accepted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.credentials.actions.trusting import LONGEST, judge_issuer
from techhire.plays.credentials.queries.checking import key_address
from techhire.plays.credentials.queries.outside import issuers_judged
from techhire.plays.credentials.words import IssuerStanding
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

PAGE = 40


class IssuerForm(PlainForm):
    """An issuer by its identifier, and how its credentials stand."""

    did = forms.CharField(
        label=gettext_lazy("Identifier of the issuer"),
        help_text=gettext_lazy("As the page that checks a credential shows it, like did:web:school.example."),
        max_length=400,
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    standing = forms.ChoiceField(
        label=gettext_lazy("Its credentials here"), choices=IssuerStanding.choices, widget=forms.RadioSelect
    )
    document = forms.CharField(
        label=gettext_lazy("Its keys: the did document of the issuer"),
        help_text=gettext_lazy(
            "Needed where this site may not go out to the issuer. Open the issuer's did.json in your browser and paste "
            "all of it. Left empty, what is kept stays."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    forget = forms.BooleanField(
        label=gettext_lazy("Forget the keys kept here, and ask the issuer again"), required=False
    )

    def said(self) -> dict[str, Any]:
        """What the action takes; no document where what is kept shall stay."""
        given = dict(self.cleaned_data)
        forget, text = given.pop("forget"), given["document"]
        return given | {"document": text or ("" if forget else None)}


@require_http_methods(["GET", "POST"])
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """Everybody spoken of so far, and the form that says it of one more or says it anew."""
    first = {"did": request.GET.get("did", "")[:400], "name": request.GET.get("name", "")[:160]}
    form = IssuerForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            judge_issuer(request.actor, request.community, now=request.now, **form.said())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It counts from the next look on."))
            return redirect("convener:trusted_issuers")
    writes = request.actor.is_convener
    rows: Any = issuers_judged(request.actor, request.community) if writes else []
    address = key_address(first["did"])
    shown = {
        "keys_address": address,
        "section": "convener:home",
        "form": form,
        "may_write": writes,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "convener/trusted_issuers.html", shown)

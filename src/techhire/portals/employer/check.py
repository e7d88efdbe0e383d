"""The posting check: what in the ad shuts capable people out, accepted or kept line by line."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.marketplace.actions.checking import accept_suggestion, keep_line
from techhire.plays.marketplace.actions.drafting import read_posting, update_posting
from techhire.plays.marketplace.queries import findings_of, marked
from techhire.portals.employer.finding import own_posting
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import prepares_as

WHERE_TO = {"missing": "employer:details", "inflation": "employer:requirements"}


class TextForm(PlainForm):
    """The ad, to be rewritten by hand."""

    text = forms.CharField(
        label=gettext_lazy("The job ad"), strip=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@prepares_as(Kind.EMPLOYER)
def page(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Show each finding with its two buttons, and the ad with the words marked."""
    posting = own_posting(request, identifier)
    form = TextForm(initial={"text": posting.text, "version": posting.version})
    if request.method == "POST":
        try:
            if "rewrite" in request.POST:
                form = TextForm(request.POST)
                if form.is_valid():
                    _rewrite(request, posting, form)
                    return redirect("employer:check", identifier=identifier)
            else:
                _answer(request, posting)
                return redirect("employer:check", identifier=identifier)
        except Refused as refusal:
            form.refuse(refusal) if form.is_bound else messages.error(request, str(refusal))
    findings = findings_of(posting)
    missing = {f.key for f in findings if not f.text}
    spans = [(f.start, f.end, f.severity, f.title) for f in findings]
    context = {
        "section": "employer:home",
        "step": "check",
        "posting": posting,
        "form": form,
        "findings": [(f, WHERE_TO.get(f.rule, "") if f.key in missing else "") for f in findings],
        "pieces": marked(posting.text, spans),
        "may_write": request.actor.prepares_for(posting.organization_id),
    }
    return render(request, "employer/check.html", context)


def _rewrite(request: HttpRequest, posting: Any, form: TextForm) -> None:
    data = form.cleaned_data
    changed = update_posting(
        request.actor, posting, text=data["text"], expected_version=data["version"], now=request.now
    )
    read_posting(request.actor, changed, now=request.now)
    messages.success(request, _("Saved, and read again."))


def _answer(request: HttpRequest, posting: Any) -> None:
    if "accept" in request.POST:
        accept_suggestion(request.actor, posting, finding_key=request.POST["accept"][:80], now=request.now)
        messages.success(request, _("Changed."))
    else:
        keep_line(request.actor, posting, finding_key=request.POST.get("keep", "")[:80], now=request.now)
        messages.success(request, _("Kept as it is."))

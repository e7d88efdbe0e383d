"""Asking, in a person's own words, that the employer of one job reads them without any order; and taking it back."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.marketplace.queries import posting_by_identifier
from techhire.plays.matches.actions.reviews import ask_for_review, withdraw_review
from techhire.plays.matches.queries import my_review
from techhire.plays.matches.rules import may_ask_for_review
from techhire.plays.matches.words import REVIEW_DAYS, ReviewState
from techhire.plays.seekers.words import FOUND_SCOPE
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.found import LATER
from techhire.portals.onramp.own import around, own_person
from techhire.portals.onramp.spoken import THEIR_WORDS

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload


class ReviewForm(PlainForm):
    """What the person said yes to, and how they said it."""

    scope = forms.MultipleChoiceField(
        label=gettext_lazy("They also said yes to this"),
        choices=[(key, FOUND_SCOPE[key]) for key in LATER],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = THEIR_WORDS


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload", identifier: str) -> HttpResponse:
    """Where the request stands, or the form that makes one."""
    posting = posting_by_identifier(request.actor, identifier)
    if posting is None:
        raise Http404
    seeker = caseload.seeker
    mine = my_review(request.actor, seeker, posting)
    form = ReviewForm(request.POST if request.POST.get("do") == "ask" else None)
    try:
        if request.POST.get("do") == "withdraw" and mine is not None:
            withdraw_review(request.actor, mine.request, now=request.now)
            messages.success(request, _("Taken back. This employer does not read this person any more."))
            return lead_to(caseload.organization_id, "onramp:person_review", seeker.code, identifier)
        if form.is_bound and form.is_valid():
            ask_for_review(request.actor, seeker, posting, now=request.now, **form.cleaned_data)
            messages.success(request, _("The request is with the employer now."))
            return lead_to(caseload.organization_id, "onramp:person_review", seeker.code, identifier)
    except Refused as refusal:
        form.refuse(refusal) if form.is_bound else messages.error(request, str(refusal))
    shown = {
        "form": form,
        "posting": posting,
        "review": None if mine and mine.state == ReviewState.TAKEN_BACK else mine,
        "may_ask": may_ask_for_review(request.actor, seeker, posting),
        "days": REVIEW_DAYS,
    }
    return render(request, "onramp/review.html", around(request, caseload) | shown)

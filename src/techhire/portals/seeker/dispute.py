"""Saying that a piece of evidence is wrong."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.queries.rereading import would_be_reread
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.queries import evidence_numbered
from techhire.plays.seekers.words import DisputeReason
from techhire.portals.layout.corrections import who_looks_next
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


class DisputeForm(PlainForm):
    """What is wrong."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"), choices=DisputeReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Tell us more"), max_length=2000, required=False, widget=forms.Textarea
    )


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", evidence_id: int) -> HttpResponse:
    """Ask what is wrong, and say what happens then."""
    piece = evidence_numbered(request.actor, evidence_id)
    if piece is None or piece.seeker_id != seeker.pk:
        raise Http404
    form = DisputeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            open_dispute(request.actor, piece, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, who_looks_next(form.cleaned_data["reason"], would_be_reread(piece)))
            return redirect("seeker:skill", piece.skill.code)
    shown = {
        "section": "seeker:home",
        "piece": piece,
        "form": form,
        "read_again": would_be_reread(piece),
    }
    return render(request, "seeker/dispute.html", shown)

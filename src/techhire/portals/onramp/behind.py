"""What stands behind a person's skills, and their no to it: a correction they ask for, a claim they take back."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.assessments.queries.rereading import would_be_reread
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.queries import evidence_numbered, evidence_of, last_word, uses_of
from techhire.plays.seekers.words import DisputeReason, EvidenceKind
from techhire.portals.layout.corrections import who_looks_next
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person
from techhire.portals.onramp.spoken import THEIR_WORDS

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill
    from techhire.plays.onramps.models import Caseload
    from techhire.plays.seekers.models import Evidence


class CorrectionForm(PlainForm):
    """What is wrong, as the person said it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"), choices=DisputeReason.choices, widget=forms.RadioSelect
    )
    words = THEIR_WORDS


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Every piece, with the way to say that it is wrong; a POST takes back what they told themselves."""
    if request.method == "POST":
        typed = request.POST.get("withdraw", "")
        piece = _piece(request, caseload, int(typed) if typed.isdecimal() and len(typed) < 19 else 0)
        if piece.kind != EvidenceKind.CLAIM:
            raise Http404
        try:
            withdraw_evidence(request.actor, piece, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Taken back. It does not count any more."))
        return lead_to(caseload.organization_id, "onramp:person_behind", caseload.seeker.code)
    pieces = list(evidence_of(request.actor, caseload.seeker))
    shown = {"pieces": pieces, "used": _used(caseload, pieces)}
    return render(request, "onramp/behind.html", around(request, caseload) | shown)


@require_http_methods(["GET", "POST"])
@own_person
def correction(request: Request, caseload: "Caseload", evidence_id: int) -> HttpResponse:
    """Ask the person what is wrong, and tell them what happens then."""
    piece = _piece(request, caseload, evidence_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            open_dispute(request.actor, piece, **form.cleaned_data, now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            reason, read_anew = form.cleaned_data["reason"], would_be_reread(piece)
            messages.success(request, who_looks_next(reason, read_anew, to_coach=True))
            return lead_to(caseload.organization_id, "onramp:person_behind", caseload.seeker.code)
    shown = {"piece": piece, "form": form, "read_again": would_be_reread(piece)}
    return render(request, "onramp/correction.html", around(request, caseload) | shown)


def _used(caseload: "Caseload", pieces: "list[Evidence]") -> "list[tuple[Skill, str]]":
    """Each skill with something behind it, and until when the person says they used it."""
    skills = {piece.skill_id: piece.skill for piece in pieces}
    told = uses_of(caseload.seeker_id, skills)
    return [(skill, last_word(told.get(pk, []))) for pk, skill in skills.items()]


def _piece(request: Request, caseload: "Caseload", evidence_id: int) -> "Evidence":
    piece = evidence_numbered(request.actor, evidence_id)
    if piece is None or piece.seeker_id != caseload.seeker_id:
        raise Http404
    return piece

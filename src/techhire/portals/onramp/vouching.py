"""Vouching for one person: their yes before anything is written down, and their yes or no to each vouch."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.onramps.rules import may_vouch
from techhire.plays.seekers.actions.access import let_vouch
from techhire.plays.seekers.actions.feedback import agree_to_feedback, refuse_feedback
from techhire.plays.seekers.actions.vouches import agree_to_vouches, refuse_vouch
from techhire.plays.seekers.queries import (
    FeedbackAbout,
    evidence_numbered,
    feedback_about,
    feedback_numbered,
    vouches_about,
)
from techhire.plays.seekers.words import VOUCH_SCOPE
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.layout.templatetags.house import said
from techhire.portals.onramp.own import around, own_person
from techhire.portals.onramp.spoken import THEIR_WORDS

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload
    from techhire.plays.seekers.models import EmployerFeedback, Evidence


class LetForm(PlainForm):
    """A yes to vouching, before anybody vouches."""

    words = THEIR_WORDS


class UseForm(PlainForm):
    """A yes to what others said, after it was read out."""

    said = forms.MultipleChoiceField(
        label=gettext_lazy("They said yes to these"), widget=forms.CheckboxSelectMultiple
    )
    words = THEIR_WORDS

    prefix = "use"


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Two questions, each to be read out; a POST keeps one answer, a yes or a no."""
    if "no" in request.POST:
        return _keep_no(request, caseload)
    seeker, may_write = caseload.seeker, request.actor.writes_for(caseload.organization_id)
    told = vouches_about(request.actor, seeker) if may_write else []
    let = LetForm(request.POST if "let" in request.POST else None)
    use = UseForm(request.POST if "use" in request.POST else None)
    met = feedback_about(request.actor, seeker) if may_write else FeedbackAbout([], [])
    choices = [(f"vouch-{one.evidence.pk}", _named(one.evidence)) for one in told if one.waits]
    choices += [(f"feedback-{row.pk}", _named(row)) for row in met.waiting]
    used = [(f"vouch-{one.evidence.pk}", _named(one.evidence)) for one in told if not one.waits]
    used += [(f"feedback-{row.pk}", _named(row)) for row in met.used]
    offer(use, "said", choices)
    form = use if use.is_bound else let
    if form.is_bound and form.is_valid():
        try:
            _keep(request, caseload, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return lead_to(caseload.organization_id, "onramp:person_vouching", seeker.code)
    verdict = may_vouch(request.actor, caseload.organization, seeker)
    shown = {
        "let": let,
        "use": use,
        "form": form,
        "waiting": choices,
        "used": used,
        "no_vouch": "" if verdict else verdict.reason,
        "scope": VOUCH_SCOPE,
    }
    return render(request, "onramp/vouching.html", around(request, caseload) | shown)


def _named(row: "Evidence | EmployerFeedback") -> str:
    return _("%(skill)s, level %(level)d, seen by %(name)s") % {
        "skill": said(row.skill, "name"),
        "level": row.level,
        "name": row.organization.name if row.organization else "",
    }


def _keep_no(request: Request, caseload: "Caseload") -> HttpResponse:
    """A no needs no words, and may come long after a yes."""
    kind, _dash, typed = request.POST["no"].partition("-")
    number = int(typed) if typed.isdecimal() and len(typed) < 19 else 0
    seeker = caseload.seeker
    try:
        if kind == "feedback" and (said_by_employer := feedback_numbered(request.actor, seeker, number)):
            refuse_feedback(request.actor, said_by_employer, now=request.now)
        elif kind == "vouch" and (piece := _vouch(request, caseload, number)):
            refuse_vouch(request.actor, piece, now=request.now)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is not used. Nobody is told why."))
    return lead_to(caseload.organization_id, "onramp:person_vouching", seeker.code)


def _vouch(request: Request, caseload: "Caseload", number: int) -> "Evidence | None":
    piece = evidence_numbered(request.actor, number)
    return piece if piece is not None and piece.seeker_id == caseload.seeker_id else None


def _keep(request: Request, caseload: "Caseload", form: PlainForm) -> None:
    data = form.cleaned_data
    if isinstance(form, LetForm):
        let_vouch(request.actor, caseload.seeker, caseload.organization, words=data["words"], now=request.now)
        messages.success(request, _("Noted. You may vouch for this person now."))
        return
    chosen = [choice.partition("-") for choice in data["said"]]
    with transaction.atomic():
        vouches = [int(pk) for kind, _dash, pk in chosen if kind == "vouch"]
        if vouches:
            agree_to_vouches(
                request.actor, caseload.seeker, evidence_ids=vouches, words=data["words"], now=request.now
            )
        for kind, _dash, pk in chosen:
            row = feedback_numbered(request.actor, caseload.seeker, int(pk)) if kind == "feedback" else None
            if row is not None:
                agree_to_feedback(request.actor, row, words=data["words"], now=request.now)
    n = len(chosen)
    messages.success(request, ngettext("%d counts from now on.", "%d count from now on.", n) % n)

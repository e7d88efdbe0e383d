"""One skill of mine: the word, every piece behind it, who sees it, and what I say of it myself."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import anchors_for
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.assessments.queries.works import samples_about, tasks_behind
from techhire.plays.credentials.queries.outside import issuers_behind
from techhire.plays.seekers.actions.claims import claim_skill
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.queries import evidence_numbered, grants_of, skill_coded, skill_story
from techhire.plays.seekers.words import Purpose
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


class ClaimForm(PlainForm):
    """The level I say I have."""

    level = forms.TypedChoiceField(
        label=gettext_lazy("Which sounds most like you?"),
        choices=LEVEL_CHOICES,
        coerce=int,
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker", code: str) -> HttpResponse:
    """The story of one skill, and the form that tells a level."""
    skill = skill_coded(request.actor, code)
    if skill is None:
        raise Http404
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            claim_skill(request.actor, seeker, skill, level=form.cleaned_data["level"], now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It counts as something you told us."))
            return redirect("seeker:skill", skill.code)
    labels = dict(LEVEL_CHOICES)
    story = skill_story(request.actor, seeker, skill)
    tasks = tasks_behind(request.actor, seeker)
    backing = issuers_behind(request.actor, seeker)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "skill": skill,
        "story": story,
        "pieces": [
            (piece, tasks.get(piece.evidence.pk), backing.get(piece.evidence.pk)) for piece in story.pieces
        ],
        "anchors": [
            {"row": row, "label": labels[row.level], "chosen": str(row.level) == form["level"].value()}
            for row in anchors_for(skill)
        ],
        "form": form,
        "grants": grants_of(request.actor, seeker, request.now).exclude(purpose=Purpose.VOUCHING),
        "samples": samples_about(request.actor, skill),
    }
    return render(request, "seeker/skill.html", shown)


@require_POST
@own_record
def withdraw(request: Request, seeker: "Seeker", evidence_id: int) -> HttpResponse:
    """Take back something I told."""
    piece = evidence_numbered(request.actor, evidence_id)
    if piece is None or piece.seeker_id != seeker.pk:
        raise Http404
    try:
        withdraw_evidence(request.actor, piece, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. It does not count any more."))
    return redirect("seeker:skill", piece.skill.code)

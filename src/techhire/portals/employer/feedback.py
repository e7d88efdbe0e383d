"""What we saw of somebody we met: one of the job's skills, at which of five levels; preset, without words of ours."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.seekers.actions.feedback import give_feedback
from techhire.plays.seekers.queries import feedback_given
from techhire.portals.employer.finding import gone, met_here, own_posting
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.level_form import LevelForm
from techhire.portals.layout.request import Request


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID, pseudonym: str) -> HttpResponse:
    """Choose a skill of the job, then the level; a POST keeps it."""
    posting = own_posting(request, identifier)
    met = met_here(request, posting, pseudonym)
    if met is None:
        return gone(request, posting)
    seeker = met.seeker
    given = feedback_given(request.actor, seeker, posting.organization, posting.pk)
    skills = {row.skill_id: row.skill for row in posting.requirements.select_related("skill")}
    chosen = request.GET.get("skill", "")
    skill = skills.get(int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None
    form = LevelForm(request.POST or None, skill=skill, initial={"on": request.today}) if skill else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            give_feedback(
                request.actor,
                seeker,
                posting.organization,
                posting_id=posting.pk,
                skill_id=skill.pk if skill else 0,
                level=form.cleaned_data["level"],
                at=form.cleaned_data["on"],
                now=request.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Thank you. The person reads it and decides whether it is used."))
            return redirect("employer:feedback", identifier=identifier, pseudonym=pseudonym)
    said = {row.skill_id for row in given}
    shown = {
        "section": "employer:home",
        "posting": posting,
        "pseudonym": pseudonym,
        "back": met.address,
        "name": seeker.name or pseudonym.upper(),
        "given": given,
        "left": [row for pk, row in skills.items() if pk not in said],
        "skill": skill,
        "form": form,
    }
    return render(request, "employer/feedback.html", shown)

"""One skill of a person: what they told the coach, or what the coach has seen."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.onramps.actions.caseload import vouch
from techhire.plays.onramps.rules import may_vouch
from techhire.plays.seekers.actions.claims import claim_skill
from techhire.portals.layout.level_form import LevelForm, skill_choice
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill
    from techhire.plays.onramps.models import Caseload

SOURCES = [
    ("told", gettext_lazy("They told me. It is kept as something they told us.")),
    ("seen", gettext_lazy("I have seen it. I vouch for it.")),
]


class SkillForm(LevelForm):
    """A level, and how the coach knows."""

    source = forms.ChoiceField(
        label=gettext_lazy("How do you know?"), choices=SOURCES, widget=forms.RadioSelect, initial="told"
    )


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Search, choose, say the level and how you know."""
    choice = skill_choice(request)
    form = None
    if choice.skill is not None:
        form = SkillForm(request.POST or None, skill=choice.skill, initial={"on": request.today})
        if request.method == "POST" and form.is_valid():
            try:
                _keep(request, caseload, choice.skill, form)
            except Refused as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _saved(form))
                return lead_to(caseload.organization_id, "onramp:person", caseload.seeker.code)
    verdict = may_vouch(request.actor, caseload.organization, caseload.seeker)
    shown = {"choice": choice, "form": form, "no_vouch": "" if verdict else verdict.reason}
    return render(request, "onramp/skill.html", around(request, caseload) | shown)


def _saved(form: SkillForm) -> str:
    if form.cleaned_data["source"] == "told":
        return _("Saved. The person can read it and who wrote it down.")
    return _("Saved. It counts once the person has read it and said yes.")


def _keep(request: Request, caseload: "Caseload", skill: "Skill", form: SkillForm) -> None:
    data = form.cleaned_data
    if data["source"] == "told":
        claim_skill(request.actor, caseload.seeker, skill, level=data["level"], now=request.now)
        return
    vouch(
        request.actor,
        caseload.organization,
        caseload.seeker,
        skill_id=skill.pk,
        level=data["level"],
        at=data["on"],
        now=request.now,
    )

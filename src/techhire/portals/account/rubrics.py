"""Work samples and interview guides an organization keeps, and the form that begins one."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.queries import organization_named
from techhire.commons.permits import Refused
from techhire.plays.assessments.actions.rubrics import draft_rubric
from techhire.plays.assessments.queries.rubrics import rubrics_of, rubrics_to_read
from techhire.plays.assessments.rules.judging import STEWARDS, may_draft_rubric
from techhire.plays.assessments.words import RubricKind
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.level_form import skill_choice
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization


class BeginForm(PlainForm):
    """What it will be, and its name."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What will it be?"),
        choices=RubricKind.choices,
        widget=forms.RadioSelect,
        initial=RubricKind.WORK_SAMPLE,
    )
    title = forms.CharField(label=gettext_lazy("Name"), max_length=160)


def stewards_organization(request: Request) -> "Organization":
    """The organization the address names, else the person's first one of a kind that may keep rubrics."""
    mine = [pk for kind in STEWARDS for pk in request.actor.organizations(kind)]
    name = request.GET.get("organization", "") or (str(min(mine)) if mine else "")
    found = organization_named(request.actor, name[:80]) if name else None
    if found is None or found.pk not in mine:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """Every rubric with what waits; a POST begins a draft about the chosen skill."""
    organization = stewards_organization(request)
    choice = skill_choice(request)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and choice.skill is not None and form.is_valid():
        try:
            edition = draft_rubric(
                request.actor, organization, skill_id=choice.skill.pk, **form.cleaned_data, now=request.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The draft is begun. Nobody else sees it yet."))
            return redirect("account:rubric_edit", edition.rubric_id)
    shown = {
        "section": "account:home",
        "organization": organization,
        "rows": rubrics_of(request.actor, organization),
        "to_read": rubrics_to_read(request.actor),
        "may_draft": bool(may_draft_rubric(request.actor, organization)),
        "choice": choice,
        "form": form,
    }
    return render(request, "account/rubrics.html", shown)

"""The skill library as the civic lead keeps it: search, what was proposed, and a form that proposes."""

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
from techhire.commons.skills.actions.life_cycle import propose_skill
from techhire.commons.skills.queries import (
    find_skills,
    frameworks_here,
    own_skills,
    skills_in_bulk,
    skills_waiting,
)
from techhire.commons.skills.rules import may_propose_skill
from techhire.commons.skills.words import SkillKind
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

PAGE = 30


class SkillForm(PlainForm):
    """What a skill says of itself."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_es = forms.CharField(label=gettext_lazy("Name in Spanish"), max_length=120, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SkillKind.choices)
    definition = forms.CharField(
        label=gettext_lazy("What it means"),
        max_length=600,
        help_text=gettext_lazy("One or two plain sentences: what does a person with this skill do?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    definition_es = forms.CharField(
        label=gettext_lazy("What it means, in Spanish"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    aliases = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("One a line, as job ads write them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    half_life_years = forms.DecimalField(
        label=gettext_lazy("Years until proof counts half"),
        min_value=1,
        max_value=30,
        decimal_places=1,
        max_digits=4,
        initial=6,
        help_text=gettext_lazy("About 6 for a tool, 12 for something that does not change."),
    )
    note = forms.CharField(label=gettext_lazy("Why"), max_length=400, required=False)

    def clean_aliases(self) -> list[str]:
        """Lines without the empty ones."""
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]


@sits_as(Kind.CIVIC)
@require_http_methods(["GET", "POST"])
def skills(request: Request) -> HttpResponse:
    """Skills in use, the community's own or those that wait; the form that proposes one."""
    form = SkillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_skill(request.actor, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The skill is proposed. It is used once it is published."))
            return redirect("convener:skill", made.pk)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    shown = {
        "section": "convener:home",
        "words": words,
        "state": request.GET.get("state", ""),
        "frameworks": frameworks_here(request.community.pk),
        "waiting": skills_waiting(request.actor).count(),
        "may_propose": bool(may_propose_skill(request.actor)),
        "form": form,
        **_rows(request, words),
    }
    return render(request, "convener/skills.html", shown)


def _rows(request: Request, words: str) -> dict[str, object]:
    chosen = {"waiting": skills_waiting, "own": own_skills}.get(request.GET.get("state", ""))
    if chosen is not None:
        some = Paginator(chosen(request.actor), PAGE).get_page(request.GET.get("page"))
        return {"page": some, "rows": list(some.object_list)}
    page = Paginator(find_skills(words, community=request.community), PAGE).get_page(request.GET.get("page"))
    ids = list(page.object_list)
    found = skills_in_bulk(request.community.pk, ids)
    return {"page": page, "rows": [found[pk] for pk in ids if pk in found]}

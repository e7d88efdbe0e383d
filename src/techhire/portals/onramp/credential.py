"""An outside certification of a person, which a coach has looked at: named from official lists, tied to one skill."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import credential_numbered, find_credentials, skills_in_name
from techhire.plays.onramps.actions.caseload import accept_credential
from techhire.portals.layout.level_form import LevelForm, skill_choice
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.commons.skills.models import ListedCredential, Skill
    from techhire.plays.onramps.models import Caseload

MOST = 12


class CredentialForm(LevelForm):
    """What the paper says: its name, who gave it and when; and the level it stands for."""

    title = forms.CharField(label=gettext_lazy("Name of the certification"), max_length=200)
    issuer = forms.CharField(label=gettext_lazy("Who gave it"), max_length=160)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Day it was given")


@dataclass(frozen=True)
class NameChoice:
    """What was searched, what was found, and the name that was chosen; ``other`` where it is on no list."""

    wanted: str
    found: "list[ListedCredential]"
    chosen: "ListedCredential | None"
    other: bool

    @property
    def is_made(self) -> bool:
        """Whether the next question can be asked."""
        return self.other or self.chosen is not None


def name_choice(request: HttpRequest) -> NameChoice:
    """Read ``?name=``, ``?credential=`` and ``?other=`` of the address."""
    wanted = request.GET.get("name", "").replace("\x00", "").strip()[:80]
    number = request.GET.get("credential", "")
    chosen = credential_numbered(int(number)) if number.isdecimal() and len(number) < 19 else None
    found = list(find_credentials(wanted)[:MOST]) if wanted and chosen is None else []
    return NameChoice(wanted, found, chosen, "other" in request.GET)


@require_http_methods(["GET", "POST"])
@own_person
def page(request: HttpRequest, caseload: "Caseload") -> HttpResponse:
    """First the name, then the skill it is for, then the level and the day."""
    named, choice = name_choice(request), skill_choice(request)
    form = None
    if named.is_made and choice.skill is not None:
        begin = {"on": request.today, "title": named.chosen.name if named.chosen else ""}
        form = CredentialForm(request.POST or None, skill=choice.skill, initial=begin)
        if request.method == "POST" and form.is_valid():
            try:
                _keep(request, caseload, choice.skill, form)
            except Refused as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("Saved. The person can read it and who entered it."))
                return redirect("onramp:person", code=caseload.seeker.code)
    shown = {
        "named": named,
        "choice": choice,
        "form": form,
        "meant": skills_in_name(request.community, named.chosen) if named.chosen else [],
    }
    return render(request, "onramp/credential.html", around(request, caseload) | shown)


def _keep(request: HttpRequest, caseload: "Caseload", skill: "Skill", form: CredentialForm) -> None:
    said = {key: form.cleaned_data[key] for key in ("title", "issuer", "level")}
    day = form.cleaned_data["on"]
    accept_credential(
        request.actor,
        caseload.organization,
        caseload.seeker,
        skill_id=skill.pk,
        at=day,
        now=request.now,
        **said,
    )

"""Entering an outside certification in three steps: its name from official lists, the skill it is for, the level."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import credential_numbered, find_credentials, skills_in_name
from techhire.portals.layout.level_form import LevelForm, SkillChoice, skill_choice
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from techhire.commons.skills.models import ListedCredential

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


def name_choice(request: Request) -> NameChoice:
    """Read ``?name=``, ``?credential=`` and ``?other=`` of the address."""
    wanted = request.GET.get("name", "").replace("\x00", "").strip()[:80]
    number = request.GET.get("credential", "")
    chosen = credential_numbered(int(number)) if number.isdecimal() and len(number) < 19 else None
    found = list(find_credentials(wanted)[:MOST]) if wanted and chosen is None else []
    return NameChoice(wanted, found, chosen, "other" in request.GET)


@dataclass(frozen=True)
class Asked:
    """How far the three steps are: ``form`` is None before the last one; ``done`` says that it was kept."""

    named: NameChoice
    choice: SkillChoice
    form: CredentialForm | None
    done: bool

    def shown(self, request: Request) -> dict[str, Any]:
        """What the page needs."""
        meant = skills_in_name(request.community, self.named.chosen) if self.named.chosen else []
        return {"named": self.named, "choice": self.choice, "form": self.form, "meant": meant}


def asked(request: Request, keep: "Callable[..., Any]") -> Asked:
    """Read the steps from the address; ``keep`` enters what the last one was sent with, and may refuse it."""
    named, choice = name_choice(request), skill_choice(request)
    if not named.is_made or choice.skill is None:
        return Asked(named, choice, None, False)
    begin = {"on": request.today, "title": named.chosen.name if named.chosen else ""}
    form = CredentialForm(request.POST or None, skill=choice.skill, initial=begin)
    if request.method == "POST" and form.is_valid():
        said = {key: form.cleaned_data[key] for key in ("title", "issuer", "level")}
        try:
            keep(skill_id=choice.skill.pk, at=form.cleaned_data["on"], **said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return Asked(named, choice, form, True)
    return Asked(named, choice, form, False)

"""Choosing a skill by its name and a level by what people at that level can do, as staff do for somebody."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from techhire.commons.skills.queries import anchors_for, published_skills, search_skills
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.request import Request
from techhire.portals.layout.templatetags.house import said

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill

MOST = 12


class LevelForm(PlainForm):
    """A level with its meaning beside it, and a day."""

    level = forms.TypedChoiceField(
        label=_("Which sounds most like it?"), coerce=int, widget=forms.RadioSelect
    )
    on = forms.DateField(
        label=_("When you last saw it"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, skill: "Skill", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(LEVEL_CHOICES)
        anchors = {row.level: f"{labels[row.level]}: {said(row, 'text')}" for row in anchors_for(skill)}
        offer(self, "level", [(level, anchors.get(level, label)) for level, label in labels.items()])


@dataclass(frozen=True)
class SkillChoice:
    """What was searched, what was found, and the skill that was chosen."""

    wanted: str
    found: "list[Skill]"
    skill: "Skill | None"


def skill_choice(request: Request) -> SkillChoice:
    """Read ``?q=`` and ``?skill=`` of the address: skills in use in this community only."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    chosen = request.GET.get("skill", "")
    skill = None
    if chosen.isdecimal() and len(chosen) < 19:
        skill = published_skills(request.community).filter(pk=int(chosen)).first()
    found = [] if skill else search_skills(wanted, MOST, community=request.community)
    return SkillChoice(wanted, found, skill)

"""One skill and its life: change it, decide about it, tie it to others, read its history."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.actions.alignment import align_skills, remove_alignment
from techhire.commons.skills.actions.anchors import LONGEST
from techhire.commons.skills.actions.life_cycle import (
    publish_skill,
    replace_skill,
    retire_skill,
    review_skill,
    update_skill,
)
from techhire.commons.skills.queries import (
    alignments_of,
    history_of,
    other_names,
    search_frameworks,
    skill_numbered,
)
from techhire.commons.skills.rules import may_tie_skill, may_update_skill
from techhire.commons.skills.words import LEVEL_WORDS, LEVELS, Relation, SkillState
from techhire.portals.convener.skills import SkillForm
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill

DECISIONS = {"review": review_skill, "publish": publish_skill, "retire": retire_skill}
FIELDS = ("name", "name_es", "kind", "definition", "definition_es", "half_life_years")


class EditForm(SkillForm):
    """As proposing, with the version the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    parent = forms.CharField(
        label=gettext_lazy("Broader skill"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Its exact name in the library, or empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level, word in LEVEL_WORDS.items():
            labels = {
                f"anchor_{level}": _("Level %(level)d (%(word)s): what a person can do"),
                f"anchor_{level}_es": _("Level %(level)d (%(word)s), in Spanish"),
            }
            for name, label in labels.items():
                said = label % {"level": level, "word": word}
                self.fields[name] = forms.CharField(label=said, max_length=LONGEST, required=False)

    @property
    def anchors(self) -> list[forms.BoundField]:
        """The fields of the five levels, English beside Spanish."""
        return [self[name] for name in self.fields if name.startswith("anchor_")]

    def fill(self) -> None:
        """Show what the skill says now, so that a refusal of a decision stands beside the field it speaks of."""
        self.data = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        self.is_bound = True
        self.full_clean()


class TieForm(PlainForm):
    """Another skill, found by its name, and how this one stands to it."""

    target = forms.CharField(
        label=gettext_lazy("The other skill"),
        max_length=300,
        help_text=gettext_lazy("Its exact name in one of the lists."),
    )
    relation = forms.ChoiceField(label=gettext_lazy("The other one is"), choices=Relation.choices)


class SuccessorForm(PlainForm):
    """The skill that takes over."""

    successor = forms.CharField(label=gettext_lazy("Skill that takes its place"), max_length=300)


def _found(request: Request, skill_id: int) -> "Skill":
    skill = skill_numbered(request.actor, skill_id)
    if skill is None:
        raise Http404
    return skill


def _edit_form(request: Request, skill: "Skill") -> EditForm:
    start: dict[str, Any] = {name: getattr(skill, name) for name in FIELDS}
    start |= {"aliases": "\n".join(other_names(skill)), "version": skill.version}
    start["parent"] = _broader(skill)
    for anchor in skill.anchors.all():
        start |= {f"anchor_{anchor.level}": anchor.text, f"anchor_{anchor.level}_es": anchor.text_es}
    return EditForm(request.POST if "save" in request.POST else None, initial=start)


def _broader(skill: "Skill") -> str:
    return skill.parent.name.strip() if skill.parent else ""


@sits_as(Kind.CIVIC)
@require_http_methods(["GET", "POST"])
def skill(request: Request, skill_id: int) -> HttpResponse:
    """Everything about one skill; each button does one thing."""
    found = _found(request, skill_id)
    form = _edit_form(request, found)
    tie_form = TieForm(request.POST if "tie" in request.POST else None)
    successor_form = SuccessorForm(request.POST if "replace" in request.POST else None)
    if request.method == "POST" and _done(request, found, form, tie_form, successor_form):
        return redirect("convener:skill", found.pk)
    shown = {
        "section": "convener:home",
        "skill": found,
        "verdict": may_update_skill(request.actor, found),
        "may_tie": may_tie_skill(request.actor, found),
        "names": other_names(found),
        "history": history_of(found)[:50],
        "ties": alignments_of(request.community.pk, found)[:50],
        "decisions": _decisions(found.state),
        "can_be_replaced": found.state == SkillState.PUBLISHED,
        "form": form,
        "tie_form": tie_form,
        "successor_form": successor_form,
        "note": request.POST.get("note", "")[:400],
    }
    return render(request, "convener/skill.html", shown)


def _decisions(state: str) -> list[tuple[str, str]]:
    if state == SkillState.PROPOSED:
        return [("publish", _("Publish it")), ("review", _("Take it up")), ("retire", _("Turn it down"))]
    if state == SkillState.IN_REVIEW:
        return [("publish", _("Publish it")), ("retire", _("Turn it down"))]
    if state == SkillState.PUBLISHED:
        return [("retire", _("Take it out of use"))]
    return [("publish", _("Put it back into use"))]


def _done(
    request: Request, found: "Skill", form: EditForm, tie_form: TieForm, successor_form: SuccessorForm
) -> bool:
    """Do the one thing the pressed button asks; whether it was done."""
    asked = next((name for name in ("save", "tie", "untie", "replace") if name in request.POST), "decide")
    shown = {"save": form, "tie": tie_form, "replace": successor_form}.get(asked)
    if shown is not None and not shown.is_valid():
        return False
    try:
        _do(request, found, asked, shown)
    except Refused as refusal:
        if shown is None and refusal.field in form.fields:
            form.fill()
            form.refuse(refusal)
            return False
        if shown is None:
            messages.error(request, str(refusal))
            return False
        shown.refuse(refusal)
        shown.take_up(found.version)
        return False
    messages.success(request, _("Saved."))
    return True


def _do(request: Request, found: "Skill", asked: str, form: PlainForm | None) -> None:
    typed = dict(form.cleaned_data) if form is not None else {}
    if asked == "save":
        _save(request, found, typed)
    elif asked == "tie":
        target = _named(request, typed["target"], "target")
        align_skills(request.actor, found, target, relation=typed["relation"], now=request.now)
    elif asked == "replace":
        replace_skill(request.actor, found, _named(request, typed["successor"], "successor"), now=request.now)
    elif asked == "untie":
        tie = next(
            (t for t in alignments_of(request.community.pk, found) if str(t.pk) == request.POST["untie"]),
            None,
        )
        if tie is not None:
            remove_alignment(request.actor, tie, now=request.now)
    else:
        decide = DECISIONS.get(request.POST.get("decide", ""))
        if decide is None:
            raise Refused(_("Choose what to do."))
        decide(request.actor, found, note=request.POST.get("note", ""), now=request.now)


def _save(request: Request, found: "Skill", typed: dict[str, Any]) -> None:
    """A broader skill is looked up where another name was typed: the one it has may be out of use or share a name."""
    version, above = typed.pop("version"), typed.pop("parent")
    said = {level: (typed.pop(f"anchor_{level}"), typed.pop(f"anchor_{level}_es")) for level in LEVELS}
    if above != _broader(found):
        typed["parent"] = _named(request, above, "parent") if above else None
    more = {"anchors": said, "expected_version": version}
    update_skill(request.actor, found, now=request.now, **more, **typed)


def _named(request: Request, name: str, field: str) -> "Skill":
    found = search_frameworks(request.actor, name)
    if found is None:
        raise Refused(_("No skill has this name. Copy it from the library."), field=field)
    return found

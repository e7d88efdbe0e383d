"""The pages themselves: everything told so far, one question, one skill found, and one thing in full."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import anchors_for
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.matches.queries import near_misses
from techhire.plays.seekers.actions.experiences import (
    answer_found_skill,
    describe_experience,
    remove_experience,
    start_experience,
)
from techhire.plays.seekers.queries import (
    experience_numbered,
    experiences_of,
    found_skills,
    knew_few_words,
    tasks_offered,
)
from techhire.portals.layout.forms import PlainForm, offer
from techhire.portals.layout.request import Request
from techhire.portals.layout.telling.forms import STEPS, KindForm, StepForm, TasksForm, steps_for
from techhire.portals.layout.telling.their_forms import THEIRS

if TYPE_CHECKING:
    from techhire.plays.matches.queries import Step
    from techhire.plays.seekers.models import Experience
    from techhire.plays.seekers.queries import FoundSkill, TasksOffered
    from techhire.portals.layout.telling.places import Places

Shown = dict[str, Any]
STEPS_READ = 12


class LevelForm(PlainForm):
    """How far somebody has a skill; 0 is not at all."""

    level = forms.TypedChoiceField(
        label=gettext_lazy("Which sounds most like you?"), coerce=int, widget=forms.RadioSelect
    )
    neither = gettext_lazy("Not me: leave it out")


class TheirLevelForm(LevelForm):
    """The same as a coach asks it of somebody."""

    level = forms.TypedChoiceField(
        label=gettext_lazy("Which sounds most like them?"), coerce=int, widget=forms.RadioSelect
    )
    neither = gettext_lazy("Not them: leave it out")


def listing(request: Request, places: "Places", around: Shown) -> HttpResponse:
    """Everything told so far; a POST begins the next."""
    form = KindForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            begun = start_experience(
                request.actor, places.seeker, kind=form.cleaned_data["kind"], now=request.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(places.step(begun.pk, STEPS[0].slug))
    told = [(row, places.one(row.pk)) for row in experiences_of(request.actor, places.seeker)]
    shown = around | {"places": places, "form": form, "told": told}
    return render(request, "layout/telling/listing.html", shown)


def _own(request: Request, places: "Places", pk: int) -> "Experience":
    experience = experience_numbered(request.actor, places.seeker, pk) if pk < 2**63 else None
    if experience is None:
        raise Http404
    return experience


def _questions(experience: "Experience", places: "Places") -> tuple[type[StepForm], ...]:
    """The questions of one experience, in the words for who reads them."""
    steps = steps_for(experience)
    return tuple(THEIRS[form.slug] for form in steps) if places.with_coach else steps


def step(request: Request, places: "Places", around: Shown, pk: int, slug: str) -> HttpResponse:
    """One question: answer it and go on, or answer it and come back another day."""
    experience = _own(request, places, pk)
    steps = _questions(experience, places)
    kind = next((form for form in steps if form.slug == slug), None)
    if kind is None:
        raise Http404
    form = kind(request.POST if request.method == "POST" else None, initial=kind.initial_of(experience))
    offered = _offer_taps(experience, form) if issubclass(kind, TasksForm) else None
    if form.is_bound and form.is_valid() and _saved(request, experience, form):
        return _onward(request, places, pk, kind)
    at = steps.index(kind)
    shown = around | {
        "places": places,
        "experience": experience,
        "form": form,
        "number": at + 1,
        "total": len(steps),
        "before": places.step(pk, steps[at - 1].slug) if at else places.all,
        **(_taps(experience, form, offered) if offered else {}),
    }
    return render(request, "layout/telling/step.html", shown)


def _offer_taps(experience: "Experience", form: StepForm) -> "TasksOffered":
    """Let every task there is be tapped."""
    offered = tasks_offered(experience)
    offer(form, "task_ids", [(row.pk, row.text) for row in (*offered.close, *offered.others)])
    return offered


def _taps(experience: "Experience", form: StepForm, offered: "TasksOffered") -> Shown:
    """What there is to tap: the closest open to the eye, the rest by area; and where what is saved now differs."""
    tapped = {str(pk) for pk in form["task_ids"].value() or []}
    saved = {str(pk) for pk in experience.task_ids} if "task_ids" in form.saved_now else tapped
    areas = [(area, list(rows)) for area, rows in groupby(offered.others, key=lambda row: row.area)]
    differs = tapped ^ saved
    return {
        "close": offered.close,
        "areas": areas,
        "tapped": tapped,
        "differs": differs,
        "is_open": not offered.close or any(str(row.pk) in differs for row in offered.others),
    }


def _saved(request: Request, experience: "Experience", form: StepForm) -> bool:
    """Whether it was saved; a refusal stands on the form, what was typed stays typed."""
    version = form.cleaned_data["version"]
    try:
        describe_experience(
            request.actor, experience, expected_version=version, now=request.now, **form.changes()
        )
    except Refused as refusal:
        form.refuse(refusal)
        form.take_up(experience.version)
        return False
    return True


def _onward(request: Request, places: "Places", pk: int, kind: type[StepForm]) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on any day."))
        return HttpResponseRedirect(places.all)
    steps = _questions(_own(request, places, pk), places)
    at = steps.index(kind) + 1 if kind in steps else len(steps)
    if at < len(steps):
        return HttpResponseRedirect(places.step(pk, steps[at].slug))
    return _next_skill(request, places, pk)


def _next_skill(request: Request, places: "Places", pk: int) -> HttpResponse:
    """To the first skill nobody answered, else to the end."""
    found = found_skills(request.actor, _own(request, places, pk))
    left = next((one.row.pk for one in found if one.row.level is None), None)
    return HttpResponseRedirect(places.one(pk) if left is None else places.skill(pk, left))


def skill(request: Request, places: "Places", around: Shown, pk: int, row_pk: int) -> HttpResponse:
    """One skill that was found: how far, or not at all."""
    experience = _own(request, places, pk)
    found = found_skills(request.actor, experience)
    one = next((one for one in found if one.row.pk == row_pk), None)
    if one is None:
        raise Http404
    asked = TheirLevelForm if places.with_coach else LevelForm
    form = asked(request.POST if request.method == "POST" else None, initial=_first_guess(one))
    levels = form.fields["level"]
    assert isinstance(levels, forms.TypedChoiceField)
    levels.choices = [*LEVEL_CHOICES, (0, form.neither)]
    if form.is_bound and form.is_valid():
        try:
            answer_found_skill(request.actor, one.row, level=form.cleaned_data["level"], now=request.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return (
                HttpResponseRedirect(places.all)
                if "later" in request.POST
                else _next_skill(request, places, pk)
            )
    shown = around | {
        "places": places,
        "experience": experience,
        "one": one,
        "form": form,
        "chosen": str(form["level"].value()),
        "anchors": [(row, dict(LEVEL_CHOICES)[row.level]) for row in anchors_for(one.row.skill)],
        "back": places.one(pk),
        "number": found.index(one) + 1,
        "total": len(found),
    }
    return render(request, "layout/telling/skill.html", shown)


def _first_guess(one: "FoundSkill") -> Shown:
    """What was answered before, else what a tapped task speaks of."""
    known = one.row.level if one.row.level is not None else one.row.likely_level
    return {"level": known}


def _prove_next(request: Request, places: "Places", kept: set[int]) -> "Step | None":
    """Of the nearest steps, the first that would prove one of these skills."""
    steps = near_misses(request.actor, places.seeker, today=request.today, limit=STEPS_READ)
    for step in steps:
        taught = set(step.program.teaches) if step.program else set()
        if (step.skill is not None and step.skill.pk in kept) or taught & kept:
            return step
    return None


def one(request: Request, places: "Places", around: Shown, pk: int) -> HttpResponse:
    """One thing in full, with the skills that came of it; a POST takes it away."""
    experience = _own(request, places, pk)
    if request.method == "POST" and "remove" in request.POST:
        try:
            remove_experience(request.actor, experience, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("It is gone, and so are the skills they told with it.")
                if places.with_coach
                else _("It is gone, and so are the skills you told with it."),
            )
        return HttpResponseRedirect(places.all)
    found = found_skills(request.actor, experience)
    kept = {one.row.skill_id for one in found if one.row.level}
    shown = around | {
        "places": places,
        "experience": experience,
        "prove": _prove_next(request, places, kept) if kept else None,
        "kept": [(one, places.skill(pk, one.row.pk)) for one in found if one.row.level],
        "dropped": [(one, places.skill(pk, one.row.pk)) for one in found if one.row.level == 0],
        "open": [(one, places.skill(pk, one.row.pk)) for one in found if one.row.level is None],
        "few": knew_few_words(found),
        "tasks": places.step(pk, TasksForm.slug),
        "steps": [(form, places.step(pk, form.slug)) for form in _questions(experience, places)],
    }
    return render(request, "layout/telling/one.html", shown)

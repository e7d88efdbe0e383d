"""The questions about something a person did, one form a question, and why each is asked."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from techhire.plays.seekers.words import Often, WorkKind, WorkTitle
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.year_field import YearField

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Experience


class KindForm(PlainForm):
    """Where it was."""

    kind = forms.ChoiceField(label=_("What was it?"), choices=WorkKind.choices, widget=forms.RadioSelect)


class StepForm(PlainForm):
    """One question. ``keys`` names the fields of the experience it answers."""

    slug: ClassVar[str]
    heading: ClassVar[Promise]
    why: ClassVar[Promise]
    keys: ClassVar[tuple[str, ...]]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def initial_of(cls, experience: "Experience") -> dict[str, Any]:
        """What is saved now, as the form shows it."""
        return {key: getattr(experience, key) for key in cls.keys} | {"version": experience.version}

    def changes(self) -> dict[str, Any]:
        """What was typed, as it is saved."""
        return {key: self.cleaned_data[key] for key in self.keys}


class TitleForm(StepForm):
    slug, keys = "title", ("title", "own_title")
    heading = _("What would you call it?")
    why = _("Pick the closest one; your resume says it in English. Or write your own.")
    title = forms.ChoiceField(
        label=_("Closest name"), choices=[("", _("None of these")), *WorkTitle.choices], required=False
    )
    own_title = forms.CharField(label=_("Or in your words"), max_length=80, required=False)


class WhatForm(StepForm):
    slug, keys = "what", ("what",)
    heading = _("What did you do there?")
    why = _(
        "Write as you speak, in English or Spanish. Small things count: whom you helped, what you kept running."
    )
    what = forms.CharField(
        label=_("In your words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "We look for skills in it. Only you, and a coach you let in, read it, unless it goes on your resume."
        ),
    )


class OftenForm(StepForm):
    slug, keys = "often", ("often",)
    heading = _("How often did you do it?")
    why = _("It helps you to say how far you got.")
    often = forms.ChoiceField(
        label=_("How often"), choices=Often.choices, required=False, widget=forms.RadioSelect
    )


class ToolsForm(StepForm):
    slug, keys = "tools", ("tools",)
    heading = _("What did you use for it?")
    why = _("Machines, programs, phones, apps, papers: whatever you worked with.")
    tools = forms.CharField(
        label=_("What you used"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TasksForm(StepForm):
    slug, keys = "tasks", ("task_ids",)
    heading = _("Did you also do this?")
    why = _("Tap what you did there. Those closest to your words come first.")
    task_ids = forms.TypedMultipleChoiceField(label=_("Tasks"), coerce=int, required=False)


class PlaceForm(StepForm):
    slug, keys = "place", ("place", "since", "until", "on_resume")
    heading = _("Where was it, and when?")
    why = _("Only for your resume, and only if you like. A year is enough.")
    place = forms.CharField(label=_("Where, or with whom"), max_length=120, required=False)
    since = YearField(label=_("From the year"), required=False)
    until = YearField(
        label=_("To the year"), required=False, help_text=_("Leave it open if you still do it.")
    )
    on_resume = forms.BooleanField(label=_("Put it on my resume"), required=False)


class EnglishForm(StepForm):
    """The person's own English for what they told in another language; only what they told is asked for."""

    slug, keys = "english", ("own_title_en", "what_en", "tools_en", "place_en")
    heading = _("Would you like to say it in English too?")
    why = _(
        "Your resume is in English. What you leave open stays in your words: no machine translates it. Somebody you "
        "trust may help you."
    )
    own_title_en = forms.CharField(label=_("What you call it, in English"), max_length=80, required=False)
    what_en = forms.CharField(
        label=_("What you did there, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    tools_en = forms.CharField(
        label=_("What you used, in English"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place_en = forms.CharField(label=_("Where, or with whom, in English"), max_length=120, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for key in self.keys:
            told = self.initial.get(key.removesuffix("_en"))
            if told:
                spoken = format_html('<span lang="{}">{}</span>', self.initial["language"], told)
                self.fields[key].help_text = spoken
            elif not self.initial.get(key):
                del self.fields[key]

    @classmethod
    def initial_of(cls, experience: "Experience") -> dict[str, Any]:
        """What is saved now, and beside each what the person told."""
        told = {
            name: getattr(experience, name) for name in ("own_title", "what", "tools", "place", "language")
        }
        return super().initial_of(experience) | told

    def changes(self) -> dict[str, Any]:
        """What was typed, of what was asked for."""
        return {key: self.cleaned_data[key] for key in self.keys if key in self.fields}


STEPS: tuple[type[StepForm], ...] = (TitleForm, WhatForm, OftenForm, ToolsForm, TasksForm, PlaceForm)
IN_ENGLISH_TOO: tuple[type[StepForm], ...] = (*STEPS, EnglishForm)


def steps_for(experience: "Experience") -> tuple[type[StepForm], ...]:
    """The questions of one experience; what was told in English, or not in words, is not asked for in English."""
    told = experience.own_title or experience.what or experience.tools or experience.place
    return IN_ENGLISH_TOO if told and experience.language != "en" else STEPS

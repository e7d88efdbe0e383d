"""The same questions as a coach reads them, who asks somebody and writes down the answers: they speak of the person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from techhire.plays.seekers.words import WorkTitle
from techhire.portals.layout.telling.forms import (
    EnglishForm,
    OftenForm,
    PlaceForm,
    StepForm,
    TasksForm,
    TitleForm,
    ToolsForm,
    WhatForm,
)
from techhire.portals.layout.year_field import YearField


class TheirTitleForm(TitleForm):
    heading = _("What would they call it?")
    why = _("Pick the closest one; their resume says it in English. Or write theirs.")
    title = forms.ChoiceField(
        label=_("Closest name"), choices=[("", _("None of these")), *WorkTitle.choices], required=False
    )
    own_title = forms.CharField(label=_("Or in their words"), max_length=80, required=False)


class TheirWhatForm(WhatForm):
    heading = _("What did they do there?")
    why = _(
        "Write as they speak, in English or Spanish. Small things count: whom they helped, what they kept running."
    )
    what = forms.CharField(
        label=_("In their words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "We look for skills in it. Only they, and a coach they let in, read it, unless it goes on their resume."
        ),
    )


class TheirOftenForm(OftenForm):
    heading = _("How often did they do it?")
    why = _("It helps them to say how far they got.")


class TheirToolsForm(ToolsForm):
    heading = _("What did they use for it?")
    why = _("Machines, programs, phones, apps, papers: whatever they worked with.")
    tools = forms.CharField(
        label=_("What they used"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TheirTasksForm(TasksForm):
    heading = _("Did they also do this?")
    why = _("Tap what they did there. Those closest to their words come first.")


class TheirPlaceForm(PlaceForm):
    why = _("Only for their resume, and only if they like. A year is enough.")
    until = YearField(
        label=_("To the year"), required=False, help_text=_("Leave it open if they still do it.")
    )
    on_resume = forms.BooleanField(label=_("Put it on their resume"), required=False)


class TheirEnglishForm(EnglishForm):
    heading = _("Would they like to say it in English too?")
    why = _("Their resume is in English. What is left open stays in their words: no machine translates it.")
    own_title_en = forms.CharField(label=_("What they call it, in English"), max_length=80, required=False)
    what_en = forms.CharField(
        label=_("What they did there, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    tools_en = forms.CharField(
        label=_("What they used, in English"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


THEIRS: dict[str, type[StepForm]] = {
    form.slug: form
    for form in (
        TheirTitleForm,
        TheirWhatForm,
        TheirOftenForm,
        TheirToolsForm,
        TheirTasksForm,
        TheirPlaceForm,
        TheirEnglishForm,
    )
}
"""By slug, the question as a coach reads it."""

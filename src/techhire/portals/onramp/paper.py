"""Sheets of paper to fill in with somebody, in English and Spanish at once, and to type in afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.commons.skills.queries import tasks_by_area
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.onramp.both_languages import Said, in_both
from techhire.portals.onramp.enter_person import EnterForm
from techhire.portals.onramp.profile import ProfileForm

LINES = 4
"""Empty lines where somebody writes more than a word."""
YES = gettext_lazy("yes")
SHEETS = {"intake": gettext_lazy("Taking somebody on"), "needs": gettext_lazy("What work has to allow for")}
NOTES = {
    "intake": gettext_lazy(
        "Read each question out. Nobody has to answer all of them. Tick what they do at work or at home now."
    ),
    "needs": gettext_lazy(
        "Child care, a bus or a shared car show in the hours and the minutes. Write down no reasons: no health, "
        "family, religion, record or number of a document."
    ),
}


@dataclass(frozen=True)
class Question:
    """One question with what can be ticked, else with lines to write on."""

    asked: Said
    choices: list[Said] = field(default_factory=list)
    lines: range = range(0)


@require_GET
@sits_as(Kind.ONRAMP)
def page(request: Request, sheet: str) -> HttpResponse:
    """One sheet. It asks what the coach's pages ask, in their order, because it is made of their forms."""
    if sheet not in SHEETS:
        raise Http404
    intake = sheet == "intake"
    form = EnterForm(languages=request.community.languages) if intake else ProfileForm()
    shown = {
        "section": "onramp:home",
        "organization": current_organization(request, Kind.ONRAMP),
        "heading": in_both(SHEETS[sheet]),
        "is_intake": intake,
        "note": in_both(NOTES[sheet]),
        "questions": list(_questions(form)),
        "areas": list(_tasks()) if intake else [],
    }
    return render(request, "onramp/paper.html", shown)


def _questions(form: forms.Form) -> Iterator[Question]:
    for asked in form.fields.values():
        choices: list[str | Promise] = []
        if isinstance(asked, forms.ChoiceField):
            choices = [label for value, label in list(asked.widget.choices) if value]
        elif isinstance(asked, forms.BooleanField):
            choices = [YES]
        lines = LINES if isinstance(asked.widget, forms.Textarea) else 1
        yield Question(
            in_both(asked.label or ""), [in_both(one) for one in choices], range(0 if choices else lines)
        )


def _tasks() -> Iterator[Question]:
    for _area, name, rows in tasks_by_area():
        yield Question(in_both(name), [[("en", row.text), ("es", row.text_es)] for row in rows])

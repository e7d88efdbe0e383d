"""Find people by skill: name some skills, see who shows them without names, and begin a posting with them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused, require
from techhire.commons.skills.queries import anchors_for_many, search_skills, skills_in_bulk
from techhire.commons.skills.words import LEVEL_CHOICES, Importance
from techhire.plays.marketplace.actions.drafting import create_posting
from techhire.plays.marketplace.actions.lines import MOST_LINES, Line
from techhire.plays.matches.actions.searching import search_people
from techhire.plays.matches.queries import PeopleFound, Sought, in_words
from techhire.plays.matches.rules import may_search_people
from techhire.plays.matches.words import MOST_SOUGHT
from techhire.portals.employer.skill_rows import MODEST, number
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.guards import current_organization, prepares_as
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.commons.communities.models import Organization
    from techhire.plays.marketplace.models import Posting

FIRST = 10
"""Cards shown at once; the rest is folded. Our judgment."""
SUGGESTED = 12


class SearchForm(PlainForm):
    """The words a skill is looked for by, and the title of a posting that may follow. Lines are read beside it."""

    wanted_by_a_button = frozenset({"search", "title"})
    search = forms.CharField(
        label=gettext_lazy("Name of the skill"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title = forms.CharField(
        label=gettext_lazy("Job title"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("As people search for it, like Help desk technician."),
        widget=forms.TextInput(attrs={"form": "people"}),
    )


@dataclass(frozen=True)
class Row:
    """One skill as it was chosen, with what its levels mean."""

    skill: Any
    level: int
    importance: str
    anchors: Any


@dataclass
class Sheet:
    """The page between two visits to the server: what is chosen, what was suggested, and who was found."""

    form: SearchForm
    rows: list[Row]
    suggested: list[Any] = field(default_factory=list)
    nothing_close: bool = False
    found: PeopleFound | None = None


@require_http_methods(["GET", "POST"])
@prepares_as(Kind.EMPLOYER)
def page(request: Request) -> HttpResponse:
    """A button changes what is chosen, shows people, or begins a posting; what was typed stays in any case."""
    organization = current_organization(request, Kind.EMPLOYER)
    require(may_search_people(request.actor, organization))
    sheet = Sheet(SearchForm(request.POST or None), _rows(request))
    if request.method == "POST" and sheet.form.is_valid():
        begun = _carry_out(request, organization, sheet)
        if begun is not None:
            messages.success(request, _("The posting is begun. These skills are yours to confirm or change."))
            return redirect("employer:requirements", identifier=begun.identifier)
    return render(request, "employer/search.html", _context(request, organization, sheet))


def _carry_out(request: Request, organization: "Organization", sheet: Sheet) -> "Posting | None":
    """Do what the button says; returns the posting that was begun.

    Enter in the field of the title presses the first button of the form, which looks for a skill: with no words to
    look for, a title means that a posting is to begin.
    """
    wanted, title = (sheet.form.cleaned_data[name].strip() for name in ("search", "title"))
    try:
        if "show" in request.POST:
            sheet.found = search_people(
                request.actor, organization, lines=_lines(Sought, sheet.rows), now=request.now
            )
        elif "begin" in request.POST or ("find" in request.POST and title and not wanted):
            return create_posting(
                request.actor, organization, title=title, lines=_lines(Line, sheet.rows), now=request.now
            )
    except Refused as refusal:
        sheet.form.refuse(refusal)
    if wanted and ("find" in request.POST or "add" in request.POST):
        there = {row.skill.pk for row in sheet.rows}
        close = search_skills(wanted, SUGGESTED, community=request.community)
        sheet.suggested = [skill for skill in close if skill.pk not in there]
        sheet.nothing_close = not close
    return None


def _lines(kind: Any, rows: list[Row]) -> list[Any]:
    return [kind(row.skill.pk, row.level, importance=row.importance) for row in rows]


def _rows(request: Request) -> list[Row]:
    """The skills as they were sent, in their order, each once, with skills added and taken out."""
    data = request.POST
    sent = [pk for pk in [*data.getlist("skill"), *data.getlist("add")] if pk.isdecimal() and len(pk) < 19]
    ids = [int(pk) for pk in dict.fromkeys(sent) if pk not in data.getlist("remove")][:MOST_LINES]
    skills = skills_in_bulk(request.community.pk, ids) if ids else {}
    if len(skills) < len(set(ids)):
        messages.warning(request, _("A skill that is not in use any more was left out."))
    anchors = anchors_for_many(skills) if skills else {}
    return [_row(data, skills[pk], anchors[pk]) for pk in dict.fromkeys(ids) if pk in skills]


def _row(data: Any, skill: Any, anchors: Any) -> Row:
    level = min(max(number(data.get(f"level-{skill.pk}"), MODEST), 1), 5)
    need = data.get(f"need-{skill.pk}", "")
    return Row(skill, level, need if need in Importance.values else Importance.ESSENTIAL.value, anchors)


def _context(request: Request, organization: "Organization", sheet: Sheet) -> dict[str, Any]:
    found = sheet.found
    shows_all = found.shows_all if found else []
    return {
        "section": "employer:home",
        "organization": organization,
        "sheet": sheet,
        "form": sheet.form,
        "levels": LEVEL_CHOICES,
        "needs": Importance.choices,
        "most": MOST_SOUGHT,
        "found": found,
        "count": in_words(found.count) if found else "",
        "first": shows_all[:FIRST],
        "more": shows_all[FIRST:],
        "others": found.others if found else [],
        "may_write": request.actor.prepares_for(organization.pk),
    }

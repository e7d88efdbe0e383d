"""What a program teaches: skills found by name or read from a pasted course description, each with its level."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.bridge import read_text
from techhire.commons.skills.queries import search_skills, skills_in_bulk
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.providers.actions.programs import set_teaches
from techhire.plays.providers.queries import taught_by
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import lead_to
from techhire.portals.provider.own import own_program, posted_version

if TYPE_CHECKING:
    from techhire.plays.providers.models import Program

LONGEST = 60_000
USUAL_LEVEL = 2


@dataclass(frozen=True)
class TaughtRow:
    """A skill with its level as it was sent, and in words what is saved now where somebody else saved meanwhile.

    One that is ``left_out`` stands there only because it is saved.
    """

    skill: Any
    level: int
    kept: str = ""
    left_out: bool = False


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def page(request: Request, pk: int) -> HttpResponse:
    """Search and reading add lines to the form; nothing counts until somebody saves it."""
    program = own_program(request, pk)
    levels, saved = _saved(program), None
    found: list[Any] = []
    named: list[Any] = []
    wanted = request.POST.get("search", "").replace("\x00", "").strip()[:80]
    syllabus = request.POST.get("syllabus", "").replace("\x00", "")[:LONGEST]
    version = posted_version(request) or program.version
    if request.method == "POST":
        levels = _posted(request)
        if "save" in request.POST:
            try:
                set_teaches(
                    request.actor,
                    program,
                    lines=levels.items(),
                    expected_version=version,
                    now=request.now,
                )
            except Refused as refusal:
                messages.error(request, str(refusal))
                saved = _saved(program) if version != program.version else None
                version = program.version
            else:
                messages.success(request, _("Saved."))
                return lead_to(program.organization_id, "provider:program", pk)
        elif "read" in request.POST:
            levels, named = _read(request, syllabus, levels)
        elif wanted:
            close = search_skills(wanted, 12, community=request.community)
            found = [skill for skill in close if skill.pk not in levels]
    context = {
        "section": "provider:home",
        "program": program,
        "version": version,
        "rows": _rows(request, levels, saved),
        "levels": LEVEL_CHOICES,
        "found": found,
        "named": named,
        "wanted": wanted,
        "syllabus": syllabus,
        "usual": USUAL_LEVEL,
        "may_write": request.actor.writes_for(program.organization_id),
    }
    return render(request, "provider/teaches.html", context)


def _saved(program: "Program") -> dict[int, int]:
    return {line.skill_id: line.level for line in taught_by(program)}


def _rows(request: Request, levels: dict[int, int], saved: dict[int, int] | None) -> list[TaughtRow]:
    """The lines by name; given what is ``saved`` now, each that differs says so, and none that is saved is missing."""
    words = dict(LEVEL_CHOICES)
    there = levels if saved is None else saved
    rows = [
        TaughtRow(
            skill,
            levels.get(pk, there.get(pk, USUAL_LEVEL)),
            "" if levels.get(pk) == there.get(pk) else str(words[there[pk]] if pk in there else _("nothing")),
            left_out=pk not in levels,
        )
        for pk, skill in skills_in_bulk(request.community.pk, {**there, **levels}).items()
    ]
    return sorted(rows, key=lambda row: row.skill.name)


def _posted(request: Request) -> dict[int, int]:
    data = request.POST
    ids = [pk for pk in [*data.getlist("skill"), *data.getlist("add")] if pk.isdecimal() and len(pk) < 19]
    kept = dict.fromkeys(pk for pk in ids if f"drop-{pk}" not in data)
    typed = {int(pk): data.get(f"level-{pk}", "") for pk in kept}
    return {
        pk: int(level) if level in {"1", "2", "3", "4", "5"} else USUAL_LEVEL for pk, level in typed.items()
    }


def _read(request: Request, syllabus: str, levels: dict[int, int]) -> tuple[dict[int, int], list[Any]]:
    """Lines read from the text beside those that stand already; a level nobody wrote is the usual one.

    And skills the text names otherwise: a course that says "we teach" asks for nothing, as an ad would.
    """
    text = read_text(syllabus, request.community.pk)
    read = {line.skill_id: line.level if line.level_said else USUAL_LEVEL for line in text.lines}
    others = dict.fromkeys(line.skill_id for line in (*text.set_aside, *text.suggested))
    kept = read | levels
    skills = skills_in_bulk(request.community.pk, [pk for pk in others if pk not in kept])
    new = len(set(read) - set(levels))
    if new:
        words = ngettext("We read %d more skill.", "We read %d more skills.", new) % new
        messages.info(request, f"{words} {_('Check the levels, drop what is wrong, and save.')}")
    elif skills:
        messages.info(request, _("Tick below what the program teaches of what the text names."))
    else:
        messages.info(request, _("We read no skill that is not on the list yet."))
    return kept, list(skills.values())

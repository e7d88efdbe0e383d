"""What a program teaches: skills found by name or read from a pasted course description, each with its level."""

from typing import Any

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

LONGEST = 60_000
USUAL_LEVEL = 2


@require_http_methods(["GET", "POST"])
@sits_as(Kind.PROVIDER)
def page(request: Request, pk: int) -> HttpResponse:
    """Search and reading add lines to the form; nothing counts until somebody saves it."""
    program = own_program(request, pk)
    levels = {line.skill_id: line.level for line in taught_by(program)}
    found: list[Any] = []
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
                version = program.version
            else:
                messages.success(request, _("Saved."))
                return lead_to(program.organization_id, "provider:program", pk)
        elif "read" in request.POST:
            levels = _read(request, syllabus, levels)
        else:
            close = search_skills(wanted, 12, community=request.community)
            found = [skill for skill in close if skill.pk not in levels]
    skills = skills_in_bulk(request.community.pk, levels)
    rows = [(skills[skill], level) for skill, level in levels.items() if skill in skills]
    context = {
        "section": "provider:home",
        "program": program,
        "version": version,
        "rows": sorted(rows, key=lambda row: row[0].name),
        "levels": LEVEL_CHOICES,
        "found": found,
        "wanted": wanted,
        "syllabus": syllabus,
        "usual": USUAL_LEVEL,
        "may_write": request.actor.writes_for(program.organization_id),
    }
    return render(request, "provider/teaches.html", context)


def _posted(request: Request) -> dict[int, int]:
    data = request.POST
    ids = [pk for pk in [*data.getlist("skill"), *data.getlist("add")] if pk.isdecimal() and len(pk) < 19]
    kept = dict.fromkeys(pk for pk in ids if f"drop-{pk}" not in data)
    typed = {int(pk): data.get(f"level-{pk}", "") for pk in kept}
    return {
        pk: int(level) if level in {"1", "2", "3", "4", "5"} else USUAL_LEVEL for pk, level in typed.items()
    }


def _read(request: Request, syllabus: str, levels: dict[int, int]) -> dict[int, int]:
    """Lines read from the text beside those that stand already; a level nobody wrote is the usual one."""
    read = {
        line.skill_id: line.level if line.level_said else USUAL_LEVEL
        for line in read_text(syllabus, request.community.pk).lines
    }
    new = len(set(read) - set(levels))
    if new:
        words = ngettext("We read %d more skill.", "We read %d more skills.", new) % new
        messages.info(request, f"{words} {_('Check the levels, drop what is wrong, and save.')}")
    else:
        messages.info(request, _("We read no skill that is not on the list yet."))
    return read | levels

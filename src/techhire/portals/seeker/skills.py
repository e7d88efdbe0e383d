"""My skills, each with its word; and two ways to add one."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.skills.queries import search_skills
from techhire.plays.seekers.queries import skill_lines
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

A_PAGE = 40


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Every skill with something behind it, and a search for more."""
    lines = skill_lines(request.actor, seeker)
    words = request.GET.get("q", "").replace("\x00", "")[:80]
    have = {line.skill.pk for line in lines}
    shown = {
        "section": "seeker:home",
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
        "total": len(lines),
        "words": words,
        "found": [
            {"skill": row, "have": row.pk in have}
            for row in search_skills(words, 20, community=request.community)
        ],
    }
    return render(request, "seeker/skills.html", shown)

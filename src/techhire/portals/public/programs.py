"""Training for anybody: a list with next starts and cost, and one program with its markup for search engines."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.plays.providers.queries import (
    coming_cohorts,
    listed_programs,
    program_at,
    starts_of,
    taught_by,
    taught_here,
)
from techhire.plays.providers.words import ProgramState
from techhire.portals.layout.request import Request
from techhire.portals.public.program_markup import program_markup

PAGE = 20


@require_GET
def programs(request: Request) -> HttpResponse:
    """Listed programs, narrowed by words, by a skill, to free ones or to online ones."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    skills = list(taught_here(request.community))
    skill = next((row for row in skills if row.code == request.GET.get("skill")), None)
    free, online = request.GET.get("free") == "1", request.GET.get("online") == "1"
    found = listed_programs(request.community, words=words, skill=skill, free=free, online=online)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    starts = starts_of([program.pk for program in page], request.today)
    context: dict[str, Any] = {
        "page": page,
        "rows": [(p, starts.get(p.pk), p.is_stale(request.now)) for p in page],
        "words": words,
        "skills": skills,
        "skill": skill,
        "free": free,
        "online": online,
    }
    return render(request, "public/programs.html", context)


@require_GET
def program(request: Request, organization: str, slug: str) -> HttpResponse:
    """One program: what people can do after it, how long, what it costs, when it starts."""
    found = program_at(request.actor, organization, slug)
    if found is None:
        raise Http404
    lines = list(taught_by(found))
    is_listed = found.state == ProgramState.LISTED
    cohorts = coming_cohorts(found, request.today) if is_listed else []
    context: dict[str, Any] = {
        "program": found,
        "lines": lines,
        "cohorts": cohorts,
        "is_listed": is_listed,
        "is_stale": found.is_stale(request.now),
        "markup": program_markup(request, found, lines, cohorts) if is_listed else "",
    }
    return render(request, "public/program.html", context)

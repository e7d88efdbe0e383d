"""The skill library for anybody: found by plain words, one skill explained with its levels."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from techhire.commons.skills.queries import (
    alignments_of,
    anchors_for,
    credentials_naming,
    find_skills,
    kinds_in_use,
    other_names,
    roles_asking,
    skill_at,
    skills_in_bulk,
    under,
)
from techhire.commons.skills.words import SkillState
from techhire.portals.layout.request import Request

PAGE = 30
CREDENTIALS = 12


@require_GET
def skills(request: Request) -> HttpResponse:
    """Skills in use here, closest names first."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    kinds = kinds_in_use()
    kind = request.GET.get("kind", "")
    kind = kind if kind in dict(kinds) else ""
    found = find_skills(words, community=request.community, kind=kind, language=(get_language() or "")[:2])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = skills_in_bulk(request.community.pk if request.community else None, page.object_list)
    shown = {
        "section": "public:skills",
        "words": words,
        "kind": kind,
        "kinds": kinds,
        "page": page,
        "rows": [rows[pk] for pk in page.object_list if pk in rows],
    }
    return render(request, "public/skills.html", shown)


@require_GET
def skill(request: Request, code: str) -> HttpResponse:
    """One skill: what it means, what each level looks like, which roles ask for it."""
    found = skill_at(request.community, code)
    if found is None:
        raise Http404
    shown = {
        "skill": found,
        "in_use": found.state == SkillState.PUBLISHED,
        "anchors": anchors_for(found),
        "names": other_names(found),
        "parent": found.parent if found.parent and found.parent.state == SkillState.PUBLISHED else None,
        "narrower": under(request.community, found),
        "roles": roles_asking(request.community, found),
        "credentials": credentials_naming(request.community, [found])[:CREDENTIALS],
        "ties": alignments_of(request.community.pk, found)[:40],
    }
    return render(request, "public/skill.html", shown)

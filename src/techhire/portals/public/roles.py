"""Job families for anybody: what an entry-level job of each kind asks for."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.skills.queries import (
    counted_roles,
    credentials_naming,
    licenses_for,
    occupation_activities,
    occupation_at,
    occupation_tasks,
    preparation_for,
    profile_lines,
    programs_for_occupation,
    role_known,
)
from techhire.commons.skills.words import Importance, Scheme, SkillState, When
from techhire.portals.layout.request import Request

PROGRAMS = 12
TASKS = 6
CREDENTIALS = 12


@require_GET
def roles(request: Request) -> HttpResponse:
    """Every job family with the number of skills a first job in it asks for."""
    return render(request, "public/roles.html", {"roles": counted_roles(request.community)})


@require_GET
def role(request: Request, slug: str) -> HttpResponse:
    """One family: needed on day one, a plus, learned on the job; its codes. A retired one says that it is."""
    found = role_known(request.community, slug)
    if found is None:
        raise Http404
    lines = list(profile_lines(found))
    first = [line for line in lines if line.when == When.DAY_ONE]
    essential = [line for line in first if line.importance == Importance.ESSENTIAL]
    detailed = occupation_at(found.onet_code, Scheme.ONET) if found.onet_code else None
    shown = {
        "role": found,
        "is_retired": found.state == SkillState.RETIRED,
        "activities": occupation_activities(detailed)[:TASKS] if detailed else [],
        "tasks": occupation_tasks(detailed)[:TASKS] if detailed else [],
        "preparation": preparation_for(detailed) if detailed else "",
        "essential": essential,
        "preferred": [line for line in first if line.importance != Importance.ESSENTIAL],
        "learned": [line for line in lines if line.when == When.LEARNED],
        "occupation": occupation_at(found.soc_code) if found.soc_code else None,
        "credentials": credentials_naming(request.community, [line.skill for line in essential])[
            :CREDENTIALS
        ],
        "licenses": licenses_for(found.soc_code) if found.soc_code else [],
        "programs": programs_for_occupation(found.soc_code)[:PROGRAMS] if found.soc_code else [],
    }
    return render(request, "public/role.html", shown)

"""Could I do this? Tap what you do at work now; see three open jobs and one next step. A code continues it later."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.commons.skills.queries import tasks_by_area
from techhire.plays.matches.actions.drafts import MOST, open_draft, save_draft
from techhire.plays.matches.queries import could_i
from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import is_too_often

TRIES, SECONDS = 20, 600
CODE_KEY = "could_i_code"


@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """Show what can be tapped; a POST opens what was kept under a code."""
    wrong = ""
    typed = request.POST.get("code", "")[:40]
    if request.method == "POST":
        try:
            return _open(request, typed)
        except Refused as refusal:
            wrong = str(refusal)
    chosen = _chosen(request)
    context = {
        "groups": tasks_by_area(),
        "chosen": set(chosen),
        "wrong": wrong,
        "typed": typed,
        "job": _job(request),
    }
    return render(request, "public/could_i.html", context)


@require_http_methods(["GET", "POST"])
def result(request: Request) -> HttpResponse:
    """Three jobs and one step for the tasks in the address; a POST keeps them under a code."""
    chosen = _chosen(request)
    language = get_language() or ""
    job = _job(request)
    found = (
        could_i(request.community, chosen, today=request.today, language=language, job=job)
        if chosen
        else None
    )
    if found is None or not found.tasks:
        messages.warning(request, _("Tap at least one thing you do."))
        return HttpResponseRedirect(_address("public:could_i", [], job))
    tasks = [task.slug for task in found.tasks]
    if request.method == "POST":
        return _keep(request, tasks, job)
    context: dict[str, Any] = {
        "found": found,
        "job": job,
        "code": request.session.pop(CODE_KEY, "") if CODE_KEY in request.session else "",
        "address": _address("public:could_i", tasks, job),
        "begin": _address("seeker:home", tasks, job),
    }
    return render(request, "public/could_i_result.html", context)


def _chosen(request: Request) -> list[str]:
    return sorted({slug[:80].replace("\x00", "") for slug in request.GET.getlist("task")[: MOST * 2]})[:MOST]


def _job(request: Request) -> str:
    """The identifier of the job somebody came from; empty where the address names none."""
    try:
        return str(UUID(request.GET.get("job", "")))
    except ValueError:
        return ""


def _open(request: Request, code: str) -> HttpResponse:
    if is_too_often(request, "could_i_code", limit=TRIES, seconds=SECONDS):
        raise Refused(_("Those were many codes in a short time. Please try again in ten minutes."))
    tasks = open_draft(request.community, code, now=request.now)
    return HttpResponseRedirect(_address("public:could_i_result", tasks))


def _keep(request: Request, tasks: list[str], job: str) -> HttpResponse:
    if is_too_often(request, "could_i_keep", limit=TRIES, seconds=SECONDS):
        messages.error(request, _("That was often in a short time. Please try again in ten minutes."))
    else:
        request.session[CODE_KEY] = save_draft(request.actor, request.community, tasks=tasks, now=request.now)
    return HttpResponseRedirect(_address("public:could_i_result", tasks, job))


def _address(name: str, tasks: list[str], job: str = "") -> str:
    query = [("task", slug) for slug in tasks] + ([("job", job)] if job else [])
    return f"{reverse(name)}?{urlencode(query)}" if query else reverse(name)

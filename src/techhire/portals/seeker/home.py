"""The person's first screen: what to do next, whether employers can find them, and the jobs that fit."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from techhire.commons.people.queries import account_of
from techhire.commons.permits import Refused
from techhire.commons.skills.queries import tasks_named
from techhire.plays.assessments.queries.asking import asks_about_self
from techhire.plays.assessments.queries.sittings import open_sitting, practice_for_skills
from techhire.plays.assessments.queries.test_days import day_at_hand
from techhire.plays.credentials.queries.offers import offers_of
from techhire.plays.matches.queries import jobs_for
from techhire.plays.matches.queries.messages import ending_unfound, waiting_messages
from techhire.plays.seekers.actions.claims import claim_tasks
from techhire.plays.seekers.actions.profile import create_seeker
from techhire.plays.seekers.queries import readiness_of, seeker_of, skill_lines, waits_for_answer
from techhire.portals.layout.guards import signed_in
from techhire.portals.layout.replying import answers, cards_of
from techhire.portals.layout.request import Request
from techhire.portals.seeker.asked_of_me import asked_of_me
from techhire.portals.seeker.came_for import keep_job, kept_job
from techhire.portals.seeker.profile_forms import STEPS

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill
    from techhire.plays.assessments.models import Assessment
    from techhire.plays.seekers.models import Seeker
    from techhire.plays.seekers.queries import Readiness

COUNTED = 200
MOST_BROUGHT = 60
"""Tasks somebody may bring along from the page anybody can open."""


@require_GET
@signed_in
def page(request: Request) -> HttpResponse:
    """The next step first; before there is a record, what opening one means."""
    seeker = seeker_of(request.actor)
    brought = tasks_named(request.GET.getlist("task")[:MOST_BROUGHT])
    keep_job(request, request.GET.get("job"))
    came_for = kept_job(request)
    if seeker is None:
        first = {"section": "seeker:home", "brought": brought, "came_for": came_for}
        return render(request, "seeker/start.html", first)
    ready = readiness_of(request.actor, seeker)
    jobs = jobs_for(request.actor, seeker, today=request.today, limit=COUNTED)
    lines = skill_lines(request.actor, seeker)
    told = [line.skill for line in lines if line.word == "claimed"]
    open_test = open_sitting(request.actor, seeker)
    at_hand = None if open_test else day_at_hand(request.actor, seeker, request.now)
    waiting = waiting_messages(request.actor, seeker)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "came_for": came_for,
        "open_test": open_test,
        "at_hand": at_hand,
        "next": "test" if open_test else "test_day" if at_hand else _next_step(seeker, ready),
        "practice": None if open_test else _practice(request, told),
        "fits": sum(job.group == 0 for job in jobs),
        "many": len(jobs) == COUNTED,
        "top": jobs[:3],
        "brought": urlencode([("task", task.slug) for task in brought]),
        "lines": lines,
        "asked": asked_of_me(request, seeker),
        "waits": waits_for_answer(request.actor, seeker),
        "cards": cards_of(waiting, request),
        "ending": len(ending_unfound(waiting)),
        "answers": answers(),
        "reply_to": reverse("seeker:messages"),
        "badges": len(offers_of(request.actor, seeker, request.now)),
        "asks_about_self": asks_about_self(request.actor, seeker),
        "only_told": bool(lines) and all(line.word == "claimed" for line in lines),
    }
    return render(request, "seeker/home.html", shown)


def _practice(request: Request, told: "list[Skill]") -> "Assessment | None":
    """A practice test for the first skill the person only told of that has one."""
    found = practice_for_skills(request.actor, [skill.pk for skill in told])
    return next((found[skill.pk] for skill in told if skill.pk in found), None)


def _next_step(seeker: "Seeker", ready: "Readiness") -> str:
    """The one thing to do now."""
    if not ready.has_skills:
        return "skills"
    if not ready.has_age or not ready.has_place or not seeker.zip_code:
        return "profile"
    return "steps" if seeker.found else "found"


@require_POST
@signed_in
def start(request: Request) -> HttpResponse:
    """Open the record and go to the first question; to the resume, where somebody brought what they tapped before."""
    account = account_of(request.actor)
    try:
        seeker = create_seeker(
            request.actor,
            account=account,
            name=account.name if account else "",
            language=(get_language() or "en")[:2],
            now=request.now,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("seeker:home")
    messages.success(request, _("Your record is open. Nobody can find you until you say so."))
    brought = tasks_named(request.POST.getlist("task")[:MOST_BROUGHT])
    if not brought:
        return redirect("seeker:profile_step", STEPS[0].slug)
    told = claim_tasks(request.actor, seeker, task_ids=[task.pk for task in brought], now=request.now)
    messages.success(request, ngettext("We added %d skill.", "We added %d skills.", told) % told)
    return redirect("seeker:resume")

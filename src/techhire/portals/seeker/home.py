"""The person's first screen: what to do next, whether employers can find them, and the jobs that fit."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from techhire.commons.people.queries import account_of
from techhire.commons.permits import Refused
from techhire.plays.matches.queries import jobs_for
from techhire.plays.seekers.actions.profile import create_seeker
from techhire.plays.seekers.queries import readiness_of, seeker_of, skill_lines
from techhire.portals.layout.guards import signed_in
from techhire.portals.seeker.profile_forms import STEPS

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker
    from techhire.plays.seekers.queries import Readiness

COUNTED = 200


@require_GET
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """The next step first; before there is a record, what opening one means."""
    seeker = seeker_of(request.actor)
    if seeker is None:
        return render(request, "seeker/start.html", {"section": "seeker:home"})
    ready = readiness_of(request.actor, seeker)
    jobs = jobs_for(request.actor, seeker, today=request.today, limit=COUNTED)
    lines = skill_lines(request.actor, seeker)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "next": _next_step(seeker, ready),
        "fits": sum(job.group == 0 for job in jobs),
        "many": len(jobs) == COUNTED,
        "top": jobs[:3],
        "lines": lines,
        "only_told": bool(lines) and all(line.word == "claimed" for line in lines),
    }
    return render(request, "seeker/home.html", shown)


def _next_step(seeker: "Seeker", ready: "Readiness") -> str:
    """The one thing to do now."""
    if not ready.has_skills:
        return "skills"
    if not ready.has_age or not ready.has_place or not seeker.zip_code:
        return "profile"
    return "steps" if seeker.found else "found"


@require_POST
@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Open the record and go to the first question."""
    account = account_of(request.actor)
    try:
        create_seeker(
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
    return redirect("seeker:profile_step", STEPS[0].slug)

"""The nearest steps that would open more jobs."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.matches.queries import NearMisses, Step, near_misses
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record
from techhire.portals.seeker.pictures import steps_picture

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Skills to show and programs to take, each with what it would open."""
    found = near_misses(request.actor, seeker, today=request.today, limit=8)
    labels = dict(LEVEL_CHOICES)
    shown = {
        "section": "seeker:home",
        "found": found,
        "picture": steps_picture(found),
        "steps": [(step, labels.get(step.level or 0, ""), _then(found, step)) for step in found.steps],
    }
    return render(request, "seeker/steps.html", shown)


def _then(found: NearMisses, step: Step) -> tuple[int, int]:
    """Jobs within reach after a step, as shown and if what was told is confirmed."""
    return found.open_now + step.gain_shown, found.open_if_confirmed + step.gain_if_confirmed

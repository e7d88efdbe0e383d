"""Show what you can do: the test under way, test days, live checks, practice by skill, and results so far."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.plays.assessments.queries.live import checks_asked_of
from techhire.plays.assessments.queries.sittings import offers_for, open_sitting, sittings_of
from techhire.plays.assessments.queries.test_days import days_for
from techhire.plays.seekers.queries import skill_lines
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

RESULTS = 3


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Tests of skills the person told of come first."""
    told = {line.skill.pk for line in skill_lines(request.actor, seeker) if line.word == "claimed"}
    offers = offers_for(request.actor, seeker)
    practice = [offer for offer in offers if offer.is_practice]
    practice.sort(key=lambda offer: offer.assessment.bank.skill_id not in told)
    shown = {
        "section": "seeker:home",
        "seeker": seeker,
        "days": days_for(request.actor, seeker, request.now),
        "checks": checks_asked_of(request.actor, seeker),
        "open": open_sitting(request.actor, seeker),
        "practice": practice,
        "told": told,
        "today": request.today,
        "at_home": [offer for offer in offers if not offer.is_practice],
        "results": list(sittings_of(request.actor, seeker)[:RESULTS]),
    }
    return render(request, "seeker/tests.html", shown)

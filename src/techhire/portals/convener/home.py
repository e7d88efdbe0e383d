"""The civic lead's first screen: what waits for an answer, and what is here."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import Kind
from techhire.commons.skills.queries import import_runs, library_counts, role_profiles, starter_framework
from techhire.commons.skills.words import ImportState
from techhire.plays.assessments.queries.banks import private_banks
from techhire.plays.assessments.queries.drift import drifting_items
from techhire.plays.assessments.queries.items import waiting_for_reader
from techhire.plays.concerns.queries import concerns_waiting
from techhire.plays.credentials.queries.outside import outside_waiting
from techhire.plays.marketplace.queries import open_postings
from techhire.plays.matches.queries import found_here, in_words, review_round
from techhire.plays.providers.queries import program_offers
from techhire.portals.convener.partners import partner_counts
from techhire.portals.convener.reviews import LOOKS_BACK
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.waiting import waiting_here


@require_GET
@sits_as(Kind.CIVIC)
def page(request: Request) -> HttpResponse:
    """Partners and skills that wait for a decision first, then the community in numbers."""
    community = request.community
    partners = partner_counts(request.actor)
    running = [ImportState.WAITING, ImportState.RUNNING]
    shown = {
        "section": "convener:home",
        "waits_here": waiting_here(request.actor),
        "organization": current_organization(request, Kind.CIVIC),
        "concerns": concerns_waiting(request.actor),
        "partners": partners,
        "library": library_counts(request.actor),
        "roles": role_profiles(community).count(),
        "postings": open_postings(community).count(),
        "programs": len(program_offers(community, request.today)),
        "people": in_words(found_here(community)),
        "to_read": len(waiting_for_reader(request.actor)),
        "drifting": drifting_items(request.actor),
        "banks": private_banks(request.actor).count(),
        "reviews": review_round(request.actor, today=request.today, since=request.now - LOOKS_BACK),
        "running": import_runs(request.actor).filter(state__in=running).count(),
        "outside": outside_waiting(request.actor).count(),
        "is_empty": starter_framework() is None,
        "may_write": request.actor.is_convener,
    }
    return render(request, "convener/home.html", shown | {"waits": _waits(shown)})


def _waits(shown: dict[str, Any]) -> bool:
    """Whether anything on the first screen asks for the civic lead."""
    asking = ("is_empty", "concerns", "to_read", "drifting", "outside", "running")
    counts = (shown["partners"].waiting, shown["library"].waiting, shown["reviews"].waiting)
    return any(counts) or any(shown[name] for name in asking)

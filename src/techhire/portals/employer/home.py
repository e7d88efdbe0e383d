"""The employer's first screen: what to do now, and how the postings are going."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.words import WAITING, Kind
from techhire.plays.marketplace.queries import postings_of
from techhire.plays.marketplace.words import PostingState
from techhire.plays.matches.queries import found_here, in_words, reviews_waiting
from techhire.plays.matches.queries.waiting import waiting_for
from techhire.portals.employer.alike import told_apart
from techhire.portals.layout.guards import current_organization, prepares_as
from techhire.portals.layout.waiting import waiting_here

OPEN = {PostingState.PUBLISHED, PostingState.PAUSED}
UNDER_WAY = {PostingState.DRAFT, PostingState.CHECKED}


@require_GET
@prepares_as(Kind.EMPLOYER)
def page(request: HttpRequest) -> HttpResponse:
    """Postings that need a decision first, then the ones under way, then the rest."""
    organization = current_organization(request, Kind.EMPLOYER)
    postings = list(postings_of(request.actor, organization)[:200])
    waiting = waiting_for(request.actor, [p for p in postings if p.state == PostingState.PUBLISHED])
    asking = reviews_waiting(request.actor, [p for p in postings if p.state in OPEN])
    apart = told_apart(postings, request.community.day_of)
    rows: list[dict[str, Any]] = [
        {
            "posting": p,
            "waiting": waiting.get(p.pk),
            "asking": asking.get(p.pk, 0),
            "apart": apart.get(p.pk, ""),
        }
        for p in postings
    ]
    waits = organization.state in WAITING
    context = {
        "waits": waits,
        "people": in_words(found_here(request.community)) if waits else "",
        "section": "employer:home",
        "waits_here": waiting_here(request.actor),
        "organization": organization,
        "open_rows": [row for row in rows if row["posting"].state in OPEN],
        "drafts": [row for row in rows if row["posting"].state in UNDER_WAY],
        "past": [row for row in rows if row["posting"].state not in OPEN | UNDER_WAY],
        "to_review": sum(w.undecided > 0 for w in waiting.values()),
        "asking": sum(asking.values()),
        "may_write": request.actor.prepares_for(organization.pk),
    }
    return render(request, "employer/home.html", context)

"""My badges: what I could get, what I have and who can see it, and credentials I brought from elsewhere."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.plays.credentials.queries.badges import REASONS, badges_of
from techhire.plays.credentials.queries.offers import offers_of
from techhire.plays.credentials.queries.outside import sent_by
from techhire.plays.credentials.words import LEVEL_WORDS
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Offers first, then badges, newest first, then what was brought from elsewhere."""
    offers = offers_of(request.actor, seeker, request.now)
    badges = list(badges_of(request.actor, seeker))
    shown = {
        "section": "seeker:home",
        "offers": [(offer, LEVEL_WORDS[offer.level]) for offer in offers],
        "badges": [(badge, REASONS.get(badge.reason, "")) for badge in badges if not badge.superseded_by_id],
        "earlier": [badge for badge in badges if badge.superseded_by_id],
        "sent": sent_by(request.actor, seeker),
        "now": request.now,
    }
    return render(request, "seeker/badges.html", shown)

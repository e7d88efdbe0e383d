"""A sign-in card for somebody without e-mail: shown once, to be printed or copied by hand."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from techhire.commons.permits import Refused
from techhire.plays.onramps.actions.cards import give_card
from techhire.portals.layout.request import Request
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload


@never_cache
@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Say what follows, then show the card in the person's language; it is kept nowhere, so nobody comes back to it."""
    shown = {
        "number": "",
        "code": "",
        "person": caseload.seeker.name,
        "card_language": caseload.seeker.language,
    }
    if request.method == "POST":
        try:
            number, code = give_card(request.actor, caseload.organization, caseload.seeker, now=request.now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            shown |= {"number": number, "code": code}
    return render(request, "onramp/card.html", around(request, caseload) | shown)

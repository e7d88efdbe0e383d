"""What employers wrote to somebody without a page of their own, read and answered together with the coach."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from techhire.plays.matches.queries.messages import messages_to
from techhire.plays.matches.rules import may_read_messages
from techhire.portals.layout.replying import answers, cards_of, reply, unsent
from techhire.portals.layout.request import Request
from techhire.portals.layout.staying import address_at
from techhire.portals.onramp.own import around, own_person

if TYPE_CHECKING:
    from techhire.plays.onramps.models import Caseload


@require_http_methods(["GET", "POST"])
@own_person
def page(request: Request, caseload: "Caseload") -> HttpResponse:
    """Somebody with an account reads and answers on their own page, so the coach is led back."""
    seeker = caseload.seeker
    verdict = may_read_messages(request.actor, seeker)
    back = address_at(caseload.organization_id, "onramp:person", seeker.code)
    if not verdict:
        messages.warning(request, str(verdict.reason))
        return redirect(back)
    written = messages_to(request.actor, seeker)
    cards = cards_of([one.message for one in written if one.is_waiting], request)
    if request.method == "POST" and reply(request, cards):
        return redirect(back)
    shown = {
        "cards": cards,
        "unsent": unsent(request, cards),
        "answers": answers(),
        "reply_to": request.get_full_path(),
        "others": [one for one in written if not one.is_waiting],
    }
    return render(request, "onramp/messages.html", around(request, caseload) | shown)

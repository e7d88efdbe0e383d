"""What employers wrote to me through the site, and my answers."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from techhire.plays.matches.queries.messages import messages_to
from techhire.portals.layout.replying import answers, cards_of, reply, unsent
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Those that wait with their answers, then the others with what became of them; a POST answers one."""
    written = messages_to(request.actor, seeker)
    cards = cards_of([one.message for one in written if one.is_waiting], request)
    if request.method == "POST" and reply(request, cards):
        return redirect("seeker:messages")
    shown = {
        "section": "seeker:home",
        "cards": cards,
        "unsent": unsent(request, cards),
        "answers": answers(),
        "reply_to": reverse("seeker:messages"),
        "others": [one for one in written if not one.is_waiting],
    }
    return render(request, "seeker/messages.html", shown)

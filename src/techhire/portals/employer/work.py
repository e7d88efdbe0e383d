"""Offering a work sample to somebody whose name is known, and interviewing them for the posting by a guide."""

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.portals.employer.finding import gone, met_here, own_posting
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.offering import interview, offer, offering
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID, pseudonym: str) -> HttpResponse:
    """Open once the name is known; a POST offers a work sample, or opens an interview for this posting."""
    posting = own_posting(request, identifier)
    met = met_here(request, posting, pseudonym)
    if met is None:
        return gone(request, posting)
    person = met.way.show(request.actor, posting, pseudonym, now=request.now)
    if person is None or person.known is None:
        raise Http404("The name of this person is not known here.")
    organization, seeker = posting.organization, met.seeker
    if request.method == "POST":
        try:
            if "guide" in request.POST:
                return redirect("account:interview", interview(request, organization, seeker, posting).pk)
            messages.success(request, offer(request, organization, seeker, posting))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    shown = {
        "section": "employer:home",
        "posting": posting,
        "back": met.address,
        "known": person.known,
        "offering": offering(request, organization, seeker, posting.pk, wanted=_wanted(posting)),
        "with_interviews": True,
    }
    return render(request, "employer/work.html", shown)


def _wanted(posting: "Posting") -> set[int]:
    """Ids of the skills the job asks for."""
    return set(posting.requirements.order_by().values_list("skill_id", flat=True))

"""People who asked to be read by a person: in no order, what each shows, yes, no or later beside it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.reviews import show_people_asking
from techhire.plays.matches.queries import seeker_asking
from techhire.plays.matches.words import Answer
from techhire.portals.employer.finding import own_posting
from techhire.portals.employer.shortlist import may_answer
from techhire.portals.layout.guards import sits_as
from techhire.portals.layout.request import Request

A_PAGE = 20


@require_http_methods(["GET", "POST"])
@sits_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Everybody who asked and still wants it; a POST answers for one of them."""
    posting = own_posting(request, identifier)
    if request.method == "POST":
        return _answer(request, posting)
    people = show_people_asking(request.actor, posting, now=request.now)
    waiting = [row for row in people if row.is_waiting]
    context = {
        "section": "employer:home",
        "posting": posting,
        "page": Paginator(waiting, A_PAGE).get_page(request.GET.get("page")),
        "waiting": len(waiting),
        "answered": [row for row in people if not row.is_waiting],
        "answers": Answer.choices,
        "can_answer": may_answer(request, posting),
    }
    return render(request, "employer/asked.html", context)


def _answer(request: Request, posting: Any) -> HttpResponse:
    here = reverse("employer:asked", args=[posting.identifier])
    pseudonym = request.POST.get("person", "")
    seeker = seeker_asking(request.actor, posting, pseudonym)
    if seeker is None:
        messages.warning(request, _("This person took the request back. Nothing was saved."))
        return redirect(here)
    try:
        decide(request.actor, posting, seeker, answer=request.POST.get("answer", ""), now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved for person %(name)s.") % {"name": pseudonym.upper()})
    return redirect(here)

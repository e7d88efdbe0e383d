"""What became of my requests to be read by a person."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from techhire.plays.matches.actions.reviews import withdraw_review
from techhire.plays.matches.queries import my_reviews
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

A_PAGE = 20


@require_http_methods(["GET", "POST"])
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Every request, newest first; a POST takes one back."""
    rows = my_reviews(request.actor, seeker)
    if request.method == "POST":
        mine = next((row for row in rows if str(row.request.pk) == request.POST.get("request")), None)
        if mine is None:
            raise Http404
        withdraw_review(request.actor, mine.request, now=request.now)
        messages.success(request, _("Taken back. This employer does not read you any more."))
        return redirect("seeker:reviews")
    at = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "seeker/reviews.html", {"section": "seeker:home", "seeker": seeker, "page": at})

"""Everybody who looked at me."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.plays.seekers.queries import who_looked
from techhire.plays.seekers.words import LOOKED_AT
from techhire.portals.layout.request import Request
from techhire.portals.seeker.own import own_record

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

A_PAGE = 40


@require_GET
@own_record
def page(request: Request, seeker: "Seeker") -> HttpResponse:
    """Newest first: when, who, what they saw and why."""
    at = Paginator(who_looked(request.actor, seeker), A_PAGE).get_page(request.GET.get("page"))
    rows = [{"record": row, "what": LOOKED_AT.get(row.what, row.what)} for row in at]
    return render(request, "seeker/who_looked.html", {"section": "seeker:home", "page": at, "rows": rows})

"""What is held about a person, who sees it, and how people are put in order: one plain page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from techhire.commons.communities.rules import allows_ranking
from techhire.portals.layout.request import Request


@require_GET
def page(request: Request) -> HttpResponse:
    """Say it in plain words."""
    return render(request, "public/privacy.html", {"ranking_on": bool(allows_ranking(request.community))})

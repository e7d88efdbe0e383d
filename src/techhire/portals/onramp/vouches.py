"""How our vouches turned out."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.portals.layout.guards import current_organization, sits_as
from techhire.portals.layout.request import Request
from techhire.portals.layout.vouch_record import vouch_record


@require_http_methods(["GET", "POST"])
@sits_as(Kind.ONRAMP)
def page(request: Request) -> HttpResponse:
    """The record of the organization the person works for."""
    return vouch_record(request, current_organization(request, Kind.ONRAMP), "onramp:home")

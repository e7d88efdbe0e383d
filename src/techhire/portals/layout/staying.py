"""Pages of one organization lead to each other with it named, for people who work for several of its kind."""

from django.http import HttpResponseRedirect
from django.urls import reverse


def address_at(organization_id: int, page: str, /, *args: object) -> str:
    """The address of a page, with the organization it shows: what ``current_organization`` reads again."""
    return f"{reverse(page, args=args)}?organization={organization_id}"


def lead_to(organization_id: int, page: str, /, *args: object) -> HttpResponseRedirect:
    """Lead there after a form was sent."""
    return HttpResponseRedirect(address_at(organization_id, page, *args))

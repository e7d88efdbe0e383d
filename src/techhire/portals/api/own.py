"""The token's own record of somebody who looks for work."""

from typing import TYPE_CHECKING

from django.http import Http404

from techhire.plays.seekers.queries import seeker_of
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker


def own_record(request: Request) -> "Seeker":
    """The record, or 404 where the account has none in this community."""
    seeker = seeker_of(request.actor)
    if seeker is None:
        raise Http404
    return seeker

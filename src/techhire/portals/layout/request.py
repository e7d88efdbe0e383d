"""A request as views get it: what the middleware of this folder has put on it stands in its type."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from techhire.commons.communities.models import Community
    from techhire.commons.permits import Actor


class Request(HttpRequest):
    """Never made by us: Django's own request, with the attributes that `middleware.py` sets.

    `token_id` is there where a token of the API was sent.
    """

    community: "Community"
    actor: "Actor"
    now: datetime
    today: date
    token_id: int

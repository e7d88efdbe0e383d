"""Finding the posting a page is about, among those of the employer a person works for."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from techhire.plays.marketplace.queries import posting_by_identifier

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting

STEPS = ("post", "check", "requirements", "details", "posting")


def own_posting(request: HttpRequest, identifier: uuid.UUID) -> "Posting":
    """The posting, or "not found" where it belongs to somebody else."""
    found = posting_by_identifier(request.actor, identifier)
    if found is None or not request.actor.belongs_to(found.organization_id):
        raise Http404
    return found

"""The job somebody came from before they had a record here: kept for them until they have looked how they fit it."""

from typing import TYPE_CHECKING

from techhire.plays.marketplace.queries import posting_by_identifier
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting

_KEY = "came_for"


def keep_job(request: Request, identifier: object) -> None:
    """Keep the job at an address for this visit; what is no job the person may see is not kept."""
    posting = posting_by_identifier(request.actor, str(identifier)) if identifier else None
    if posting is not None:
        request.session[_KEY] = str(posting.identifier)


def kept_job(request: Request) -> "Posting | None":
    """The job somebody came from and has not looked at since; None where there is none, or it is not open any more."""
    identifier = request.session.get(_KEY)
    return posting_by_identifier(request.actor, identifier) if identifier else None


def has_seen(request: Request, posting: "Posting") -> None:
    """Forget the job once its page was opened."""
    if request.session.get(_KEY) == str(posting.identifier):
        del request.session[_KEY]

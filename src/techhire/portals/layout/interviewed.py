"""For which job somebody is interviewed, wherever interviews are listed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from techhire.plays.marketplace.queries import postings_told
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Interview
    from techhire.plays.marketplace.models import Posting


def with_jobs(
    request: Request, interviews: "Iterable[Interview]"
) -> "list[tuple[Interview, Posting | None]]":
    """Each with the job it is for, None where it is for none. One query for all jobs."""
    rows = list(interviews)
    told = postings_told(request.actor, [row.posting_id for row in rows])
    return [(row, told.get(row.posting_id or 0)) for row in rows]

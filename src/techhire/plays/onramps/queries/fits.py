"""How many open jobs fit each person of a caseload, and how many of them are new."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from techhire.engines.matching import Reason, Sight, why_not
from techhire.plays.matches.bridge import filters_of, postings_laid_out, reach_table
from techhire.plays.onramps.queries.people import CaseloadRow
from techhire.plays.seekers.models import EmployerBlock

NEW_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Fits:
    """Open jobs whose essentials a person shows and that nothing keeps away; ``new`` came in the last seven days."""

    open: int
    new: int


def fits_of(rows: Iterable[CaseloadRow], now: datetime) -> dict[int, Fits]:
    """Counts by seeker id, for people the caller may see. A constant number of queries."""
    people = {row.caseload.seeker_id: row for row in rows}
    if not people:
        return {}
    community_id = next(iter(people.values())).caseload.seeker.community_id
    laid_out = postings_laid_out(community_id)
    if not laid_out.postings:
        return {pk: Fits(0, 0) for pk in people}
    blocked: dict[int, set[int]] = defaultdict(set)
    blocks = EmployerBlock.objects.filter(seeker_id__in=people)
    for seeker_id, organization_id in blocks.values_list("seeker_id", "organization_id"):
        blocked[seeker_id].add(organization_id)
    sight = Sight(laid_out.needs, reach_table())
    counts = {}
    for pk, row in people.items():
        standing = sight.standing(row.codes)
        filters = filters_of(row.caseload.seeker)
        fitting = [
            posting
            for at, posting in enumerate(laid_out.postings)
            if standing.group[at] == 0
            and standing.fit[at] > 0
            and posting.organization_id not in blocked[pk]
            and set(why_not(filters, laid_out.needs.needs[at])) <= {Reason.HIDDEN}
        ]
        new = sum(p.published_at is not None and now - p.published_at <= NEW_FOR for p in fitting)
        counts[pk] = Fits(len(fitting), new)
    return counts

"""How far people are along the essential skills of a posting: counts that single nobody out."""

from dataclasses import dataclass

from techhire.commons.permits import Actor, require
from techhire.engines.disclosure_control import SharedCount, share_count
from techhire.engines.matching import people_by_lacks
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import hidden_from, people_now, reach_table
from techhire.plays.matches.queries.shortlists import asked_of
from techhire.plays.matches.rules import may_see_shortlist


@dataclass(frozen=True)
class Along:
    """About how many people show just so many of the essential skills."""

    shown: int
    of: int
    count: SharedCount


def along_essentials(actor: Actor, posting: Posting) -> list[Along]:
    """People whose place, hours, pay and start match, by the essential skills they show, from all of them to none.

    Every count is rounded, or hidden where it is small. Nothing where one essential skill or none is asked, or where so
    few people are counted that their number is hidden. One query.
    """
    require(may_see_shortlist(actor, posting))
    need = asked_of(posting)
    essentials = int(need.essential.sum())
    if essentials < 2:
        return []
    served = people_now(posting.community_id)
    shut = tuple(hidden_from(posting.organization_id))
    counts = people_by_lacks(served.people, need, reach_table(), overlay=served.overlay, blocked=shut)
    if share_count(sum(counts)).value is None:
        return []
    return [Along(essentials - lacks, essentials, share_count(n)) for lacks, n in enumerate(counts)]

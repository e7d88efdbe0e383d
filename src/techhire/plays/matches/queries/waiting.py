"""Which postings have people an employer has not looked at yet, for its first screen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import people_now, reach_table
from techhire.plays.matches.bridge.rows import need_of
from techhire.plays.matches.models import Decision
from techhire.plays.matches.rules import may_see_shortlist
from techhire.plays.seekers.models import EmployerBlock

LOOKED_AT = 5


@dataclass(frozen=True)
class Waiting:
    """Among the first five people of a posting: those without an answer yet, and the answers so far."""

    undecided: int
    yes: int
    no: int
    later: int


def waiting_for(actor: Actor, postings: Iterable[Posting]) -> dict[int, Waiting]:
    """Counts for these postings of the actor's own employer. A constant number of queries."""
    from techhire.engines.matching import rank

    mine = [posting for posting in postings if may_see_shortlist(actor, posting)]
    if not mine:
        return {}
    blocked: dict[int, list[int]] = defaultdict(list)
    blocks = EmployerBlock.objects.filter(organization_id__in={p.organization_id for p in mine})
    for organization_id, seeker_id in blocks.values_list("organization_id", "seeker_id"):
        blocked[organization_id].append(seeker_id)
    answers: dict[int, dict[int, str]] = defaultdict(dict)
    decisions = Decision.objects.filter(posting__in=mine)
    for posting_id, seeker_id, answer in decisions.values_list("posting_id", "seeker_id", "answer"):
        answers[posting_id][seeker_id] = answer
    served = people_now(mine[0].community_id)
    counts = {}
    for posting in mine:
        shut = tuple(sorted(blocked[posting.organization_id]))
        need = need_of(posting)
        first = rank(served.people, need, reach_table(), LOOKED_AT, overlay=served.overlay, blocked=shut)
        given = answers[posting.pk]
        tally = Counter(given.values())
        open_ones = sum(pk not in given for pk in first.person_ids.tolist())
        counts[posting.pk] = Waiting(open_ones, tally["yes"], tally["no"], tally["later"])
    return counts

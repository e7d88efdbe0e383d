"""Every open posting's list at once, as a nightly run makes them: the same lists as one shortlist after another."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from techhire.commons.permits import Actor, require
from techhire.engines.matching import Batch, Needs, People, ReachTable
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import build_people, postings_laid_out, reach_table
from techhire.plays.matches.queries.shortlists import pseudonym_of
from techhire.plays.matches.rules import may_rank, may_rank_everything
from techhire.plays.seekers.models import EmployerBlock

Ranker = Callable[[People, Needs, ReachTable, int], Batch]
"""Ranks people for many postings: in this process, or somewhere else that runs the same kernel."""


@dataclass(frozen=True)
class ListedPerson:
    """Somebody without a name on the list of one posting; ``place`` counts from 1."""

    posting: Posting
    place: int
    pseudonym: str
    group: int
    fit: float


def every_shortlist(
    actor: Actor, community_id: int, /, *, size: int, rank_all: Ranker
) -> Iterator[ListedPerson]:
    """The first ``size`` people of every open posting that may be ranked, read from the database as it is now.

    Who hides from an employer is taken off after ranking, so the ranking asks for as many more people as hide from
    any one employer.
    """
    require(may_rank_everything(actor, community_id))
    laid_out = postings_laid_out(community_id)
    open_ones = [at for at, posting in enumerate(laid_out.postings) if may_rank(posting)]
    hidden = _hidden(community_id)
    most = max(map(len, hidden.values()), default=0)
    needs = Needs.of([laid_out.needs.needs[at] for at in open_ones])
    found = rank_all(build_people(community_id), needs, reach_table(), size + most)
    for number, at in enumerate(open_ones):
        posting, rows = laid_out.postings[at], found.of(number)
        out: set[int] = hidden.get(posting.organization_id, set())
        columns = (found.person_ids[rows], found.group[rows], found.fit[rows])
        kept = [row for row in zip(*(c.tolist() for c in columns), strict=True) if row[0] not in out]
        for place, (person, group, fit) in enumerate(kept[:size], 1):
            yield ListedPerson(posting, place, pseudonym_of(posting.pk, person), group, fit)


def _hidden(community_id: int) -> dict[int, set[int]]:
    rows = EmployerBlock.objects.filter(organization__community_id=community_id)
    hidden: dict[int, set[int]] = defaultdict(set)
    for organization_id, seeker_id in rows.values_list("organization_id", "seeker_id"):
        hidden[organization_id].add(seeker_id)
    return dict(hidden)

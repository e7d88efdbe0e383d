"""Who stands before and after somebody on a shortlist, so that people can be read in a row."""

from dataclasses import dataclass

from techhire.commons.permits import Actor, require
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.models import Decision
from techhire.plays.matches.queries.shortlists import SIZE, in_sight, pseudonym_of, shown_before
from techhire.plays.matches.rules import may_see_shortlist


@dataclass(frozen=True)
class Beside:
    """A place in the order of the list, counted from 1, and the made-up names around it; empty where there is nobody.

    ``undecided`` is the next person without an answer, looked for downward and then from the top; ``left`` counts
    those without an answer, the person at this place aside. ``place`` is 0 for somebody no longer on the list.
    """

    place: int
    of: int
    before: str
    after: str
    undecided: str
    left: int


def beside(actor: Actor, posting: Posting, pseudonym: str, /) -> Beside:
    """The neighbors of one person, among those this employer was shown already: nobody new is revealed."""
    require(may_see_shortlist(actor, posting))
    ranking, there = in_sight(actor, posting, SIZE)
    shown = there & shown_before(posting)
    ids = [pk for pk in ranking.person_ids.tolist() if pk in shown]
    answered = set(
        Decision.objects.filter(posting=posting, seeker_id__in=ids).values_list("seeker_id", flat=True)
    )
    names = [pseudonym_of(posting.pk, pk) for pk in ids]
    at = names.index(pseudonym) if pseudonym in names else -1
    around = [*range(at + 1, len(ids)), *range(at)]
    open_ones = [names[one] for one in around if ids[one] not in answered]
    return Beside(
        place=at + 1,
        of=len(names),
        before=names[at - 1] if at > 0 else "",
        after=names[at + 1] if 0 <= at < len(names) - 1 else "",
        undecided=open_ones[0] if open_ones else "",
        left=len(open_ones),
    )

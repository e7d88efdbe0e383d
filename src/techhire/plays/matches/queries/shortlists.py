"""Who fits a posting: an ordered, explained list of people who chose to be found, without names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from techhire.commons.permits import Actor, require
from techhire.commons.vault import fingerprint
from techhire.engines.disclosure_control import SharedCount, share_count
from techhire.engines.matching import Ranking, rank
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import need_of, people_now, reach_table
from techhire.plays.matches.bridge.snapshots import findable
from techhire.plays.matches.models import Decision, Unmasking
from techhire.plays.matches.queries.lines import Line, fit_words, lines_of, shows
from techhire.plays.matches.rules import may_see_shortlist
from techhire.plays.seekers.models import AccessRecord, EmployerBlock, Seeker
from techhire.plays.seekers.queries import codes_of

WHAT = "shortlist"
TRIES = 5


@dataclass(frozen=True)
class ShortlistRow:
    """One person without a name: rank, fit in words, what is shown, and what the employer said so far."""

    seeker_id: int
    pseudonym: str
    place: int
    equal: bool
    group: int
    fit: float
    words: Promise
    shows: int
    of: int
    lines: list[Line]
    answer: str
    unmasked: bool


@dataclass(frozen=True)
class Shortlist:
    """The list, and how many people there are in all, rounded so that nobody can be singled out."""

    rows: list[ShortlistRow]
    tied_beyond: int
    considered: SharedCount
    filtered: SharedCount

    @property
    def fully(self) -> int:
        """How many of those shown lack no essential skill."""
        return sum(row.group == 0 for row in self.rows)


def pseudonym_of(posting_id: int, seeker_id: int) -> str:
    """A stable name for one person in one posting that says nothing about either."""
    mark = fingerprint(f"{posting_id}:{seeker_id}", purpose="pseudonym")
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    number = int(mark[:20], 16)
    letters = []
    for _unused in range(6):
        number, rest = divmod(number, len(alphabet))
        letters.append(alphabet[rest])
    return "".join(letters)


def shortlist(actor: Actor, posting: Posting, /, *, now: datetime, size: int = 50) -> Shortlist:
    """The first ``size`` people for a posting. Being found and blocks are checked in the database on the final rows."""
    require(may_see_shortlist(actor, posting))
    ranking = ranked(posting, size)
    people = {s.pk: s for s in Seeker.objects.filter(pk__in=ranking.person_ids.tolist())}
    codes = codes_of(people)
    answers = dict(Decision.objects.filter(posting=posting).values_list("seeker_id", "answer"))
    unmasked = set(Unmasking.objects.filter(posting=posting).values_list("seeker_id", flat=True))
    threshold = float(posting.community.interview_threshold)
    rows = []
    for at, pk in enumerate(ranking.person_ids.tolist()):
        lines = lines_of(posting, codes.get(pk, {}))
        shown, of = shows(lines)
        group, fit = int(ranking.group[at]), float(ranking.fit[at])
        rows.append(
            ShortlistRow(
                seeker_id=pk,
                pseudonym=pseudonym_of(posting.pk, pk),
                place=int(ranking.place[at]),
                equal=bool(ranking.equal[at]),
                group=group,
                fit=fit,
                words=fit_words(group, fit, threshold),
                shows=shown,
                of=of,
                lines=lines,
                answer=answers.get(pk, ""),
                unmasked=pk in unmasked,
            )
        )
    considered = ranking.counted.considered if ranking.counted else 0
    filtered = ranking.counted.filtered if ranking.counted else 0
    return Shortlist(rows, ranking.tied_beyond, share_count(considered), share_count(filtered))


def ranked(posting: Posting, size: int) -> Ranking:
    """The ranking over stored values; people who vanished since are taken out and the list is filled up again."""
    need, table = need_of(posting), reach_table()
    blocked = set(
        EmployerBlock.objects.filter(organization_id=posting.organization_id).values_list(
            "seeker_id", flat=True
        )
    )
    for _unused in range(TRIES):
        served = people_now(posting.community_id)
        ranking = rank(
            served.people, need, table, size, overlay=served.overlay, blocked=tuple(sorted(blocked))
        )
        ids = ranking.person_ids.tolist()
        there = set(findable(posting.community_id).filter(pk__in=ids).values_list("pk", flat=True))
        gone = set(ids) - there
        if not gone:
            return ranking
        blocked |= gone
    return rank(served.people, need, table, size, overlay=served.overlay, blocked=tuple(sorted(blocked)))


def seeker_behind(actor: Actor, posting: Posting, pseudonym: str) -> Seeker | None:
    """The person behind a pseudonym, among those whom this posting's employer was shown."""
    require(may_see_shortlist(actor, posting))
    shown = AccessRecord.objects.filter(posting_id=posting.pk, what=WHAT).values_list("seeker_id", flat=True)
    for pk in set(shown):
        if pseudonym_of(posting.pk, pk) == pseudonym:
            return Seeker.objects.filter(pk=pk, community_id=posting.community_id).first()
    return None


def seekers_in(rows: Iterable[ShortlistRow]) -> list[int]:
    """Ids of the people on a list, for the access record."""
    return [row.seeker_id for row in rows]

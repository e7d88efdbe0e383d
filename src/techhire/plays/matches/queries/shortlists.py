"""Who fits a posting: an ordered, explained list of people who chose to be found, without names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from django.utils.functional import Promise

from techhire.commons.permits import Actor, require
from techhire.commons.skills.words import Importance, When
from techhire.commons.vault import fingerprint
from techhire.engines.disclosure_control import SharedCount, share_count
from techhire.engines.matching import Need, Ranking, rank
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import may_see_posting
from techhire.plays.marketplace.words import PostingState
from techhire.plays.matches.bridge import (
    findable,
    hidden_from,
    need_of,
    people_with,
    ranking_now,
    reach_table,
)
from techhire.plays.matches.models import Decision, Unmasking
from techhire.plays.matches.queries.behind import kinds_behind, told_by
from techhire.plays.matches.queries.lines import Ahead, Line, fit_words, further_ahead, lines_of, shows
from techhire.plays.matches.queries.marks import live_marks, marked
from techhire.plays.matches.rules import may_see_shortlist, was_shown
from techhire.plays.matches.words import SHORTLIST
from techhire.plays.seekers.models import AccessRecord, Seeker
from techhire.plays.seekers.queries import codes_of
from techhire.plays.seekers.rules import may_see_seeker

TRIES = 5
SIZE = 50
"""People on a shortlist, at most."""
FURTHER = 2
"""From this group on several essential skills are not yet shown."""


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
    ahead: tuple[Ahead, ...] = ()
    """In which skills this person is furthest ahead of the next one, where both show as many essential skills."""

    @property
    def lacks(self) -> list[Line]:
        """Essential day-one skills that are neither proven nor likely."""
        return [
            x
            for x in self.lines
            if x.when == When.DAY_ONE and x.importance == Importance.ESSENTIAL and not x.is_met
        ]


@dataclass(frozen=True)
class Shortlist:
    """The list, and how many people there are in all, rounded so that nobody can be singled out.

    Before a posting is published for the first time there are counts and no ``rows``: that ``is_preview``.
    """

    rows: list[ShortlistRow]
    tied_beyond: int
    considered: SharedCount
    filtered: SharedCount
    is_preview: bool = False

    @property
    def near(self) -> list[ShortlistRow]:
        """Those who show every essential skill, or all but one."""
        return [row for row in self.rows if row.group < FURTHER]

    @property
    def further(self) -> list[ShortlistRow]:
        """Those who have several essential skills to go."""
        return [row for row in self.rows if row.group >= FURTHER]

    @property
    def fully(self) -> int:
        """How many of those shown lack no essential skill."""
        return sum(row.group == 0 for row in self.rows)

    @property
    def goes_on(self) -> bool:
        """Whether there may be more who lack none: the list is full of them."""
        return self.fully >= SIZE


def pseudonym_of(posting_id: int, seeker_id: int) -> str:
    """A stable name for one person in one posting that says nothing about either."""
    return letters_of(fingerprint(f"{posting_id}:{seeker_id}", purpose="pseudonym"))


def letters_of(mark: str) -> str:
    """Six letters and digits nobody mistakes for each other, from a fingerprint."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    number = int(mark[:20], 16)
    letters = []
    for _unused in range(6):
        number, rest = divmod(number, len(alphabet))
        letters.append(alphabet[rest])
    return "".join(letters)


def shortlist(actor: Actor, posting: Posting, /, *, now: datetime, size: int = SIZE) -> Shortlist:
    """The first ``size`` people for a posting. Being found and blocks are checked in the database on the final rows.

    Cards come with the job open to everybody. A draft has none, else it could be changed until it shows one person; a
    posting out of the public's sight shows nobody it had not shown before.
    """
    require(may_see_shortlist(actor, posting))
    ranking, there = in_sight(actor, posting, size)
    rows = rows_of(posting, ranking, there, lambda pk: pseudonym_of(posting.pk, pk))
    ids = [row.seeker_id for row in rows]
    answers = dict(
        Decision.objects.filter(posting=posting, seeker_id__in=ids).values_list("seeker_id", "answer")
    )
    unmasked = set(
        Unmasking.objects.filter(posting=posting, seeker_id__in=ids).values_list("seeker_id", flat=True)
    )
    marks = live_marks(actor, posting, unmasked)
    kinds = kinds_behind(ids, [line.skill_id for line in posting.requirements.all()])
    rows = [
        replace(
            row,
            lines=told_by(marked(row.lines, marks.get(row.seeker_id, {})), kinds.get(row.seeker_id, {})),
            answer=answers.get(row.seeker_id, ""),
            unmasked=row.seeker_id in unmasked,
        )
        for row in rows
    ]
    whole = ranking if posting.state == PostingState.PUBLISHED else ranked(posting, size)[0]
    counted = whole.counted
    return Shortlist(
        rows,
        ranking.tied_beyond,
        share_count(counted.considered),
        share_count(counted.filtered),
        is_preview=posting.published_at is None and not actor.is_system,
    )


def in_sight(actor: Actor, posting: Posting, size: int) -> tuple[Ranking, set[int]]:
    """As ``ranked``, of whom this posting shows at the moment: out of the public's sight, those it showed before.

    The operator's commands rank everybody, an ad that is no posting yet included.
    """
    if actor.is_system or posting.state == PostingState.PUBLISHED:
        return ranked(posting, size)
    known = people_with(posting.community_id, sorted(shown_before(posting)))
    shut = tuple(hidden_from(posting.organization_id))
    ranking = rank(known, asked_of(posting), reach_table(), size, blocked=shut)
    return ranking, set(ranking.person_ids.tolist())


def is_seen(actor: Actor, seeker: Seeker, posting: Posting) -> bool:
    """Whether the posting's employer can read a found person's skills for it: on its list now, or on it before.

    For the person; being found, blocks of employers and whether anybody is put in order are told apart before.
    """
    require(may_see_seeker(actor, seeker))
    require(may_see_posting(actor, posting))
    if was_shown(posting, seeker):
        return True
    return posting.state == PostingState.PUBLISHED and seeker.pk in ranked(posting, SIZE)[1]


def shown_before(posting: Posting) -> set[int]:
    """Ids of the people the posting showed to its employer; none before it is published for the first time."""
    records = AccessRecord.objects.filter(
        organization_id=posting.organization_id, posting_id=posting.pk, what=SHORTLIST
    )
    return set(records.values_list("seeker_id", flat=True)) if posting.published_at else set()


def rows_of(
    posting: Posting, ranking: Ranking, there: set[int], name_of: Callable[[int], str]
) -> list[ShortlistRow]:
    """Those of a ranking who can be found, in order and explained; ``name_of`` makes up the name of a person by id."""
    codes = codes_of(there)
    threshold = float(posting.community.interview_threshold)
    rows = []
    for at, pk in enumerate(ranking.person_ids.tolist()):
        if pk not in there:
            continue
        lines = lines_of(posting, codes.get(pk, {}))
        shown, of = shows(lines)
        group, fit = int(ranking.group[at]), float(ranking.fit[at])
        rows.append(
            ShortlistRow(
                seeker_id=pk,
                pseudonym=name_of(pk),
                place=int(ranking.place[at]),
                equal=bool(ranking.equal[at]),
                group=group,
                fit=fit,
                words=fit_words(group, fit, threshold),
                shows=shown,
                of=of,
                lines=lines,
                answer="",
                unmasked=False,
            )
        )
    return _told_apart(rows)


def _told_apart(rows: list[ShortlistRow]) -> list[ShortlistRow]:
    """Each person with the skills that put them before the next one."""
    told = []
    for row, following in zip_longest(rows, rows[1:]):
        beside = following is not None and following.group == row.group and not row.equal
        told.append(replace(row, ahead=tuple(further_ahead(row.lines, following.lines))) if beside else row)
    return told


def asked_of(posting: Posting) -> Need:
    """What the ranking asks. A draft asks nothing of pay: changed step by step it would tell somebody's pay floor."""
    need = need_of(posting)
    return need if posting.published_at else replace(need, pay_max=None)


def ranked(posting: Posting, size: int) -> tuple[Ranking, set[int]]:
    """The ranking over stored values, and who on it can be found at this moment: nobody else may be shown.

    People who vanished since the rows were read are taken out and the list is filled up again.
    """
    need = asked_of(posting)
    hidden = hidden_from(posting.organization_id)
    shut = set(hidden)
    for _unused in range(TRIES):
        ranking = ranking_now(posting.community_id, need, size, shut)
        ids = ranking.person_ids.tolist()
        here = findable(posting.community_id).filter(pk__in=ids).exclude(pk__in=hidden)
        there = set(here.values_list("pk", flat=True))
        gone = set(ids) - there
        if not gone:
            break
        shut |= gone
    return ranking, there


def seeker_behind(actor: Actor, posting: Posting, pseudonym: str) -> Seeker | None:
    """The person behind a pseudonym, among those this employer was shown for the posting and who are still found."""
    require(may_see_shortlist(actor, posting))
    for pk in shown_before(posting):
        if pseudonym_of(posting.pk, pk) == pseudonym:
            here = findable(posting.community_id).exclude(pk__in=hidden_from(posting.organization_id))
            return here.select_related("community").filter(pk=pk).first()
    return None


def seekers_in(rows: Iterable[ShortlistRow]) -> list[int]:
    """Ids of the people on a list, for the access record."""
    return [row.seeker_id for row in rows]

"""What a supervised test may do for a person's place with one posting, as a coarse chance and never as a promise.

Every outcome the evidence engine holds possible is put beside the first people of the day's snapshot, who stay as they
are. Only a chance in words leaves: no place, no number of people, and nothing where fewer than ten others are in order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import Importance, When
from techhire.engines import evidence
from techhire.engines.disclosure_control import MINIMUM
from techhire.engines.matching import Need, fit_one, rank
from techhire.plays.assessments.queries.sittings import supervised_for_skills
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import may_see_posting
from techhire.plays.marketplace.words import PostingState
from techhire.plays.matches.bridge import hidden_from, need_of, people_of_the_day, reach_table
from techhire.plays.matches.queries.jobs import blocked_employers, reasons_against
from techhire.plays.matches.queries.lines import Line
from techhire.plays.matches.queries.notice import ranking_notice
from techhire.plays.matches.queries.steps import pieces_of
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import codes_of
from techhire.plays.seekers.rules import may_see_seeker

FIRST = 5
"""People among whom one would like to be."""
TESTS = 3
"""Tests looked at for one posting, at most."""
POINTS = 41
"""Levels a test may report that are tried: finer than any chance that is told."""
A_DAY, A_WHILE = 24 * 3600, 600

CHANCES: tuple[tuple[float, str, Promise], ...] = (
    (0.40, "half", _("about 1 in 2, or better")),
    (0.175, "quarter", _("about 1 in 4")),
    (0.05, "tenth", _("about 1 in 10")),
    (0.0, "rare", _("hardly ever")),
)
"""From which chance on each is told. Coarse, so that nobody reads a place from them. Our judgment."""

Standing = tuple[int, float]
"""Group and fit turned round: what is smaller stands further up."""


@dataclass(frozen=True)
class Chance:
    """A chance as it is told: its code, and the words."""

    code: str
    says: Promise

    @classmethod
    def of(cls, chance: float) -> "Chance":
        """The coarse chance for a number from 0 to 1."""
        return next(cls(code, says) for least, code, says in CHANCES if chance >= least)


@dataclass(frozen=True)
class TestWorth:
    """What a supervised test of a skill may do here: come among the first five, or stand lower than now."""

    __test__ = False

    skill: Skill
    level: int
    assessment_id: int
    among_first: Chance
    lower: Chance


def worth_of_tests(actor: Actor, seeker: Seeker, posting: Posting, lines: Iterable[Line]) -> list[TestWorth]:
    """For each of these lines of the posting that a test offered here would answer: what it may do, others as they are.

    Empty where nobody is put in order, the posting is not open to this person, or too few others stand there. At most
    eleven queries, however many lines there are; the first people of a posting are read once a snapshot.
    """
    require(may_see_seeker(actor, seeker))
    require(may_see_posting(actor, posting))
    need = need_of(posting)
    if not _is_open(seeker, posting, need):
        return []
    asked = _worth_asking(lines)
    offered = supervised_for_skills(actor, [line.skill.pk for line in asked])
    asked = [line for line in asked if line.skill.pk in offered][:TESTS]
    others = _others_first(seeker, posting, need) if asked else None
    if others is None:
        return []
    pieces, codes = pieces_of(seeker), codes_of([seeker.pk]).get(seeker.pk, {})
    as_of = posting.community.as_of
    told = []
    for line in asked:
        among_first, lower = _chances(line, pieces.get(line.skill.pk, []), codes, need, others, as_of)
        test = offered[line.skill.pk].pk
        told.append(TestWorth(line.skill, line.required, test, Chance.of(among_first), Chance.of(lower)))
    return told


def _is_open(seeker: Seeker, posting: Posting, need: Need) -> bool:
    """Whether people are put in order for the posting, and this person can be among them."""
    if posting.state != PostingState.PUBLISHED or not ranking_notice(posting).is_ranked:
        return False
    return not reasons_against(seeker, need) and posting.organization_id not in blocked_employers(seeker)


def _worth_asking(lines: Iterable[Line]) -> list[Line]:
    """Lines of the first day that are not proven, essential ones that are not yet met first."""
    open_lines = [
        line for line in lines if line.when == When.DAY_ONE and line.word != evidence.Word.PROVEN.value
    ]
    return sorted(
        open_lines, key=lambda line: (line.importance != Importance.ESSENTIAL, line.is_met, line.skill.pk)
    )


def _others_first(seeker: Seeker, posting: Posting, need: Need) -> list[Standing] | None:
    """Where the first others of the day stand, first to last; None where fewer than ten are in order."""
    name, people = people_of_the_day(posting.community_id)
    mark = f"first:{posting.pk}:{posting.version}:{posting.organization_id}:{name}"
    kept = cache.get(mark)
    if kept is None:
        blocked = tuple(hidden_from(posting.organization_id))
        first = rank(people, need, reach_table(), MINIMUM + 1, blocked=blocked)
        kept = list(zip(first.person_ids.tolist(), first.group.tolist(), first.fit.tolist(), strict=True))
        cache.set(mark, kept, A_DAY if name else A_WHILE)
    others = [(group, -fit) for pk, group, fit in kept if pk != seeker.pk]
    return others[:FIRST] if len(others) >= MINIMUM else None


def _chances(
    line: Line,
    pieces: list[evidence.Piece],
    codes: Mapping[int, int],
    need: Need,
    others: list[Standing],
    as_of: date,
) -> tuple[float, float]:
    """Chances to stand among the first five after the test, and to stand lower than now."""
    outlook = evidence.what_a_test_would_do(
        pieces,
        line.required,
        as_of=as_of,
        half_life_years=float(line.skill.half_life_years),
        points=POINTS,
    )
    now, last = _standing(codes, need), others[-1]
    after = [
        (outcome.chance, _standing({**codes, line.skill.pk: outcome.after.code}, need))
        for outcome in outlook.outcomes
    ]
    among_first = sum(chance for chance, then in after if then <= last and then[1] < 0)
    return among_first, sum(chance for chance, then in after if then > now)


def _standing(codes: Mapping[int, int], need: Need) -> Standing:
    one = fit_one(codes, need, reach_table())
    return one.group, -one.fit

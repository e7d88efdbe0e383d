"""How far the assessors of a rubric agree, for its steward: from how many pairs, and who leans which way."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, require
from techhire.engines.psychometrics import readings as engine
from techhire.engines.psychometrics.agreement import intraclass, quadratic_weighted_kappa
from techhire.plays.assessments.bridge.judging import (
    FEWEST_PAIRS,
    Pair,
    double_readings,
    given_judgments,
    reading_error_of,
)
from techhire.plays.assessments.models import Rubric, Score
from techhire.plays.assessments.rules.judging import may_see_rubric

LEAST = -1.0
"""The least agreement that is told: what lies below says nothing more than that two readings go apart."""


@dataclass(frozen=True)
class Leaning:
    """One assessor: pieces judged, pairs among them, and how far they rate above their fellow readers, in levels."""

    account: Account | None
    given: int
    pairs: int
    lean: float | None
    se: float | None


@dataclass(frozen=True)
class AgreementFigures:
    """Weighted kappa over criteria, ICC of the overall level for one reading and for two, and the error in use.

    The three are None while there are fewer than ten pairs, and where the work judged does not differ.
    """

    pieces: int
    pairs: int
    kappa: float | None
    icc_one: float | None
    icc_two: float | None
    error: engine.ReadingError

    @property
    def is_small(self) -> bool:
        """Whether there are too few pairs to say how far anybody agrees."""
        return self.pairs < FEWEST_PAIRS

    @property
    def lacking(self) -> int:
        """How many more pairs it takes."""
        return max(0, FEWEST_PAIRS - self.pairs)

    @property
    def assumed_percent(self) -> int:
        """How much of the error in use is assumed, in percent."""
        return round(100 * self.error.assumed)


@dataclass(frozen=True)
class AgreementShown(AgreementFigures):
    """The same with each assessor beside it."""

    people: list[Leaning]


def agreement_of(actor: Actor, rubric: Rubric) -> AgreementShown:
    """Everything about agreement on one page; a constant number of queries."""
    require(may_see_rubric(actor, rubric))
    pairs = double_readings(rubric)
    given: dict[int, int] = defaultdict(int)
    for judgment in given_judgments(rubric):
        given[judgment.assessor_id or 0] += 1
    return AgreementShown(**vars(agreement_figures(rubric, pairs)), people=_people(pairs, given))


def agreement_figures(rubric: Rubric, pairs: Sequence[Pair] | None = None) -> AgreementFigures:
    """How far those who judged by a rubric agree, without who they are; ``pairs`` where they are at hand already."""
    read_twice = double_readings(rubric) if pairs is None else list(pairs)
    enough = len(read_twice) >= FEWEST_PAIRS
    correlation = intraclass([pair.overalls for pair in read_twice]) if enough else None
    given = given_judgments(rubric).order_by().values_list("submission_id", "interview_id")
    return AgreementFigures(
        pieces=given.distinct().count(),
        pairs=len(read_twice),
        kappa=_kappa(read_twice) if enough else None,
        icc_one=_told(correlation.one_random) if correlation else None,
        icc_two=_told(correlation.mean_random) if correlation else None,
        error=reading_error_of(rubric),
    )


def _told(agreement: float | None) -> float | None:
    return None if agreement is None else max(LEAST, agreement)


def _kappa(pairs: list[Pair]) -> float | None:
    """Over every criterion of every pair: whole levels, misses counted by their square."""
    ids = [judgment.pk for pair in pairs for judgment in (pair.first, pair.second)]
    levels: dict[tuple[int, int], int] = {}
    for score in Score.objects.filter(judgment_id__in=ids, level__isnull=False):
        levels[score.judgment_id, score.criterion_id] = score.level or 0
    both = [
        (level, levels[pair.second.pk, criterion_id])
        for pair in pairs
        for (judgment_id, criterion_id), level in sorted(levels.items())
        if judgment_id == pair.first.pk and (pair.second.pk, criterion_id) in levels
    ]
    if len(both) < 2:
        return None
    return quadratic_weighted_kappa([first for first, _ in both], [second for _, second in both])


def _people(pairs: list[Pair], given: dict[int, int]) -> list[Leaning]:
    leans = engine.severities(
        (pair.first.assessor_id or 0, pair.overalls[0], pair.second.assessor_id or 0, pair.overalls[1])
        for pair in pairs
    )
    accounts = Account.objects.in_bulk([pk for pk in given if pk])
    none = engine.Severity(0, None, None)
    rows = []
    for pk, many in sorted(given.items(), key=lambda row: (-row[1], row[0])):
        lean = leans.get(pk, none)
        rows.append(Leaning(accounts.get(pk), many, lean.pairs, lean.lean, lean.se))
    return rows

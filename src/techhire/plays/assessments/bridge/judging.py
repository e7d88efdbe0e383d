"""Readings of work and ratings of interviews as the engine's pairs, and what they come to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from techhire.engines.psychometrics import readings as engine
from techhire.plays.assessments.models import Judgment, Rubric, RubricEdition
from techhire.plays.assessments.words import INTERVIEW_SD, Agreeing, ReadingState, RubricKind

FEWEST_PAIRS = 10
"""Pairs under which figures of agreement are little more than chance."""
GOOD, FAIR = 0.6, 0.4
"""Kappa from which agreement is called substantial and moderate (Landis and Koch 1977)."""


@dataclass(frozen=True)
class Pair:
    """The first two readings of one piece, made without knowing of each other."""

    first: Judgment
    second: Judgment

    @property
    def overalls(self) -> tuple[float, float]:
        """Both overall levels."""
        return _overall(self.first), _overall(self.second)


def _overall(judgment: Judgment) -> float:
    return float(judgment.overall or 0)


def given_judgments(rubric: Rubric) -> QuerySet[Judgment]:
    """Every judgment handed in by this rubric, whatever its edition, oldest piece first."""
    by_rubric = Q(submission__rubric=rubric) | Q(interview__edition__rubric=rubric)
    given = Judgment.objects.filter(by_rubric, state=ReadingState.GIVEN)
    return given.order_by("submission_id", "interview_id", "place", "pk")


def double_readings(rubric: Rubric) -> list[Pair]:
    """The pairs of first two readings, chosen by lot.

    A third one was asked because the two differ and a fresh one because of a dispute, so they say nothing of how often
    two assessors differ.
    """
    pieces: dict[tuple[int | None, int | None], list[Judgment]] = defaultdict(list)
    for judgment in given_judgments(rubric).filter(place__in=(1, 2), is_fresh=False):
        pieces[judgment.submission_id, judgment.interview_id].append(judgment)
    return [Pair(*found) for found in pieces.values() if len(found) == 2]


def reading_error_of(rubric: Rubric) -> engine.ReadingError:
    """The error of one reading by this rubric, from its double readings so far."""
    assumed = INTERVIEW_SD if rubric.kind == RubricKind.INTERVIEW else engine.ASSUMED_SD
    return engine.reading_error((pair.overalls for pair in double_readings(rubric)), assumed_sd=assumed)


def result_of(edition: RubricEdition, judgments: Sequence[Judgment]) -> engine.Combined:
    """What the judgments of one piece come to: a level and its standard error, never 0."""
    weights = list(edition.criteria.values_list("weight", flat=True))
    return engine.combine(
        [_overall(judgment) for judgment in judgments],
        reading_sd=reading_error_of(edition.rubric).sd,
        least_sd=engine.rounding_sd(weights),
    )


def overall_of(levels: Iterable[tuple[int, int]]) -> float:
    """Weighted mean of (level, weight)."""
    pairs = list(levels)
    return engine.overall([level for level, _weight in pairs], [weight for _level, weight in pairs])


def verdict_on_agreement(pairs: int, kappa: float | None) -> Agreeing:
    """In one word whether assessors agree."""
    if pairs < FEWEST_PAIRS or kappa is None:
        return Agreeing.UNKNOWN
    if kappa >= GOOD:
        return Agreeing.GOOD
    return Agreeing.FAIR if kappa >= FAIR else Agreeing.POOR

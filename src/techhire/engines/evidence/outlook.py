"""What would change if a person took a test, finished a course, or had their claims confirmed. Never a
promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist

from techhire.engines.evidence import scale
from techhire.engines.evidence.estimates import Estimate, counted, estimate
from techhire.engines.evidence.kinds import EvidenceClass, Kind, Piece
from techhire.engines.evidence.parameters import DEFAULTS, Parameters

IMAGINED = ("imagined", "not a real source")
"""Source of a piece that does not exist yet: it shares its error with nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One stored estimate a test could lead to, with its chance (0 to 1), contribution and word."""

    chance: float
    after: Estimate
    value: float
    word: scale.Word


@dataclass(frozen=True, slots=True)
class TestOutlook:
    """Everything one proctored test could lead to at a required level; chances sum to 1."""

    __test__ = False

    before: Estimate
    value_before: float
    word_before: scale.Word
    outcomes: tuple[Outcome, ...]

    def chance_of(self, *words: scale.Word) -> float:
        """Chance that the test ends with one of these words."""
        return sum(outcome.chance for outcome in self.outcomes if outcome.word in words)

    @property
    def chance_of_lower(self) -> float:
        """Chance that the skill contributes less after the test than before."""
        return sum(outcome.chance for outcome in self.outcomes if outcome.value < self.value_before)

    @property
    def expected_value(self) -> float:
        """Contribution after the test, averaged over its outcomes."""
        return sum(outcome.chance * outcome.value for outcome in self.outcomes)


def imagined_test(level: float, as_of: date, parameters: Parameters = DEFAULTS) -> Piece:
    """A proctored test taken on `as_of` that came out at `level` (sd 0.36 with its source's)."""
    return Piece(Kind.PROCTORED_TEST, level, IMAGINED, as_of, sd=parameters.test_error)


def after_test_at(
    pieces: Iterable[Piece],
    level: float,
    *,
    as_of: date,
    half_life_years: float,
    parameters: Parameters = DEFAULTS,
) -> Estimate:
    """The estimate with one proctored test more, which came out at `level`: a raised skill in a near miss."""
    more = [*pieces, imagined_test(level, as_of, parameters)]
    return estimate(more, as_of=as_of, half_life_years=half_life_years, parameters=parameters)


def after_completion_at(
    pieces: Iterable[Piece],
    level: float,
    *,
    as_of: date,
    half_life_years: float,
    parameters: Parameters = DEFAULTS,
) -> Estimate:
    """The estimate with one course completion more, at the level the program teaches."""
    more = [*pieces, Piece(Kind.COMPLETION, level, IMAGINED, as_of)]
    return estimate(more, as_of=as_of, half_life_years=half_life_years, parameters=parameters)


def if_confirmed(
    pieces: Iterable[Piece], *, as_of: date, half_life_years: float, parameters: Parameters = DEFAULTS
) -> Estimate:
    """The estimate if what the person says were confirmed: the claim that counts becomes a proctored test.

    Where there is evidence of another kind, or every claim is disputed, nothing changes.
    """
    pieces = list(pieces)
    now = estimate(pieces, as_of=as_of, half_life_years=half_life_years, parameters=parameters)
    if now.evidence_class != EvidenceClass.CLAIMS:
        return now
    (claim,) = counted(pieces)
    tested = imagined_test(claim.level, as_of, parameters)
    return estimate([tested], as_of=as_of, half_life_years=half_life_years, parameters=parameters)


def what_a_test_would_do(
    pieces: Sequence[Piece],
    required: int,
    *,
    as_of: date,
    half_life_years: float,
    parameters: Parameters = DEFAULTS,
    points: int = 201,
) -> TestOutlook:
    """Everything one proctored test could lead to, with chances, given what is believed now.

    The level the test reports is drawn from the stored estimate (or the prior where there is none) widened by
    the test's own error: `points` equally likely values by the midpoints of their quantiles. Outcomes with
    the same stored estimate are merged and ordered by contribution.
    """
    before = estimate(pieces, as_of=as_of, half_life_years=half_life_years, parameters=parameters)
    chances: dict[Estimate, int] = {}
    for level in _reported_levels(before, parameters, points):
        after = after_test_at(
            pieces, level, as_of=as_of, half_life_years=half_life_years, parameters=parameters
        )
        chances[after] = chances.get(after, 0) + 1
    outcomes = [
        Outcome(
            count / points,
            after,
            scale.value(after.code, required, parameters),
            scale.word(after.code, required, parameters),
        )
        for after, count in chances.items()
    ]
    outcomes.sort(key=lambda outcome: (outcome.value, outcome.after.code))
    return TestOutlook(
        before,
        scale.value(before.code, required, parameters),
        scale.word(before.code, required, parameters),
        tuple(outcomes),
    )


def _reported_levels(before: Estimate, parameters: Parameters, points: int) -> list[float]:
    mean, sd = before.mean, before.sd
    if before.evidence_class == EvidenceClass.NONE:
        mean, sd = parameters.prior_mean, parameters.prior_sd
    error = parameters.test_error**2 + parameters.source_proctored_test**2
    spread = NormalDist(mean, sqrt(sd**2 + error))
    return [spread.inv_cdf((point + 0.5) / points) for point in range(points)]

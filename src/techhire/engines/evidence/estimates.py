"""From pieces of evidence to the stored estimate of one person's level on one skill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from techhire.engines.evidence import scale
from techhire.engines.evidence.kinds import EvidenceClass, Kind, Piece
from techhire.engines.evidence.parameters import DEFAULTS, Parameters
from techhire.engines.evidence.pooling import (
    Item,
    Normal,
    as_item,
    best_mean_so_far,
    month_start,
    pool,
    pool_with_prior,
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is stored, shown and matched: class, mean and sd in their steps. Pages and engines use nothing
    finer.

    `as_of` is the first of a month and takes no part in comparisons; a decoded code has none.
    """

    evidence_class: EvidenceClass
    mean_step: int
    sd_step: int
    as_of: date | None = field(default=None, compare=False)

    @property
    def mean(self) -> float:
        """Stored mean in levels, 0 to 5.5."""
        return self.mean_step / scale.STEPS_PER_LEVEL

    @property
    def sd(self) -> float:
        """Stored standard deviation in levels."""
        return scale.SDS[self.sd_step]

    @property
    def code(self) -> int:
        """The 16-bit number an index or a snapshot keeps; 0 where there is no evidence."""
        return scale.pack(self.evidence_class, self.mean_step, self.sd_step)


def decode(code: int) -> Estimate:
    """The estimate a code stands for; ValueError where it stands for none."""
    return Estimate(*scale.unpack(code))


def counted(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces that count now.

    Disputed ones wait for their answer. Claims serve only until there is evidence of another kind, and then
    only the freshest (of one day, the highest): a person who says a thing again has not shown it twice.
    """
    open_pieces = [piece for piece in pieces if not piece.disputed]
    shown = [piece for piece in open_pieces if piece.kind is not Kind.CLAIM]
    if shown or not open_pieces:
        return shown
    return [max(open_pieces, key=lambda claim: (claim.fresh_on, claim.at, claim.level))]


def estimate(
    pieces: Iterable[Piece], *, as_of: date, half_life_years: float, parameters: Parameters = DEFAULTS
) -> Estimate:
    """The stored estimate of one person on one skill, from all their pieces in any order.

    `as_of` is moved to the first of its month, the one date all estimates of a community carry; pieces given
    after it do not age. `half_life_years` is the skill's own. Age widens the sd and lets newer pieces weigh
    more, but it never takes the mean below a level's bar that the same pieces reached on an earlier date.
    """
    if not half_life_years > 0:
        raise ValueError("a half-life must be above 0 years")
    first = month_start(as_of)
    live = counted(pieces)
    if not live:
        return Estimate(EvidenceClass.NONE, 0, 0, first)
    best_class = max(piece.evidence_class for piece in live)
    items = [as_item(piece, parameters) for piece in live]
    if best_class == EvidenceClass.CLAIMS:
        belief, _ = pool_with_prior(items[0], first, half_life_years, parameters)
        return _stored(best_class, belief, 0, first)
    belief = pool(items, first, half_life_years, parameters)
    return _stored(best_class, belief, kept_step(items, belief, first, half_life_years, parameters), first)


def _stored(evidence_class: EvidenceClass, belief: Normal, kept: int, as_of: date) -> Estimate:
    mean_step = max(scale.mean_step_of(belief.mean), kept)
    return Estimate(evidence_class, mean_step, scale.sd_step_of(belief.sd), as_of)


def kept_step(
    items: Sequence[Item], now: Normal, as_of: date, half_life_years: float, parameters: Parameters
) -> int:
    """Mean step below which age alone may not take these items; 0 where it takes them below no bar."""
    now_step = scale.mean_step_of(now.mean)
    ceiling = scale.mean_step_of(max(item.level for item in items))
    if _bar_at_or_below(ceiling) <= now_step:
        return 0
    best = scale.mean_step_of(best_mean_so_far(items, as_of, half_life_years, parameters))
    bar = _bar_at_or_below(best)
    return bar if bar > now_step else 0


def _bar_at_or_below(step: int) -> int:
    bars = [scale.bar_step(level) for level in scale.LEVELS]
    return max((bar for bar in bars if bar <= step), default=0)

"""What each piece did to the estimate, so that the person can see it and dispute it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from techhire.engines.evidence.estimates import Estimate, counted, estimate
from techhire.engines.evidence.kinds import EvidenceClass, Kind, Piece
from techhire.engines.evidence.parameters import DEFAULTS, Parameters
from techhire.engines.evidence.pooling import as_item, month_start, pool_with_prior, weights


class Standing(StrEnum):
    """Whether a piece counts, and if not, why."""

    COUNTS = "counts"
    DISPUTED = "disputed"
    SUPERSEDED_BY_EVIDENCE = "superseded_by_evidence"
    REPEATED_CLAIM = "repeated_claim"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One piece in the estimate.

    `share` is its part of the weight behind the mean, 0 to 1; 0 where it does not count. Shares sum to 1,
    except that a claim shares with what is assumed of anyone. `without` is the estimate if the piece were not
    there.
    """

    piece: Piece
    standing: Standing
    share: float
    without: Estimate

    @property
    def counts(self) -> bool:
        """Whether the piece is part of the estimate now."""
        return self.standing is Standing.COUNTS


def contributions(
    pieces: Sequence[Piece], *, as_of: date, half_life_years: float, parameters: Parameters = DEFAULTS
) -> list[Contribution]:
    """One contribution a piece, in the order given."""
    pieces = list(pieces)
    shares = _shares(pieces, month_start(as_of), half_life_years, parameters)
    result = []
    for position, piece in enumerate(pieces):
        others = pieces[:position] + pieces[position + 1 :]
        without = estimate(others, as_of=as_of, half_life_years=half_life_years, parameters=parameters)
        standing = Standing.COUNTS if position in shares else _why_not(piece, pieces)
        result.append(Contribution(piece, standing, shares.get(position, 0.0), without))
    return result


def _why_not(piece: Piece, pieces: Sequence[Piece]) -> Standing:
    if piece.disputed:
        return Standing.DISPUTED
    shown = any(other.kind is not Kind.CLAIM and not other.disputed for other in pieces)
    return Standing.SUPERSEDED_BY_EVIDENCE if shown else Standing.REPEATED_CLAIM


def _shares(
    pieces: Sequence[Piece], as_of: date, half_life_years: float, parameters: Parameters
) -> dict[int, float]:
    live = counted(pieces)
    positions = _positions(live, pieces)
    items = [as_item(piece, parameters) for piece in live]
    if live and live[0].evidence_class == EvidenceClass.CLAIMS:
        return {positions[0]: pool_with_prior(items[0], as_of, half_life_years, parameters)[1]}
    if not live:
        return {}
    shares, _ = weights(items, as_of, half_life_years, parameters)
    return dict(zip(positions, shares, strict=True))


def _positions(live: Sequence[Piece], pieces: Sequence[Piece]) -> list[int]:
    wanted = {id(piece) for piece in live}
    found: list[int] = []
    for position, piece in enumerate(pieces):
        if id(piece) in wanted and len(found) < len(live):
            found.append(position)
    return found

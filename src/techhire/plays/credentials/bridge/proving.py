"""From pieces of evidence to the level a badge may say, and how long it may say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from techhire.engines import evidence as engine
from techhire.plays.seekers.bridge import estimate_code, piece_of
from techhire.plays.seekers.models import Evidence
from techhire.plays.seekers.words import EvidenceKind, EvidenceState

LEVELS = (5, 4, 3, 2, 1)
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Terms:
    """What a badge needs and how long it holds.

    ``kinds`` are the kinds of evidence it may rest on; ``half_lives`` is how many half-lives of the skill it holds (a
    tool's is 6 years, so 3 years), kept between ``shortest_years`` and ``longest_years``.
    """

    kinds: tuple[str, ...] = (EvidenceKind.PROCTORED_TEST, EvidenceKind.JUDGED_WORK)
    half_lives: float = 0.5
    shortest_years: float = 1.0
    longest_years: float = 6.0


TERMS = Terms()


def may_carry(row: Evidence, terms: Terms = TERMS) -> bool:
    """Whether a badge may rest on this piece: seen by somebody with their own eyes, by questions nobody could read."""
    return row.kind in terms.kinds and not row.open_bank and row.state != EvidenceState.WITHDRAWN


def level_shown(
    rows: Iterable[Evidence], *, as_of: date, half_life_years: float, with_disputed: bool = False
) -> int:
    """The highest level that these pieces alone make proven, 0 for none; disputed ones count only where told so."""
    pieces = [piece_of(row, {}) for row in rows if may_carry(row) and row.state in _that_count(with_disputed)]
    if with_disputed:
        pieces = [_undisputed(piece) for piece in pieces]
    return proven_level(estimate_code(pieces, as_of=as_of, half_life_years=half_life_years))


def proven_level(code: int) -> int:
    """The highest level a stored estimate calls proven, 0 for none."""
    if not code:
        return 0
    return next((level for level in LEVELS if engine.word(code, level) is engine.Word.PROVEN), 0)


def holds_until(now: datetime, half_life_years: float, terms: Terms = TERMS) -> datetime:
    """The last moment of a badge given now."""
    years = min(max(half_life_years * terms.half_lives, terms.shortest_years), terms.longest_years)
    return now + timedelta(days=round(years * DAYS_A_YEAR))


def _that_count(with_disputed: bool) -> tuple[str, ...]:
    return (EvidenceState.COUNTS, EvidenceState.DISPUTED) if with_disputed else (EvidenceState.COUNTS,)


def _undisputed(piece: engine.Piece) -> engine.Piece:
    return engine.Piece(
        kind=piece.kind,
        level=piece.level,
        source=piece.source,
        at=piece.at,
        sd=piece.sd,
        last_used=piece.last_used,
        open_bank=piece.open_bank,
    )

"""Rows of evidence as the evidence engine's pieces, and back to the stored code."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from techhire.engines import evidence as engine
from techhire.plays.seekers.models import Evidence, TrackRecord
from techhire.plays.seekers.words import MEASURED, EvidenceKind, EvidenceState

OUT_OF_COUNT = {EvidenceState.DISPUTED, EvidenceState.WAITING}
"""States of a piece that is on record and does not count for now."""


def track_records(community_id: int, organization_ids: Iterable[int]) -> dict[int, engine.TrackRecord]:
    """How vouches of these organizations turned out, beside the whole community. Two queries."""
    ids = set(organization_ids)
    if not ids:
        return {}
    records = TrackRecord.objects.filter(organization__community_id=community_id)
    sums = records.aggregate(good=Sum("turned_out"), total=Sum("total"))
    good, total = sums["good"] or 0, sums["total"] or 0
    return {
        row.organization_id: engine.TrackRecord(row.turned_out, row.total, good, total)
        for row in records.filter(organization_id__in=ids)
    }


def piece_of(row: Evidence, tracks: dict[int, engine.TrackRecord]) -> engine.Piece:
    """One row as the engine sees it. Withdrawn rows never come here."""
    kind = EvidenceKind(row.kind)
    return engine.Piece(
        kind=engine.Kind(kind.value),
        level=float(row.level),
        source=row.shared_source,
        at=row.at,
        sd=float(row.sd) if row.sd is not None and kind in MEASURED else None,
        last_used=row.last_used,
        disputed=row.state in OUT_OF_COUNT,
        open_bank=row.open_bank,
        track=tracks.get(row.organization_id or 0) if kind == EvidenceKind.VOUCH else None,
    )


def estimate_code(pieces: Iterable[engine.Piece], *, as_of: date, half_life_years: float) -> int:
    """The stored code of these pieces."""
    return engine.estimate(list(pieces), as_of=as_of, half_life_years=half_life_years).code

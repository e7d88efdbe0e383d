"""Rows of evidence as the evidence engine's pieces, and back to the stored code."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet, Sum

from techhire.commons.skills.queries import Succession
from techhire.engines import evidence as engine
from techhire.plays.seekers.models import Evidence, SkillUse, TrackRecord
from techhire.plays.seekers.words import MEASURED, ON_THE_JOB, EvidenceKind, EvidenceState

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


def uses_that_hold(seeker_ids: Iterable[int]) -> QuerySet[SkillUse]:
    """What these people say they used, without what rests on a claim they took back."""
    held = Q(claim__isnull=True) | Q(claim__state=EvidenceState.COUNTS)
    return SkillUse.objects.filter(held, seeker_id__in=list(seeker_ids))


def last_uses(seeker_ids: Iterable[int], chain: Succession) -> dict[tuple[int, int], date]:
    """By person and skill, the last day of use on the job they tell of; a replaced skill's is its successor's.

    One query. Use at home alone is not among it: the model lets use on the job alone stop age.
    """
    rows = uses_that_hold(seeker_ids).filter(where__in=ON_THE_JOB)
    last: dict[tuple[int, int], date] = {}
    for seeker_id, skill_id, until in rows.values_list("seeker_id", "skill_id", "until"):
        key = seeker_id, chain.end_of(skill_id)
        last[key] = max(until, last.get(key, until))
    return last


def piece_of(row: Evidence, tracks: dict[int, engine.TrackRecord], used: date | None = None) -> engine.Piece:
    """One row as the engine sees it. Withdrawn rows never come here.

    ``used`` is until when the person says they used the skill on the job: it stops the age of every piece of the
    skill and changes nothing else about it. A badge, which somebody else signs, leaves it out.
    """
    kind = EvidenceKind(row.kind)
    return engine.Piece(
        kind=engine.Kind(kind.value),
        level=float(row.level),
        source=row.shared_source,
        at=row.at,
        sd=float(row.sd) if row.sd is not None and kind in MEASURED else None,
        last_used=max(filter(None, (row.last_used, used)), default=None),
        disputed=row.state in OUT_OF_COUNT,
        open_bank=row.open_bank,
        track=tracks.get(row.organization_id or 0) if kind == EvidenceKind.VOUCH else None,
    )


def estimate_code(pieces: Iterable[engine.Piece], *, as_of: date, half_life_years: float) -> int:
    """The stored code of these pieces."""
    return engine.estimate(list(pieces), as_of=as_of, half_life_years=half_life_years).code

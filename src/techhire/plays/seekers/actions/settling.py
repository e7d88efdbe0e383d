"""Vouches as forecasts: the next supervised test or judged work says whether they turned out."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db.models import F

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.skills.queries import Succession, succession
from techhire.plays.seekers.facts import VouchSettled
from techhire.plays.seekers.models import Evidence, TrackRecord, Vouch
from techhire.plays.seekers.words import CHECKED_WITHIN, EvidenceKind, EvidenceState

SLACK = Decimal("0.5")
"""A vouch at level m turned out where the test came to m - 0.5 or above, the bar of the same level."""
SETTLING = frozenset({EvidenceKind.PROCTORED_TEST, EvidenceKind.JUDGED_WORK})


def settle_vouches(tests: Iterable[Evidence], /, *, actor: Actor, now: datetime) -> set[int]:
    """Answer open vouches by new pieces, oldest first, as part of adding them. Returns organizations that moved."""
    fresh = sorted((row for row in tests if row.kind in SETTLING), key=lambda row: (row.at, row.pk))
    if not fresh:
        return set()
    chain = succession()
    open_vouches = list(
        Vouch.objects.select_related("evidence", "evidence__seeker").filter(
            turned_out__isnull=True,
            evidence__state=EvidenceState.COUNTS,
            evidence__seeker_id__in={row.seeker_id for row in fresh},
            evidence__skill_id__in=chain.kin_of(row.skill_id for row in fresh),
        )
    )
    moved: set[int] = set()
    for vouch in open_vouches:
        test = next((row for row in fresh if _answers(row, vouch.evidence, chain)), None)
        if test is not None and vouch.evidence.organization_id is not None:
            _settle(actor, vouch, test, now)
            moved.add(vouch.evidence.organization_id)
    return moved


def _answers(test: Evidence, vouch: Evidence, chain: Succession) -> bool:
    same = test.seeker_id == vouch.seeker_id
    same = same and chain.end_of(test.skill_id) == chain.end_of(vouch.skill_id)
    return same and vouch.at <= test.at <= vouch.at + CHECKED_WITHIN


def turned_out_by(test: Evidence, vouch: Evidence) -> bool:
    """Whether a test bears a vouch out."""
    return bool(test.level >= vouch.level - SLACK)


def _settle(actor: Actor, vouch: Vouch, test: Evidence, now: datetime) -> None:
    organization_id = vouch.evidence.organization_id
    assert organization_id is not None
    vouch.settled_by = test
    vouch.turned_out = turned_out_by(test, vouch.evidence)
    vouch.save(update_fields=["settled_by", "turned_out"])
    _count(organization_id, 1, int(vouch.turned_out))
    body = VouchSettled(organization_id, vouch.evidence_id, vouch.turned_out)
    record(body, actor=actor, now=now, community_id=vouch.evidence.seeker.community_id)


def _count(organization_id: int, total: int, good: int) -> None:
    TrackRecord.objects.get_or_create(organization_id=organization_id)
    TrackRecord.objects.filter(organization_id=organization_id).update(
        total=F("total") + total, turned_out=F("turned_out") + good
    )


def reopen_vouches(test: Evidence) -> None:
    """Take back what a test that does not count any more has answered."""
    settled = list(Vouch.objects.select_related("evidence").filter(settled_by=test))
    good = Counter(row.evidence.organization_id for row in settled if row.turned_out)
    for organization_id, total in Counter(row.evidence.organization_id for row in settled).items():
        if organization_id is not None:
            _count(organization_id, -total, -good[organization_id])
    Vouch.objects.filter(settled_by=test).update(
        settled_by=None, turned_out=None, answer="", answered_at=None, answered_by=None
    )

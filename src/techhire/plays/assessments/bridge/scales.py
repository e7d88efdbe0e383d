"""On which scale a bank's numbers stand: since when, and whether its cut scores were set on it.

A calibration that earlier measured questions did not hold sets the scale anew. What was found before then, abilities
and cut scores alike, is in other units from that moment on.
"""

from datetime import datetime

from django.db.models import QuerySet

from techhire.plays.assessments.models import Calibration, CutScores, ItemBank, Sitting


def scale_set_by(bank_id: int, at: datetime | None = None) -> Calibration | None:
    """The calibration that set a bank's scale anew last, up to a moment; None while its authors' guesses began it."""
    rows = Calibration.objects.filter(bank_id=bank_id, scale_after__isnull=False)
    if at is not None:
        rows = rows.filter(adopted_at__lte=at)
    return rows.only("pk", "adopted_at", "scale_after").order_by("-adopted_at", "-pk").first()


def cuts_fit(bank_id: int, cuts_id: int | None, at: datetime | None = None) -> bool:
    """Whether these cut scores, the newest of a bank, were set on its scale; none at all are not wrong."""
    moved = scale_set_by(bank_id, at)
    return moved is None or moved.scale_after is None or cuts_id is None or cuts_id > moved.scale_after


def newest_cuts_id(bank_id: int) -> int | None:
    """The cut scores that count."""
    rows = CutScores.objects.filter(bank_id=bank_id).order_by("-set_at", "-pk")
    return rows.values_list("pk", flat=True).first()


def waits_for_cuts(bank: ItemBank) -> bool:
    """Whether the scale was set anew and nobody has said since where levels begin on it."""
    return bank.community_id is not None and not cuts_fit(bank.pk, newest_cuts_id(bank.pk))


def on_scale(sittings: QuerySet[Sitting], bank: ItemBank) -> QuerySet[Sitting]:
    """Those of a bank's sittings whose abilities stand on its present scale."""
    moved = None if bank.community_id is None else scale_set_by(bank.pk)
    return sittings if moved is None else sittings.filter(finished_at__gte=moved.adopted_at)

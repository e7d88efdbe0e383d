"""Which questions of a bank a person has met before, so that a test asks what they have not answered lately."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Max

from techhire.plays.assessments.models import Item, ItemBank, Response
from techhire.plays.assessments.words import ItemState
from techhire.plays.seekers.models import Seeker

REMEMBERED = timedelta(days=365)
"""So long somebody is taken to remember a question they answered."""


def met_before(seeker: Seeker, bank: ItemBank, now: datetime) -> list[int]:
    """Row ids of the items the person answered in any sitting, one that does not count as well; the last ones first."""
    theirs = Response.objects.filter(
        sitting__seeker=seeker, item__bank_id=bank.pk, at__gt=now - REMEMBERED
    ).values("item_id")
    rows = theirs.annotate(last=Max("at")).order_by("-last", "-item_id")
    return [row["item_id"] for row in rows]


def left_out(
    seeker: Seeker, bank: ItemBank, most: int, now: datetime, *, among: Collection[int] | None = None
) -> list[int]:
    """Row ids of the items a test of at most ``most`` questions leaves out for this person.

    All they met, as long as ``most`` others can be asked; with fewer left, what they met longest ago stays in.
    ``among`` are the items that can be asked, every one in use unless told.
    """
    met = met_before(seeker, bank, now)
    if not met:
        return []
    if among is None:
        in_use = Item.objects.filter(bank_id=bank.pk, state=ItemState.ACTIVE)
        among = set(in_use.values_list("pk", flat=True))
    asked = [pk for pk in met if pk in among]
    on_trial = [pk for pk in met if pk not in among]
    return asked[: max(len(among) - most, 0)] + on_trial

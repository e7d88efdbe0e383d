"""Which questions a live check may ask: new to the person, near what they showed, answered in their time."""

from datetime import datetime

from techhire.engines.psychometrics.confirming import nearest
from techhire.plays.assessments.bridge.banks import engine_bank
from techhire.plays.assessments.bridge.met_before import left_out
from techhire.plays.assessments.models import Assessment, Item
from techhire.plays.assessments.words import ItemKind, ItemState
from techhire.plays.seekers.models import Seeker

POOL = 3
"""So many times the questions asked are near enough to choose from."""
BY_TIME = (
    {ItemKind.SINGLE, ItemKind.SHORT_TEXT, ItemKind.NUMERIC},
    {ItemKind.CODE_READING, ItemKind.MULTIPLE},
    {ItemKind.ORDER, ItemKind.MATCH},
)
"""Kinds of questions by how long they take to read and answer, the quick ones first."""


def live_questions(assessment: Assessment, seeker: Seeker, theta: float, now: datetime) -> list[str]:
    """Ids of the items to choose from, for an earlier ability in logits.

    What the person answered lately is left out as long as enough others remain. Where each question has its own
    seconds, slow kinds are taken only as far as too few quick ones are left.
    """
    bank, most = assessment.bank, assessment.max_items
    kinds = _kinds(assessment)
    known = {str(pk) for pk in left_out(seeker, bank, most, now, among=kinds.keys())}
    items = [item for item in engine_bank(bank).items if item.id not in known]
    if not assessment.item_seconds:
        return nearest(items, theta, POOL * most)
    found: list[str] = []
    for tier in BY_TIME:
        room = most - len(found) if found else POOL * most
        if room > 0:
            found += nearest([item for item in items if kinds.get(int(item.id)) in tier], theta, room)
    return found


def _kinds(assessment: Assessment) -> dict[int, str]:
    """Kinds of the items in use, by row id."""
    in_use = Item.objects.filter(bank=assessment.bank_id, state=ItemState.ACTIVE)
    return dict(in_use.values_list("pk", "kind"))

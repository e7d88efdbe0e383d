"""Which questions a live check may ask: near what the person has shown, and answered in the time each has."""

from techhire.engines.psychometrics.confirming import nearest
from techhire.plays.assessments.bridge.banks import engine_bank
from techhire.plays.assessments.models import Assessment, Item
from techhire.plays.assessments.words import ItemKind

POOL = 3
"""So many times the questions asked are near enough to choose from."""
BY_TIME = (
    {ItemKind.SINGLE, ItemKind.SHORT_TEXT, ItemKind.NUMERIC},
    {ItemKind.CODE_READING, ItemKind.MULTIPLE},
    {ItemKind.ORDER, ItemKind.MATCH},
)
"""Kinds of questions by how long they take to read and answer, the quick ones first."""


def live_questions(assessment: Assessment, theta: float) -> list[str]:
    """Ids of the items to choose from, for an earlier ability in logits.

    Where each question has its own seconds, slow kinds are taken only as far as the bank has too few quick ones.
    """
    items, most = engine_bank(assessment.bank).items, assessment.max_items
    if not assessment.item_seconds:
        return nearest(items, theta, POOL * most)
    kinds = {str(pk): kind for pk, kind in _kinds(assessment)}
    found: list[str] = []
    for tier in BY_TIME:
        room = most - len(found) if found else POOL * most
        if room > 0:
            found += nearest([item for item in items if kinds[item.id] in tier], theta, room)
    return found


def _kinds(assessment: Assessment) -> list[tuple[int, str]]:
    return list(Item.objects.filter(bank=assessment.bank_id).values_list("pk", "kind"))

"""A bank's rows as the measuring engine takes them, by code."""

from collections.abc import Iterable

from techhire.engines.psychometrics.items import Item as EngineItem
from techhire.engines.psychometrics.items import ItemBank as EngineBank
from techhire.plays.assessments.models import Item, ItemBank
from techhire.plays.assessments.words import GIVEN, ItemState


def engine_items(rows: Iterable[Item]) -> EngineBank:
    """The items with their curves: tried-out ones as pilots, those that are neither tried out nor in use as closed."""
    return EngineBank.of(
        EngineItem(
            id=row.code,
            a=row.a,
            b=row.b,
            c=row.c,
            steps=tuple(row.steps),
            topic=row.topic,
            pilot=row.state == ItemState.PILOT,
            guessed=row.guessed,
            closed=row.state not in GIVEN,
        )
        for row in rows
    )


def items_given(bank: ItemBank) -> list[Item]:
    """Items in use and tried out, by code, without what they say."""
    given = Item.objects.filter(bank=bank, state__in=GIVEN)
    return list(given.defer("content", "key", "program").order_by("code"))

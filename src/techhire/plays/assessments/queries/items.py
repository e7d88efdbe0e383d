"""Items as lists and pages show them; what they say only to who may see it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Item, ItemBank, ItemEvent, ItemMedia
from techhire.plays.assessments.rules import may_see_items, visible_banks
from techhire.plays.assessments.rules.banks import writers_in
from techhire.plays.assessments.words import GIVEN, BankKind, ItemState


def items_listed(actor: Actor, bank: ItemBank) -> QuerySet[Item]:
    """Items of a bank by level and code; none where the actor may not know of the bank.

    What they say is for ``may_see_items``, their keys for ``may_see_keys``.
    """
    found = Item.objects.filter(bank=bank, bank__in=visible_banks(actor))
    return found.select_related("author", "reader").order_by("level", "code")


def topics_of(bank: ItemBank) -> list[str]:
    """Topics of items in use, by name."""
    found = Item.objects.filter(bank=bank, state=ItemState.ACTIVE).exclude(topic="")
    return sorted(set(found.order_by().values_list("topic", flat=True)))


def item_at(actor: Actor, item_id: int) -> Item | None:
    """One item with what it says, where the actor may see that."""
    found = Item.objects.filter(pk=item_id, bank__in=visible_banks(actor))
    item = found.select_related("bank__skill__framework", "author", "reader").first()
    return item if item is not None and may_see_items(actor, item.bank) else None


def history_of_item(item: Item) -> QuerySet[ItemEvent]:
    """Steps of an item's life, newest first."""
    return ItemEvent.objects.filter(item=item).select_related("by").order_by("-pk")


def media_at(actor: Actor, item_id: int, name: str) -> ItemMedia | None:
    """One picture or sound of an item the actor may see."""
    item = item_at(actor, item_id)
    return ItemMedia.objects.filter(item=item, name=name).first() if item is not None else None


def media_of(item: Item) -> list[ItemMedia]:
    """Pictures and sounds of an item, by name, without their bytes."""
    return list(ItemMedia.objects.filter(item=item).defer("data").order_by("name"))


def waiting_for_reader(actor: Actor) -> list[Item]:
    """Items of the actor's community that wait for a second reader who may be the actor, oldest first."""
    if not actor.is_convener or actor.account_id is None or actor.community_id is None:
        return []
    here = Item.objects.filter(
        bank__community_id=actor.community_id, bank__kind=BankKind.PRIVATE, state=ItemState.IN_REVIEW
    )
    found = list(here.select_related("bank__skill", "author").order_by("changed_at", "pk"))
    writers = writers_in(found)
    return [item for item in found if actor.account_id not in writers[item.pk]]


def asked_now(items: Iterable[int]) -> dict[int, Item]:
    """Those of these items that people may be asked at this moment, by id, without what they say. One query."""
    rows = Item.objects.filter(pk__in=list(items), state__in=GIVEN)
    return rows.defer("content", "key", "program").in_bulk()

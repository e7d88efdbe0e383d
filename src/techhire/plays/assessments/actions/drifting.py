"""What is done about an item that people answer differently lately: said once, pulled where it is grave, or kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.assessments.actions.banks import touch_bank
from techhire.plays.assessments.actions.item_life import pull_item
from techhire.plays.assessments.actions.items import locked_item, note_step
from techhire.plays.assessments.facts import ItemDrifted, ItemKept
from techhire.plays.assessments.models import Item, ItemBank
from techhire.plays.assessments.queries.drift import Sign, drift_told, is_drifting
from techhire.plays.assessments.rules import may_keep_item, may_pull_item, may_watch_bank
from techhire.plays.assessments.words import ItemState, ItemStep, PullReason


@transaction.atomic
def note_drift(actor: Actor, sign: Sign, /, *, now: datetime) -> bool:
    """Put it on the item's record, once for its words and numbers, and pull the item where the sign is grave.

    What somebody left in use is pulled only where it drifted clearly further than what they looked at. Nothing
    happens where the item changed since its answers were looked at. Returns whether anything did.
    """
    item = locked_item(Item(pk=sign.item_id))
    require(may_pull_item(actor, item))
    if item.state != ItemState.ACTIVE or item.version != sign.item_version:
        return False
    told = drift_told(item)
    pulls = sign.is_grave and not told.holds_back(sign.shift)
    if told.said and not pulls and not (sign.is_grave and told.asks_anew(sign.shift)):
        return False
    note_step(item, ItemStep.DRIFTED, by=actor, before=item.state, shift=sign.shift, now=now)
    record(ItemDrifted(item.pk, item.bank_id, sign.shift, pulls), actor=actor, now=now)
    if pulls:
        pull_item(actor, item, reason=PullReason.DRIFTING, now=now)
    return True


@transaction.atomic
def note_watched(actor: Actor, bank: ItemBank, /, *, upto: datetime) -> bool:
    """Let the bank rest until a test ends later than ``upto``; not where it changed since it was looked at."""
    require(may_watch_bank(actor, bank))
    return bool(ItemBank.objects.filter(pk=bank.pk, version=bank.version).update(watched_to=upto))


@transaction.atomic
def keep_item(actor: Actor, item: Item, /, *, expected_version: int | None = None, now: datetime) -> Item:
    """Leave a drifting item in use after looking at it. It is not said again before it is measured or reworded."""
    item = locked_item(item, expected_version)
    require(may_keep_item(actor, item))
    told = drift_told(item)
    if not is_drifting(item):
        raise Refused(_("There is nothing to decide about this one."))
    item.version, item.changed_at = item.version + 1, now
    item.save(update_fields=["version", "changed_at"])
    note_step(item, ItemStep.KEPT, by=actor, before=item.state, shift=told.shift, now=now)
    touch_bank(item.bank_id)
    record(ItemKept(item.pk, item.bank_id), actor=actor, now=now)
    return item

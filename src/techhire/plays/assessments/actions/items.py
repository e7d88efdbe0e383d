"""Writing items: each edit keeps what was before, and what people are asked goes to a second reader again."""

import re
from datetime import datetime
from math import isfinite
from typing import Any

from django.db import transaction
from django.db.models import Avg
from django.utils.text import slugify
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines.psychometrics.levels import Cuts
from techhire.plays.assessments.actions.banks import touch_bank
from techhire.plays.assessments.facts import ItemEdited, ItemWritten
from techhire.plays.assessments.models import CutScores, Item, ItemBank, ItemEvent
from techhire.plays.assessments.queries.wording import Wording, checked
from techhire.plays.assessments.rules import may_edit_item, may_write_item
from techhire.plays.assessments.words import ItemState, ItemStep

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
WIDEST = 6.0
MOST_ITEMS = 5000
READ_AGAIN = (ItemState.IN_REVIEW, ItemState.PILOT, ItemState.ACTIVE)


@transaction.atomic
def write_item(
    actor: Actor,
    bank: ItemBank,
    /,
    *,
    wording: Wording,
    code: str = "",
    b: float | None = None,
    now: datetime,
) -> Item:
    """A draft. ``code`` is made up where it is empty; ``b`` (logits) is the author's guess, else the level's middle."""
    require(may_write_item(actor, bank))
    wording = checked(wording)
    item = new_item(bank, wording, by=actor, code=_free_code(bank, wording, code.strip()), b=b, now=now)
    note_step(item, ItemStep.WRITTEN, by=actor, before="", now=now)
    touch_bank(bank.pk)
    record(ItemWritten(item.pk, bank.pk), actor=actor, now=now)
    return item


def new_item(
    bank: ItemBank, wording: Wording, *, by: Actor, code: str, b: float | None = None, now: datetime
) -> Item:
    """The row of a draft whose wording was checked and whose code is free."""
    if Item.objects.filter(bank=bank).count() >= MOST_ITEMS:
        raise Refused(_("A bank holds 5,000 questions at most."))
    item = Item(
        bank=bank,
        code=code,
        a=slope_of(bank),
        b=guess_of(bank, wording.level) if b is None else _within(b),
        skill_version=bank.skill.version,
        author_id=by.account_id,
        changed_at=now,
    )
    wording.put(item)
    item.save()
    return item


@transaction.atomic
def edit_item(
    actor: Actor,
    item: Item,
    /,
    *,
    wording: Wording,
    b: float | None = None,
    expected_version: int | None = None,
    now: datetime,
) -> Item:
    """Other words make another question: its numbers are a guess again, and it waits for a second reader again."""
    item = locked_item(item, expected_version)
    require(may_edit_item(actor, item))
    wording = checked(wording)
    guess = item.b if b is None else _within(b)
    if wording == Wording.of(item) and guess == item.b:
        return item
    before = was(item)
    wording.put(item)
    item.b = guess
    return reworded(item, before, by=actor, now=now)


def reworded(item: Item, before: dict[str, Any], *, by: Actor, now: datetime) -> Item:
    """Save an item whose words, key, media or guess were changed, as its next version."""
    if item.state == ItemState.RETIRED:
        raise Refused(_("This question is retired. Take it up again first."))
    state = item.state
    item.version += 1
    item.worded_in = item.version
    item.skill_version = item.bank.skill.version
    item.author_id, item.reader_id, item.changed_at = by.account_id, None, now
    item.state = ItemState.IN_REVIEW if state in READ_AGAIN else state
    item.a, item.c, item.steps = slope_of(item.bank, without=item.pk), 0.0, []
    item.guessed, item.let_through = True, 1.0
    item.save()
    note_step(item, ItemStep.EDITED, by=by, before=state, was=before, now=now)
    touch_bank(item.bank_id)
    record(ItemEdited(item.pk, item.bank_id, item.version), actor=by, now=now)
    return item


def locked_item(item: Item, expected_version: int | None = None) -> Item:
    """The item as it is now, held until the transaction ends."""
    found = Item.objects.select_for_update(of=("self",)).select_related("bank__skill").get(pk=item.pk)
    if expected_version is not None and found.version != expected_version:
        raise Refused(
            _("Somebody else changed this while you were editing. Look at what is there now and save again.")
        )
    return found


def was(item: Item) -> dict[str, Any]:
    """What an edit is about to change, as the history keeps it."""
    kept = ("content", "key", "program", "kind", "level", "tolerance", "a", "b", "c", "steps", "guessed")
    return {field: getattr(item, field) for field in kept}


def note_step(
    item: Item,
    step: str,
    /,
    *,
    by: Actor,
    before: str,
    now: datetime,
    remark: str = "",
    was: dict[str, Any] | None = None,
    shift: float | None = None,
) -> ItemEvent:
    """Put a step on the item's record."""
    return ItemEvent.objects.create(
        item=item,
        step=step,
        version=item.version,
        before=before,
        after=item.state,
        was=was,
        shift=shift,
        remark=remark,
        by_id=by.account_id,
        at=now,
    )


def guess_of(bank: ItemBank, level: int) -> float:
    """The middle of a level's band on the bank's scale, in logits."""
    cuts = Cuts(tuple(CutScores.objects.filter(bank=bank).latest("pk").thetas)).thetas
    if level < len(cuts):
        return (cuts[level - 1] + cuts[level]) / 2
    return cuts[-1] + (cuts[-1] - cuts[-2]) / 2


def slope_of(bank: ItemBank, without: int | None = None) -> float:
    """The usual slope of the bank's measured items, for one that is not measured yet; 1 where none is."""
    measured = Item.objects.filter(bank=bank, guessed=False, state=ItemState.ACTIVE).exclude(pk=without)
    return measured.aggregate(mean=Avg("a"))["mean"] or 1.0


def _within(b: float) -> float:
    if not (isfinite(b) and -WIDEST <= b <= WIDEST):
        raise Refused(_("A difficulty is a number from -6 to 6."), field="b")
    return float(b)


def _free_code(bank: ItemBank, wording: Wording, code: str) -> str:
    taken = set(Item.objects.filter(bank=bank).values_list("code", flat=True))
    if code:
        if not CODE.fullmatch(code):
            words = _("A short name has letters, digits, dots and dashes only, 80 at most.")
            raise Refused(words, field="code")
        if code in taken:
            raise Refused(_("Another question of this bank has this short name."), field="code")
        return code
    base = slugify(wording.topic)[:60] or slugify(bank.skill.code)[:60] or "item"
    return next(name for n in range(1, MOST_ITEMS + 2) if (name := f"{base}-{n:02}") not in taken)

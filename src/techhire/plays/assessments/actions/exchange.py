"""Items in from other programs, looked at first and taken in whole or not at all; and out again with their keys."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.words import LEVELS
from techhire.commons.uploads import forget_upload
from techhire.engines.item_exchange import Media, write_package
from techhire.plays.assessments.actions.banks import touch_bank
from techhire.plays.assessments.actions.items import locked_item, new_item, note_step, reworded, was
from techhire.plays.assessments.actions.media import keep_media
from techhire.plays.assessments.facts import (
    BankExported,
    ItemImportDropped,
    ItemImportStarted,
    ItemsImported,
)
from techhire.plays.assessments.models import Item, ItemBank, ItemImport
from techhire.plays.assessments.queries.exchange import traveling
from techhire.plays.assessments.queries.incoming import (
    CHANGED,
    NEW,
    SAME,
    TRANSLATION,
    Line,
    Looked,
    look_again,
    look_at,
)
from techhire.plays.assessments.rules import may_export_bank, may_import_items
from techhire.plays.assessments.words import ItemImportState, ItemState, ItemStep


@transaction.atomic
def start_item_import(
    actor: Actor, bank: ItemBank, /, *, path: Path, file_name: str, level: int, now: datetime
) -> ItemImport:
    """Hold a file that was looked at until somebody says yes; ``level`` is for items that name none.

    The file stays until the import is decided, or is cleared away with the old ones.
    """
    require(may_import_items(actor, bank))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    looked = look_at(bank, path.read_bytes(), file_name[:200], level)
    held = ItemImport.objects.create(
        bank=bank,
        file_name=file_name[:200],
        path=str(path),
        level=level,
        found=looked.counts,
        by_id=actor.account_id,
        at=now,
    )
    record(ItemImportStarted(held.pk, bank.pk), actor=actor, now=now)
    return held


@transaction.atomic
def take_items(actor: Actor, held: ItemImport, /, *, now: datetime) -> ItemImport:
    """Take in all that can be taken, as drafts, in one transaction. Items with problems stay out."""
    held = _held(actor, held)
    try:
        looked = look_again(held)
    except FileNotFoundError as error:
        raise Refused(_("The file is not here any more. Send it once more.")) from error
    for line in looked.lines:
        _take(actor, held, line, now)
    held.found = looked.counts
    _decide(held, ItemImportState.TAKEN, now)
    touch_bank(held.bank_id)
    added, changed = _number(looked, NEW), _number(looked, CHANGED) + _number(looked, TRANSLATION)
    record(ItemsImported(held.pk, held.bank_id, added, changed), actor=actor, now=now)
    return held


@transaction.atomic
def drop_item_import(actor: Actor, held: ItemImport, /, *, now: datetime) -> ItemImport:
    """Take nothing of it."""
    held = _held(actor, held)
    _decide(held, ItemImportState.DROPPED, now)
    record(ItemImportDropped(held.pk, held.bank_id), actor=actor, now=now)
    return held


def _held(actor: Actor, held: ItemImport) -> ItemImport:
    found = ItemImport.objects.select_for_update(of=("self",)).select_related("bank__skill").get(pk=held.pk)
    require(may_import_items(actor, found.bank))
    if found.state != ItemImportState.LOOKED_AT:
        raise Refused(_("This file was decided about already."))
    return found


def _decide(held: ItemImport, state: str, now: datetime) -> None:
    path = Path(held.path)
    held.state, held.decided_at, held.path = state, now, ""
    held.save(update_fields=["state", "decided_at", "path", "found"])
    transaction.on_commit(lambda: forget_upload(path))


def _number(looked: Looked, what: str) -> int:
    return looked.counts.get(what, 0)


def _take(actor: Actor, held: ItemImport, line: Line, now: datetime) -> None:
    """One item: a new draft, an edit of what is here, or its words in the other language."""
    language = line.item.language[:2]
    if line.wording is None or line.what == SAME:
        return
    if line.row is None:
        item = new_item(held.bank, line.wording, by=actor, code=line.item.identifier, now=now)
        keep_media(item, line.item.media, language)
        note_step(item, ItemStep.IMPORTED, by=actor, before="", now=now)
        return
    row = locked_item(line.row)
    before = was(row)
    line.wording.put(row)
    if line.what == CHANGED:
        row.media.exclude(name__in=[one.name for one in line.item.media]).delete()
    keep_media(row, line.item.media, language)
    reworded(row, before, by=actor, now=now)


@transaction.atomic
def export_bank(actor: Actor, bank: ItemBank, /, *, language: str, now: datetime) -> bytes:
    """A QTI 3.0 package of the bank's items in one language, keys and all, retired ones left out."""
    require(may_export_bank(actor, bank))
    found = Item.objects.filter(bank=bank).exclude(state=ItemState.RETIRED).select_related("bank__skill")
    items = [item for item in found.prefetch_related("media").order_by("code") if language in item.content]
    if not items:
        raise Refused(_("No question of this bank is in this language."), field="language")
    package = write_package([traveling(item, language, _media(item, language)) for item in items])
    record(BankExported(bank.pk, len(items), language), actor=actor, now=now)
    return package


def _media(item: Item, language: str) -> list[Media]:
    rows = sorted(item.media.all(), key=lambda row: row.name)
    return [Media(row.name, row.content_type, bytes(row.data), row.alt.get(language, "")) for row in rows]


@transaction.atomic
def clear_item_imports(*, before: datetime, now: datetime) -> int:
    """Drop the imports looked at before a moment that nobody decided about. Returns how many."""
    old = ItemImport.objects.select_for_update(of=("self",)).select_related("bank")
    rows = list(old.filter(state=ItemImportState.LOOKED_AT, at__lt=before))
    for held in rows:
        _decide(held, ItemImportState.DROPPED, now)
        actor = Actor.system(held.bank.community_id)
        record(ItemImportDropped(held.pk, held.bank_id), actor=actor, now=now)
    return len(rows)

"""A file of items looked at before anything is written: what would go in, what would change, what cannot be taken."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.engines.item_exchange import WORDS, ExchangeItem, Limits, Media, Problem, read_package
from techhire.plays.assessments.models import Item, ItemBank, ItemImport
from techhire.plays.assessments.queries.exchange import PARTS, ids_in, said_by
from techhire.plays.assessments.queries.wording import LANGUAGES, Wording, checked
from techhire.plays.assessments.words import ItemState

LIMITS = Limits(packed=32 * 1024 * 1024, one_file=8 * 1024 * 1024, all_files=64 * 1024 * 1024, files=2_000)
MOST_ITEMS = 500
NEW, CHANGED, TRANSLATION, SAME, LEFT_OUT = "new", "changed", "translation", "same", "left_out"
LONGEST_CODE = 80


@dataclass(frozen=True)
class Line:
    """One item of the file: what would happen to it, the row it meets in the bank, and what it would say then."""

    item: ExchangeItem
    what: str
    row: Item | None = None
    remark: str = ""
    wording: Wording | None = None


@dataclass(frozen=True)
class Looked:
    """A file as it would go in. ``problems`` are of what cannot, ``notes`` of what was left out of what can."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many items by what would happen, and the problems."""
        return {**Counter(line.what for line in self.lines), "problems": len(self.problems)}


def look_at(bank: ItemBank, data: bytes, file_name: str, level: int) -> Looked:
    """Read a package or a single item and lay it beside the bank; ``level`` is for items that name none.

    Never raises for what is in the file.
    """
    reading = read_package(data, LIMITS, file_name or "item.xml")
    codes = [item.identifier for item in reading.items]
    found = Item.objects.filter(bank=bank, code__in=codes).select_related("bank__skill")
    rows = {row.code: row for row in found.prefetch_related("media")}
    lines = [_line(bank, item, rows.get(item.identifier), level) for item in reading.items[:MOST_ITEMS]]
    over = [
        Line(item, LEFT_OUT, remark=_("more than 500 in one file")) for item in reading.items[MOST_ITEMS:]
    ]
    return Looked((*lines, *over), reading.problems, reading.notes)


def look_again(held: ItemImport) -> Looked:
    """The same for a file that was held back; FileNotFoundError where it is gone."""
    return look_at(held.bank, Path(held.path).read_bytes(), held.file_name, held.level)


def _line(bank: ItemBank, item: ExchangeItem, row: Item | None, level: int) -> Line:
    if item.language[:2] not in LANGUAGES:
        return Line(item, LEFT_OUT, row, _("neither English nor Spanish"))
    if len(item.identifier) > LONGEST_CODE:
        return Line(item, LEFT_OUT, row, _("its identifier is longer than 80 characters"))
    if row is not None and row.state == ItemState.RETIRED:
        return Line(item, LEFT_OUT, row, _("it is retired here; take it up again first"))
    what = NEW if row is None else _difference(item, row)
    try:
        wording = checked(_wording(item, row, what, level))
    except Refused as refusal:
        return Line(item, LEFT_OUT, row, str(refusal))
    remark = ""
    if item.skill_code and item.skill_code != bank.skill.code:
        remark = _("the file says it is about “%(skill)s”") % {"skill": item.skill_code}
    return Line(item, what, row, remark, wording)


def _wording(item: ExchangeItem, row: Item | None, what: str, level: int) -> Wording:
    """What the item would say. A change in one language drops the other, which would say something else."""
    kept = dict(row.content) if row is not None and what == TRANSLATION else {}
    return Wording(
        level=item.level or (row.level if row is not None else level),
        topic=row.topic if row is not None else "",
        content={**kept, item.language[:2]: said_by(item)},
        **columns_of(item),
    )


def _difference(item: ExchangeItem, row: Item) -> str:
    language = item.language[:2]
    said = said_by(item)
    same_key = all(value == getattr(row, field) for field, value in columns_of(item).items())
    others = [one for key, one in row.content.items() if key != language]
    same_parts = all(ids_in(one, part) == ids_in(said, part) for one in others for part in PARTS)
    if same_key and same_parts and language not in row.content:
        return TRANSLATION
    unchanged = same_key and row.content.get(language) == said and _same_media(item.media, row, language)
    return SAME if unchanged else CHANGED


def _same_media(media: tuple[Media, ...], row: Item, language: str) -> bool:
    here = {one.name: one for one in row.media.all()}
    return len(here) == len(media) and all(
        one.name in here
        and bytes(here[one.name].data) == one.data
        and here[one.name].alt.get(language) == one.alt
        for one in media
    )


def columns_of(item: ExchangeItem) -> dict[str, Any]:
    """The columns of a row that an item in any language sets."""
    return {
        "kind": item.kind,
        "key": item.key,
        "program": item.code,
        "tolerance": float(item.tolerance),
        "case_sensitive": item.case_sensitive,
    }


def in_words(problem: Problem) -> str:
    """What is wrong, as a sentence in the reader's language."""
    return _(WORDS[problem.reason].sentence) % {"what": problem.detail}

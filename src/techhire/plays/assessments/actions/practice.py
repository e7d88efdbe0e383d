"""Loading the practice banks from the package into the database, again and again without harm."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import STARTER
from techhire.plays.assessments.facts import PracticeLoaded
from techhire.plays.assessments.models import Assessment, CutScores, Item, ItemBank, ItemEvent
from techhire.plays.assessments.rules import may_load_practice
from techhire.plays.assessments.words import (
    AssessmentState,
    BankKind,
    CutMethod,
    ItemState,
    ItemStep,
    PullReason,
)

FOLDER = Path(__file__).parents[1] / "practice"
CUTS = [-2.0, -1.0, 0.0, 1.0, 2.0]
"""Where levels 1 to 5 begin on the scale the practice items' difficulties were guessed on, in logits."""
RULES = {"min_items": 8, "max_items": 16, "stop_se": 0.4, "seconds": 20 * 60, "retake_days": 0}
PARTS = ("choices", "targets")
LANGUAGES = ("en", "es")
FIELDS = (
    "kind",
    "level",
    "topic",
    "content",
    "program",
    "key",
    "tolerance",
    "case_sensitive",
    "b",
    "state",
    "pulled_for",
    "skill_version",
    "version",
    "worded_in",
    "changed_at",
)


@dataclass
class Load:
    """One load: its moment, and what it changed."""

    now: datetime
    banks: int = 0
    added: int = 0
    updated: int = 0
    retired: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything in the database is different now."""
        return bool(self.added or self.updated or self.retired)


@transaction.atomic
def load_practice(actor: Actor, /, *, now: datetime) -> list[ItemBank]:
    """Bring the practice banks to what the package says; one whose skill is not in the database waits for it."""
    require(may_load_practice(actor))
    files = {file["skill"]: file["items"] for file in _files()}
    skills = Skill.objects.filter(framework__slug=STARTER, code__in=files).select_related("framework")
    load, banks = Load(now), []
    for skill in skills.order_by("code"):
        bank = _bank(skill, load)
        _load_items(bank, skill, files[skill.code], load)
        banks.append(bank)
    load.banks = len(banks)
    if load.changed:
        record(PracticeLoaded(load.banks, load.added, load.updated, load.retired), actor=actor, now=now)
    return banks


def _files() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def _bank(skill: Skill, load: Load) -> ItemBank:
    bank, made = ItemBank.objects.get_or_create(
        community=None,
        skill=skill,
        defaults={
            "kind": BankKind.PRACTICE,
            "title": skill.name[:160],
            "skill_version": skill.framework.version,
            "made_at": load.now,
        },
    )
    if made:
        CutScores.objects.create(bank=bank, thetas=CUTS, method=CutMethod.AUTHOR, set_at=load.now)
        Assessment.objects.create(
            bank=bank, title=bank.title, state=AssessmentState.ACTIVE, made_at=load.now, **RULES
        )
    return bank


def _load_items(bank: ItemBank, skill: Skill, rows: list[dict[str, Any]], load: Load) -> None:
    old = {item.code: item for item in Item.objects.select_for_update().filter(bank=bank)}
    fresh: list[Item] = []
    changed: list[Item] = []
    history: list[ItemEvent] = []
    for row in rows:
        wanted = _wanted(row)
        item = old.pop(row["id"], None)
        if item is None:
            fresh.append(_item(bank, skill, row["id"], wanted, load.now))
        elif any(getattr(item, key) != value for key, value in wanted.items()):
            history.append(_event(item, ItemStep.LOADED, ItemState.ACTIVE, load))
            reworded = {"skill_version": skill.version, "worded_in": item.version + 1}
            _set(item, wanted | reworded, load.now)
            changed.append(item)
    gone = [item for item in old.values() if item.state != ItemState.RETIRED]
    for item in gone:
        history.append(_event(item, ItemStep.RETIRED, ItemState.RETIRED, load))
        _set(item, {"state": ItemState.RETIRED, "pulled_for": PullReason.REPLACED}, load.now)
    _save(bank, fresh, [*changed, *gone], history, load)
    load.added, load.updated = load.added + len(fresh), load.updated + len(changed)
    load.retired += len(gone)


def _save(
    bank: ItemBank, fresh: list[Item], changed: list[Item], history: list[ItemEvent], load: Load
) -> None:
    """Write the items and, where any is new, the bank's next version, under which nobody keeps old ones."""
    Item.objects.bulk_create(fresh)
    Item.objects.bulk_update(changed, FIELDS, batch_size=100)
    history += [
        ItemEvent(item=item, step=ItemStep.LOADED, after=ItemState.ACTIVE, at=load.now) for item in fresh
    ]
    ItemEvent.objects.bulk_create(history)
    if history:
        bank.version += 1
        bank.save(update_fields=["version"])


def _item(bank: ItemBank, skill: Skill, code: str, wanted: dict[str, Any], now: datetime) -> Item:
    return Item(bank=bank, code=code, skill_version=skill.version, changed_at=now, **wanted)


def _set(item: Item, values: dict[str, Any], now: datetime) -> None:
    for key, value in values.items():
        setattr(item, key, value)
    item.version += 1
    item.changed_at = now


def _event(item: Item, step: str, after: str, load: Load) -> ItemEvent:
    """What happens to an item that is there already, with its words and key before."""
    was = {"content": item.content, "key": item.key, "b": item.b}
    return ItemEvent(
        item=item,
        step=step,
        version=item.version + 1,
        before=item.state,
        after=after,
        was=was,
        at=load.now,
    )


def _wanted(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of an item as the file has it."""
    return {
        "kind": row["kind"],
        "level": row["level"],
        "topic": row["topic"],
        "content": {language: _said(row, language) for language in LANGUAGES},
        "program": row.get("code", ""),
        "key": row["key"],
        "tolerance": float(row.get("tolerance", 0)),
        "case_sensitive": bool(row.get("case_sensitive", False)),
        "b": float(row["b"]),
        "state": ItemState.ACTIVE.value,
        "pulled_for": "",
    }


def _said(row: dict[str, Any], language: str) -> dict[str, Any]:
    """What the item says in one language: prompt, rationale, and the choices and targets it has."""
    said: dict[str, Any] = {key: row[key][language] for key in ("prompt", "rationale")}
    for part in PARTS:
        if row.get(part):
            said[part] = [{"id": one["id"], "text": one["text"][language]} for one in row[part]]
    return said

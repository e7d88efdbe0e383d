"""A step's records and what became of them; how rows of one table are kept: new ones added, others changed or left."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers import Bad, Record
from techhire.commons.skills.models import Framework, Occupation, Skill

Key = tuple[Any, ...]


@dataclass
class Batch:
    """A step's records on their way into the tables, and what became of them."""

    framework: Framework | None
    by_identifier: bool
    source: str
    vintage: str
    now: datetime
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: list[Bad] = field(default_factory=list)
    language_changed: bool = False

    def lost(self, record: Record, what: str) -> None:
        """Leave a record out because what it points to is not here."""
        reason = _("“%(code)s” is not known here") % {"code": what[:120]}
        self.bad.append(Bad(record.file, record.line, reason))


def keep(
    batch: Batch,
    model: type[Model],
    found: QuerySet[Any],
    fields: tuple[str, ...],
    wanted: dict[Key, dict[str, Any]],
    touch: Callable[[Any], None] | None = None,
) -> None:
    """Add and change rows of one table; ``fields`` form the key. The later of two equal keys wins."""
    old = {tuple(getattr(row, name) for name in fields): row for row in found}
    fresh = [
        model(**dict(zip(fields, key, strict=True)), **values)
        for key, values in wanted.items()
        if key not in old
    ]
    changed = []
    for key, values in wanted.items():
        row = old.get(key)
        if row is not None and any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    for row in [*fresh, *changed] if touch else []:
        touch(row)  # type: ignore[misc]  # only where there is one
    model._default_manager.bulk_create(fresh)
    if changed:
        names = {name for values in wanted.values() for name in values}
        extra = {"version", "changed_at"} if touch else set()
        model._default_manager.bulk_update(changed, sorted(names | extra))
    batch.added += len(fresh)
    batch.updated += len(changed)
    batch.unchanged += len(wanted) - len(fresh) - len(changed)


def merged(records: list[Record]) -> dict[tuple[str, ...], dict[str, Any]]:
    values: dict[tuple[str, ...], dict[str, Any]] = {}
    for record in records:
        values.setdefault(record.key, {}).update(record.values)
    return values


def occupation_ids(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    codes: dict[str, set[str]] = {}
    for scheme, code in pairs:
        codes.setdefault(scheme, set()).add(code)
    asked = Q(pk__in=[])
    for scheme, some in codes.items():
        asked |= Q(scheme=scheme, code__in=some)
    rows = Occupation.objects.filter(asked).values_list("scheme", "code", "pk")
    return {(scheme, code): pk for scheme, code, pk in rows}


def skill_ids(batch: Batch, names: Iterable[str]) -> dict[str, int]:
    """Skills of the framework by the key its source knows them by."""
    if batch.by_identifier:
        rows = Skill.objects.filter(framework=batch.framework, identifier__in=set(names))
        return {str(identifier): pk for identifier, pk in rows.values_list("identifier", "pk")}
    rows = Skill.objects.filter(framework=batch.framework, code__in=set(names))
    return dict(rows.values_list("code", "pk"))

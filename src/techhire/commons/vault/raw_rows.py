"""Columns as they lie in the table, sealed or not: read a batch at a time, and written where nobody else did since."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast

Row = tuple[Any, dict[str, str | None]]
"""A row's key, and the text that lies in each of its columns."""


def raw_batches(model: type[models.Model], names: Sequence[str], size: int) -> Iterator[list[Row]]:
    """Every row by its key, ``size`` at a time, each batch read when its turn comes."""
    rows = _raw(model, names).order_by("pk")
    last = None
    while True:
        found = list(_read(rows if last is None else rows.filter(pk__gt=last), names)[:size])
        if not found:
            return
        last = found[-1][0]
        yield [(pk, dict(zip(names, said, strict=True))) for pk, *said in found]


def raw_row(model: type[models.Model], names: Sequence[str], pk: object) -> dict[str, str | None] | None:
    """What a row holds now, kept from others until the transaction ends; None where it is gone."""
    found = _read(_raw(model, names).filter(pk=pk).select_for_update(), names).first()
    return None if found is None else dict(zip(names, found[1:], strict=True))


def write_unless_changed(
    model: type[models.Model], pk: object, before: Mapping[str, str | None], after: Mapping[str, str]
) -> bool:
    """Write ``after`` as it is, where the row still holds what was read as ``before``. Returns whether it did."""
    same = {_name(name): text for name, text in before.items()}
    values = {name: Value(text, output_field=models.TextField()) for name, text in after.items()}
    return bool(_raw(model, list(before)).filter(pk=pk, **same).update(**values))


def _raw(model: type[models.Model], names: Sequence[str]) -> models.QuerySet[models.Model]:
    texts = {_name(name): Cast(F(name), models.TextField()) for name in names}
    rows: models.QuerySet[models.Model] = model._base_manager.order_by().annotate(**texts)
    return rows


def _read(rows: models.QuerySet[models.Model], names: Sequence[str]) -> models.QuerySet[Any, Any]:
    return rows.values_list("pk", *map(_name, names))


def _name(name: str) -> str:
    return f"raw_{name}"

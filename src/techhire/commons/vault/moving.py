"""Sealing what lay in the clear before its field was a sealed one, and the way back; for migrations."""

from collections.abc import Callable, Sequence

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Cast

from techhire.commons.vault.keys import Unreadable, seal, unseal

BATCH = 500


def seal_column_values(model: type[models.Model], names: Sequence[str], *, batch: int = BATCH) -> int:
    """Seal these fields of every row, in short transactions of ``batch`` rows. Returns how many rows changed.

    What is sealed already stays as it is, so that it may be stopped and run again.
    """
    return _move(model, names, lambda said: said if _opened(said) is not None else seal(said), batch)


def open_column_values(model: type[models.Model], names: Sequence[str], *, batch: int = BATCH) -> int:
    """Write these fields of every row in the clear again; what is in the clear already stays."""
    return _move(model, names, lambda said: said if (plain := _opened(said)) is None else plain, batch)


def _opened(said: str) -> str | None:
    """The text in it; None where it is not sealed with a key of ours."""
    try:
        return unseal(said)
    except Unreadable:
        return None


def _move(model: type[models.Model], names: Sequence[str], anew: Callable[[str], str], batch: int) -> int:
    raw = {f"raw_{name}": Cast(F(name), models.TextField()) for name in names}
    rows = model._base_manager.annotate(**raw).order_by("pk").values_list("pk", *raw)
    changed, last = 0, None
    while True:
        found = list((rows if last is None else rows.filter(pk__gt=last))[:batch])
        if not found:
            return changed
        last = found[-1][0]
        with transaction.atomic():
            changed += sum(
                _write(model, pk, dict(zip(names, said, strict=True)), anew) for pk, *said in found
            )


def _write(
    model: type[models.Model], pk: object, said: dict[str, str | None], anew: Callable[[str], str]
) -> bool:
    after = {name: anew(value) for name, value in said.items() if value}
    moved = {name: value for name, value in after.items() if value != said[name]}
    if moved:
        values = {name: Value(value, output_field=models.TextField()) for name, value in moved.items()}
        model._base_manager.filter(pk=pk).update(**values)
    return bool(moved)

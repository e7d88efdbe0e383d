"""Sealing what lay in the clear before its field was a sealed one, and the way back; for migrations."""

from collections.abc import Callable, Sequence

from django.db import models, transaction

from techhire.commons.vault.keys import Unreadable, seal, unseal
from techhire.commons.vault.raw_rows import raw_batches, raw_row, write_unless_changed

BATCH = 500


def seal_column_values(model: type[models.Model], names: Sequence[str], *, batch: int = BATCH) -> int:
    """Seal these fields of every row, in short transactions of ``batch`` rows. Returns how many rows changed.

    What is sealed already stays as it is, so that it may be stopped and run again. May run beside people at work: what
    one of them saved meanwhile is read again, and nothing they said is lost.
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
    changed = 0
    for rows in raw_batches(model, names, batch):
        with transaction.atomic():
            changed += sum(_write(model, pk, said, anew) for pk, said in rows)
    return changed


def _write(
    model: type[models.Model], pk: object, said: dict[str, str | None] | None, anew: Callable[[str], str]
) -> bool:
    """What somebody saved since it was read is taken as they left it."""
    while said is not None:
        after = {name: anew(value) for name, value in said.items() if value}
        moved = {name: value for name, value in after.items() if value != said[name]}
        if not moved:
            return False
        if write_unless_changed(model, pk, said, moved):
            return True
        said = raw_row(model, list(said), pk)
    return False

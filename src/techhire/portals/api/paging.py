"""Walking a list page by page: the cursor is opaque, signed, and says after which row to go on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from techhire.commons.permits import Refused
from techhire.portals.api.fields import Search

Limit = Annotated[int, Field(ge=1, le=100)]
Cursor = Annotated[str, Field(max_length=4000, pattern=r"^[A-Za-z0-9._:=-]*$")]
Row = TypeVar("Row")


class Page(Schema, Generic[Row]):
    """Some rows of a list; ``next`` is the cursor of the following ones, null on the last page."""

    items: list[Row]
    next: str | None


class Paging(Schema):
    """Which page: at most ``limit`` rows, after ``cursor``."""

    limit: Limit = 20
    cursor: Cursor = ""


class Searching(Paging):
    """Which page of what holds these words."""

    q: Search = ""


def page_of(rows: QuerySet[Any], paging: Paging, *, by: tuple[str, ...], name: str) -> dict[str, Any]:
    """A page of a query, ordered by these fields (``-`` for downwards), the last of which is unique."""
    after = _opened(paging.cursor, name, len(by))
    ordered = rows.order_by(*by)
    if after is not None:
        ordered = ordered.filter(_beyond(by, [_read(value) for value in after]))
    found = list(ordered[: paging.limit + 1])
    kept = found[: paging.limit]
    if len(found) <= paging.limit:
        return {"items": kept, "next": None}
    return {"items": kept, "next": _closed([_written(_value(kept[-1], field)) for field in by], name)}


def page_in(rows: Sequence[Any] | QuerySet[Any], paging: Paging, *, name: str) -> dict[str, Any]:
    """A page of a list that was worked out in full; the cursor counts rows."""
    opened = _opened(paging.cursor, name, 1)
    start = opened[0] if opened is not None else 0
    if not isinstance(start, int) or start < 0:
        raise _unknown()
    end = start + paging.limit
    return {"items": rows[start:end], "next": _closed([end], name) if end < len(rows) else None}


def _beyond(by: tuple[str, ...], values: list[Any]) -> Q:
    """Rows after these values: equal in the first fields and beyond in the next one."""
    found = Q(pk__in=[])
    for at, field in enumerate(by):
        equal = Q(**{name.lstrip("-"): value for name, value in zip(by[:at], values[:at], strict=True)})
        step = "lt" if field.startswith("-") else "gt"
        found |= equal & Q(**{f"{field.lstrip('-')}__{step}": values[at]})
    return found


def _value(row: Any, field: str) -> Any:
    for part in field.lstrip("-").split("__"):
        row = getattr(row, part)
    return row


def _written(value: Any) -> Any:
    return {"t": value.isoformat()} if isinstance(value, (date, datetime)) else value


def _read(value: Any) -> Any:
    return parse_datetime(value["t"]) if isinstance(value, dict) else value


def _closed(values: list[Any], name: str) -> str:
    return signing.dumps(values, salt=f"techhire.api:{name}")


def _opened(cursor: str, name: str, length: int) -> list[Any] | None:
    if not cursor:
        return None
    try:
        values = signing.loads(cursor, salt=f"techhire.api:{name}")
    except signing.BadSignature as error:
        raise _unknown() from error
    if not isinstance(values, list) or len(values) != length:
        raise _unknown()
    return values


def _unknown() -> Refused:
    return Refused(_("This cursor is not from this list."), field="cursor")

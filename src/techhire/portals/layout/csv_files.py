"""Tables handed out as CSV files that a spreadsheet program opens without running anything in them."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA = "=+-@\t\r"


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download of this name; None becomes an empty cell, and text that begins like a formula stays text."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return response


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] and cell[0] in FORMULA else cell

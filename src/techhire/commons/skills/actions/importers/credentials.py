"""Lists of industry certifications and of state licenses, with the columns New Jersey gives them out in."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder, Sheet
from techhire.commons.skills.actions.importers.records import Bad, Line, Record, Source, WrongFile
from techhire.commons.skills.actions.importers.sheets import (
    Cells,
    cells_of,
    count_rows,
    sheet_like,
    trouble,
)
from techhire.commons.skills.words import CredentialKind

NUMBER = re.compile(r"[1-9]\d{0,8}")
CODE = re.compile(r"\d\d-\d{4}(\.\d\d)?")
NAMED = {"number": ("ID",), "name": ("NAME",), "code": ("CODE",), "gone": ("ISDELETED",)}
ISSUER = {"issuer": ("ISSUERID",)}
"""Certifications name their issuer by a number; the list of issuers is not given out, so the number is not kept."""


def _sheets(folder: Folder) -> list[tuple[Sheet, CredentialKind]]:
    found = [
        (sheet_like(folder, NAMED | ISSUER), CredentialKind.CERTIFICATION),
        (sheet_like(folder, NAMED, without=ISSUER), CredentialKind.LICENSE),
    ]
    sheets = [(sheet, kind) for sheet, kind in found if sheet is not None]
    if not sheets:
        raise WrongFile(
            _("Neither a list of certifications nor one of licenses is here: no file has their columns.")
        )
    return sheets


def _survey(folder: Folder) -> int:
    return count_rows(folder, [sheet for sheet, _kind in _sheets(folder)])


def _read(folder: Folder) -> Iterator[Line]:
    for sheet, kind in _sheets(folder):
        title = folder.title(sheet.name)
        for line, cells in cells_of(folder, sheet):
            yield cells if isinstance(cells, Line) else _credential(cells, kind, title, line)


def _credential(cells: Cells, kind: CredentialKind, file: str, line: int) -> Line:
    if wrong := trouble(cells, {"number": 9, "name": 300}, {"number": NUMBER}):
        return Line(bad=Bad(file, line, wrong))
    key = (kind.value, cells["number"])
    values = {"name": readable(cells["name"]), "is_current": cells["gone"] != "1"}
    kept = Record("credential", key, values, file, line)
    if kind is CredentialKind.CERTIFICATION or not cells["code"]:
        return Line((kept,))
    if wrong := trouble(cells, {"code": 10}, {"code": CODE}):
        return Line((kept,), bad=Bad(file, line, wrong))
    return Line((kept, Record("credential_occupation", (*key, cells["code"]), {}, file, line)))


def readable(name: str) -> str:
    """The name with its blanks in order; one in capitals throughout in small letters, but for what is in brackets."""
    plain = " ".join(name.split())
    if not plain.isupper():
        return plain
    parts = re.split(r"(\([^)]*\))", plain)
    lowered = "".join(part if part.startswith("(") else part.lower() for part in parts)
    return lowered[0].upper() + lowered[1:]


CREDENTIALS = Source(survey=_survey, read=_read)

"""Tables of official files: found by name or by their columns, checked before anything is read."""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder, Sheet, Unreadable
from techhire.commons.skills.actions.importers.records import Bad, Line, WrongFile

Wanted = Mapping[str, tuple[str, ...]]
Cells = dict[str, str]


def columns_in(heading: list[str], wanted: Wanted) -> dict[str, int]:
    """Where each wanted column stands; left out where no heading fits. Capitals, blanks and marks do not count."""
    places = {_folded(cell): at for at, cell in reversed(list(enumerate(heading)))}
    found = {}
    for name, headings in wanted.items():
        at = next((places[_folded(text)] for text in headings if _folded(text) in places), None)
        if at is not None:
            found[name] = at
    return found


def sheet_named(folder: Folder, plain: str, wanted: Wanted, optional: tuple[str, ...] = ()) -> Sheet:
    """The table of that file name. Raises ``WrongFile`` where the file or a column is not there."""
    if plain not in folder.names:
        raise WrongFile(_("The file %(file)s is not there.") % {"file": plain})
    try:
        heading, tabbed = folder.header(plain)
    except Unreadable as error:
        raise WrongFile(_("A file cannot be read: %(trouble)s") % {"trouble": error}) from error
    columns = columns_in(heading, wanted)
    lost = [headings[0] for name, headings in wanted.items() if name not in columns and name not in optional]
    if lost:
        raise WrongFile(
            _("%(file)s does not have the columns it should: %(columns)s.")
            % {"file": folder.title(plain), "columns": ", ".join(lost)}
        )
    return Sheet(plain, columns, len(heading), tabbed)


def sheet_like(
    folder: Folder, wanted: Wanted, optional: tuple[str, ...] = (), *, without: Wanted | None = None
) -> Sheet | None:
    """The first table that has all columns, and none of those of another list, whatever its name."""
    for plain in folder.names:
        if plain.endswith((".csv", ".txt", ".tsv")):
            try:
                sheet = sheet_named(folder, plain, wanted, optional)
            except WrongFile:
                continue
            if not (without and columns_in(folder.header(plain)[0], without)):
                return sheet
    return None


def count_rows(folder: Folder, sheets: list[Sheet]) -> int:
    """Rows of all tables, every byte looked at. Raises ``WrongFile`` where a file is broken off or not text."""
    try:
        number = sum(1 for sheet in sheets for _row in folder.rows(sheet))
    except Unreadable as error:
        raise WrongFile(_("A file cannot be read: %(trouble)s") % {"trouble": error}) from error
    if not number:
        raise WrongFile(_("There are no rows in it."))
    return number


def cells_of(folder: Folder, sheet: Sheet) -> Iterator[tuple[int, Cells | Line]]:
    """(line, cells by wanted column), or the line's trouble where a cell is missing or holds what cannot be kept."""
    title = folder.title(sheet.name)
    for line, cells in folder.rows(sheet):
        if len(cells) < sheet.width:
            reason = _("%(found)d cells where %(wanted)d belong") % {
                "found": len(cells),
                "wanted": sheet.width,
            }
            yield line, Line(bad=Bad(title, line, reason))
        elif any("\x00" in cell for cell in cells):
            yield line, Line(bad=Bad(title, line, _("a character that cannot be kept")))
        else:
            yield line, {name: cells[at].strip() for name, at in sheet.columns.items()}


def trouble(cells: Cells, limits: dict[str, int], codes: dict[str, re.Pattern[str]] | None = None) -> str:
    """What is the matter with a row, or nothing: an empty or too long cell, a code of another shape."""
    for name, limit in limits.items():
        if not cells.get(name):
            return _("%(column)s is empty") % {"column": name}
        if len(cells[name]) > limit:
            return _("%(column)s is longer than %(limit)d characters") % {"column": name, "limit": limit}
    for name, pattern in (codes or {}).items():
        if not pattern.fullmatch(cells[name]):
            return _("“%(code)s” is not a code of this list") % {"code": cells[name][:40]}
    return ""


def _folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())

"""CIP 2020: its crosswalk to SOC 2018, and plain lists of its codes, with the columns of the official files."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder, Sheet
from techhire.commons.skills.actions.importers.records import Bad, Line, Record, Source, WrongFile
from techhire.commons.skills.actions.importers.sheets import cells_of, count_rows, sheet_like, trouble
from techhire.commons.skills.words import Scheme

CODES = {"cip": re.compile(r"\d\d(\.\d\d(\d\d)?)?"), "soc": re.compile(r"\d\d-\d{4}")}
IN_DEMAND = "in_demand"
NO_OCCUPATION = "99-9999"
CROSSWALK = {
    "cip": ("CIP2020Code",),
    "cip_title": ("CIP2020Title",),
    "soc": ("SOC2018Code",),
    "soc_title": ("SOC2018Title",),
}
LIST = {"cip": ("CIPCode", "CIP"), "cip_title": ("CIPTitle",)}


def _sheets(folder: Folder) -> list[Sheet]:
    found = [
        sheet for sheet in (sheet_like(folder, LIST), sheet_like(folder, CROSSWALK)) if sheet is not None
    ]
    if not found:
        raise WrongFile(
            _(
                "Neither a list of CIP codes nor the crosswalk from CIP to SOC is here: no file has their columns."
            )
        )
    return found


def _survey(folder: Folder) -> int:
    return count_rows(folder, _sheets(folder))


def _read(folder: Folder) -> Iterator[Line]:
    for sheet in _sheets(folder):
        title = folder.title(sheet.name)
        take = _crossing if "soc" in sheet.columns else _code
        for line, cells in cells_of(folder, sheet):
            yield cells if isinstance(cells, Line) else take(cells, title, line)


def _code(cells: dict[str, str], file: str, line: int) -> Line:
    if wrong := trouble(cells, {"cip": 7, "cip_title": 300}, {"cip": CODES["cip"]}):
        return Line(bad=Bad(file, line, wrong))
    return Line((_program(cells, file, line, in_demand=IN_DEMAND in file.casefold()),))


def _program(cells: dict[str, str], file: str, line: int, *, in_demand: bool = False) -> Record:
    """A code; a state's list of programs in demand, known by its file's name, marks its codes."""
    values: dict[str, object] = {"title": cells["cip_title"].removesuffix(".")}
    return Record("program", (cells["cip"],), values | ({"in_demand": True} if in_demand else {}), file, line)


def _crossing(cells: dict[str, str], file: str, line: int) -> Line:
    limits = {"cip": 7, "cip_title": 300, "soc": 7, "soc_title": 300}
    if wrong := trouble(cells, limits, CODES):
        return Line(bad=Bad(file, line, wrong))
    program = _program(cells, file, line)
    if cells["soc"] == NO_OCCUPATION:
        return Line((program,))
    occupation = (Scheme.SOC_2018, cells["soc"])
    return Line(
        (
            program,
            Record("occupation", occupation, {"title": cells["soc_title"]}, file, line),
            Record("program_occupation", (cells["cip"], cells["soc"]), {}, file, line),
        )
    )


CIP = Source(survey=_survey, read=_read)

"""SOC 2018: definitions, the crosswalk from 2010, and the codes of wage surveys (OES), by their official columns."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder, Sheet
from techhire.commons.skills.actions.importers.records import Bad, Line, Record, Source, WrongFile
from techhire.commons.skills.actions.importers.sheets import cells_of, count_rows, sheet_like, trouble
from techhire.commons.skills.words import Relation, Scheme

CODE = re.compile(r"\d\d-\d{4}")
DEFINITIONS = {
    "group": ("SOC Group",),
    "code": ("SOC Code",),
    "title": ("SOC Title",),
    "definition": ("SOC Definition",),
}
HYBRID = {
    "oes": ("OES2019EstimatesCode", "OES 2019 Estimates Code"),
    "oes_title": ("OES2019EstimatesTitle", "OES 2019 Estimates Title"),
    "new": ("SOCCode2018", "2018 SOC Code"),
    "new_title": ("SOCTitle2018", "2018 SOC Title"),
}
CROSSWALK = {
    "old": ("2010 SOC Code", "SOC Code 2010"),
    "old_title": ("2010 SOC Title", "SOC Title 2010"),
    "new": ("2018 SOC Code", "SOC Code 2018"),
    "new_title": ("2018 SOC Title", "SOC Title 2018"),
}


def _sheets(folder: Folder) -> list[Sheet]:
    definitions = sheet_like(folder, DEFINITIONS)
    crosswalk = sheet_like(folder, CROSSWALK)
    hybrid = sheet_like(folder, HYBRID)
    found = [sheet for sheet in (definitions, crosswalk, hybrid) if sheet is not None]
    if not found:
        raise WrongFile(
            _(
                "Neither the definitions of SOC 2018 nor its crosswalk from 2010 is here: no file has their columns."
            )
        )
    return found


def _survey(folder: Folder) -> int:
    return count_rows(folder, _sheets(folder))


def _read(folder: Folder) -> Iterator[Line]:
    for sheet in _sheets(folder):
        take = _definition if "group" in sheet.columns else _hybrid if "oes" in sheet.columns else _crossing
        title = folder.title(sheet.name)
        for line, cells in cells_of(folder, sheet):
            yield cells if isinstance(cells, Line) else take(cells, title, line)


def _definition(cells: dict[str, str], file: str, line: int) -> Line:
    if wrong := trouble(cells, {"code": 7, "title": 300}, {"code": CODE}):
        return Line(bad=Bad(file, line, wrong))
    values = {"title": cells["title"], "definition": cells["definition"], "group": cells["group"][:12]}
    return Line((Record("occupation", (Scheme.SOC_2018, cells["code"]), values, file, line),))


def _crossing(cells: dict[str, str], file: str, line: int) -> Line:
    limits = {"old": 7, "old_title": 300, "new": 7, "new_title": 300}
    if wrong := trouble(cells, limits, {"old": CODE, "new": CODE}):
        return Line(bad=Bad(file, line, wrong))
    old, new = (Scheme.SOC_2010, cells["old"]), (Scheme.SOC_2018, cells["new"])
    relation = Relation.EXACT if cells["old_title"] == cells["new_title"] else Relation.RELATED
    return Line(
        (
            Record("occupation", old, {"title": cells["old_title"]}, file, line),
            Record("occupation", new, {"title": cells["new_title"]}, file, line),
            Record("link", (*old, *new), {"relation": relation, "source": "SOC 2010 to 2018"}, file, line),
        )
    )


def _hybrid(cells: dict[str, str], file: str, line: int) -> Line:
    """Wage surveys join some occupations under a code of their own; each is broader than what it joins."""
    limits = {"oes": 7, "oes_title": 300, "new": 7, "new_title": 300}
    if wrong := trouble(cells, limits, {"oes": CODE, "new": CODE}):
        return Line(bad=Bad(file, line, wrong))
    wide, new = (Scheme.OES_2019, cells["oes"]), (Scheme.SOC_2018, cells["new"])
    relation = Relation.EXACT if cells["oes"] == cells["new"] else Relation.NARROWER
    return Line(
        (
            Record("occupation", wide, {"title": cells["oes_title"]}, file, line),
            Record("occupation", new, {"title": cells["new_title"]}, file, line),
            Record("link", (*wide, *new), {"relation": relation, "source": "OES 2019 hybrid"}, file, line),
        )
    )


SOC = Source(survey=_survey, read=_read)

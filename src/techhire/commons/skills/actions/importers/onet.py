"""The O*NET database as a folder of text files: occupations and what they do, use, ask for and are rated."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder, Sheet
from techhire.commons.skills.actions.importers.records import About, Bad, Line, Record, Source, WrongFile
from techhire.commons.skills.actions.importers.sheets import (
    Cells,
    Wanted,
    cells_of,
    count_rows,
    sheet_named,
    trouble,
)
from techhire.commons.skills.words import Relation, Scheme, SkillKind, TaskKind

CODE = re.compile(r"\d\d-\d{4}\.\d\d")
ELEMENT = re.compile(r"\d(\.[A-Za-z0-9]+)*")
ACTIVITY = re.compile(r"4(\.[A-Za-z0-9]+){3,6}")
NUMBER = re.compile(r"[1-9]\d*")
NO_STEPS = "n/a"
ZONE = re.compile(r"[1-5]")
TASK_KINDS = {"core": TaskKind.CORE, "supplemental": TaskKind.SUPPLEMENTAL}
FIRST_SCALES = {"IM": "source_importance", "LV": "source_level"}
OCCUPATION: dict[str, tuple[str, ...]] = {"code": ("O*NET-SOC Code",)}
Take = Callable[[Cells, str, int], Line]


@dataclass(frozen=True)
class Table:
    """One file of the release: its names, its columns, whether it must be there, how a row is taken."""

    names: tuple[str, ...]
    columns: Wanted
    take: Take
    needed: bool = False


def _bad(file: str, line: int, reason: str) -> Line:
    return Line(bad=Bad(file, line, reason))


def _occupation(cells: Cells, file: str, line: int) -> Line:
    if wrong := trouble(cells, {"code": 10, "title": 300}, {"code": CODE}):
        return _bad(file, line, wrong)
    key = (Scheme.ONET, cells["code"])
    values = {"title": cells["title"], "definition": cells["description"], "group": cells["code"][:2]}
    soc = (Scheme.SOC_2018, cells["code"][:7])
    relation = Relation.EXACT if cells["code"].endswith(".00") else Relation.BROADER
    link = {"relation": relation, "source": "O*NET-SOC", "if_known": True}
    return Line(
        (Record("occupation", key, values, file, line), Record("link", (*key, *soc), link, file, line))
    )


def _title(cells: Cells, file: str, line: int) -> Line:
    if wrong := trouble(cells, {"code": 10, "title": 300}, {"code": CODE}):
        return _bad(file, line, wrong)
    return Line((Record("title", (Scheme.ONET, cells["code"], cells["title"]), {}, file, line),))


def _technology(cells: Cells, file: str, line: int) -> Line:
    return _named(cells, file, line, is_it=True, is_hot=cells.get("hot") == "Y")


def _tool(cells: Cells, file: str, line: int) -> Line:
    return _named(cells, file, line, is_it=False, is_hot=False)


def _named(cells: Cells, file: str, line: int, *, is_it: bool, is_hot: bool) -> Line:
    if wrong := trouble(cells, {"code": 10, "example": 300, "commodity": 300}, {"code": CODE}):
        return _bad(file, line, wrong)
    name = cells["example"]
    values = {"name": name, "definition": cells["commodity"], "kind": SkillKind.TOOL, "is_it": is_it}
    tie = {"is_hot": is_hot}
    return Line(
        (
            Record("skill", (name,), values, file, line),
            Record("occupation_skill", (Scheme.ONET, cells["code"], name), tie, file, line),
        )
    )


def _element(cells: Cells, file: str, line: int) -> Line:
    """Basic and cross-functional skills of the content model (2.A, 2.B); its other branches are no skills."""
    if wrong := trouble(cells, {"element": 20, "name": 300}, {"element": ELEMENT}):
        return _bad(file, line, wrong)
    if not cells["element"].startswith(("2.A.", "2.B.")) or cells["element"].count(".") < 3:
        return Line()
    values = {
        "name": cells["name"],
        "definition": cells["description"][:2000],
        "kind": SkillKind.WORKPLACE,
        "is_it": False,
    }
    return Line((Record("skill", (cells["element"],), values, file, line),))


def _rating(cells: Cells, file: str, line: int) -> Line:
    if wrong := trouble(
        cells, {"code": 10, "element": 20, "name": 300, "scale": 4, "value": 10}, {"code": CODE}
    ):
        return _bad(file, line, wrong)
    column = FIRST_SCALES.get(cells["scale"])
    if column is None:
        return _bad(file, line, _("the scale is neither importance nor level"))
    value = _number(cells["value"])
    if value is None:
        return _bad(file, line, _("“%(value)s” is not a rating") % {"value": cells["value"]})
    skill = {"name": cells["name"], "kind": SkillKind.WORKPLACE, "is_it": False}
    too_loose = _too_loose(cells, file, line)
    rated = {column: None if too_loose else value}
    return Line(
        (
            Record("skill", (cells["element"],), skill, file, line),
            Record("occupation_skill", (Scheme.ONET, cells["code"], cells["element"]), rated, file, line),
        ),
        too_loose,
    )


def _too_loose(cells: Cells, file: str, line: int) -> Bad | None:
    """A rating whose own source says that it is too imprecise to be used; one kept from before goes."""
    if cells.get("suppress", "").upper() != "Y":
        return None
    return Bad(file, line, _("O*NET marks this rating as too imprecise to be used"))


def _number(text: str) -> Decimal | None:
    """A rating from 0 to 100, in hundredths."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value.quantize(Decimal("0.01")) if value.is_finite() and 0 <= value <= 100 else None


def _trait(cells: Cells, file: str, line: int) -> Line:
    """An interest, a work value, a work style, or the share of people on one step of schooling."""
    limits = {"code": 10, "element": 20, "name": 300, "scale": 4, "value": 10}
    if wrong := trouble(cells, limits, {"code": CODE, "element": ELEMENT}):
        return _bad(file, line, wrong)
    value, category = _number(cells["value"]), cells.get("category", NO_STEPS).replace(NO_STEPS, "0")
    if value is None or not (category.isdecimal() and len(category) < 4):
        shown = cells["value"] if value is None else category
        return _bad(file, line, _("“%(value)s” is not a rating") % {"value": shown})
    key = (Scheme.ONET, cells["code"], cells["element"], cells["scale"], category)
    if too_loose := _too_loose(cells, file, line):
        return Line((Record("no_rating", key, {}, file, line),), too_loose)
    return Line((Record("rating", key, {"name": cells["name"], "value": value}, file, line),))


def _task(cells: Cells, file: str, line: int) -> Line:
    """What people do; a task that workers wrote in is emerging and has no number."""
    if wrong := trouble(cells, {"code": 10, "task": 1000}, {"code": CODE}):
        return _bad(file, line, wrong)
    number = cells.get("number", "0")
    if not (number.isdecimal() and len(number) < 10):
        return _bad(file, line, _("“%(code)s” is not a code of this list") % {"code": number[:40]})
    kind = (
        TASK_KINDS.get(cells["kind"].casefold(), TaskKind.NOT_RATED) if number != "0" else TaskKind.EMERGING
    )
    key = (Scheme.ONET, cells["code"], cells["task"])
    return Line((Record("task", key, {"number": int(number), "kind": kind}, file, line),))


def _zone(cells: Cells, file: str, line: int) -> Line:
    if wrong := trouble(cells, {"code": 10, "zone": 1}, {"code": CODE, "zone": ZONE}):
        return _bad(file, line, wrong)
    values = {"job_zone": int(cells["zone"])}
    return Line((Record("job_zone", (Scheme.ONET, cells["code"]), values, file, line),))


def _activity(cells: Cells, file: str, line: int) -> Line:
    if wrong := trouble(cells, {"activity": 24, "title": 300}, {"activity": ACTIVITY}):
        return _bad(file, line, wrong)
    values = {"statement": cells["title"]}
    return Line((Record("activity", (cells["activity"],), values, file, line),))


def _does(cells: Cells, file: str, line: int) -> Line:
    """A task of an occupation and an activity it is an example of."""
    patterns = {"code": CODE, "activity": ACTIVITY, "number": NUMBER}
    if wrong := trouble(cells, {"code": 10, "activity": 24, "number": 9}, patterns):
        return _bad(file, line, wrong)
    key = (Scheme.ONET, cells["code"], cells["activity"], cells["number"])
    return Line((Record("occupation_activity", key, {}, file, line),))


def _related(cells: Cells, file: str, line: int) -> Line:
    if wrong := trouble(cells, {"code": 10, "other": 10}, {"code": CODE, "other": CODE}):
        return _bad(file, line, wrong)
    values = {"relation": Relation.RELATED, "source": "O*NET related occupations"}
    return Line(
        (Record("link", (Scheme.ONET, cells["code"], Scheme.ONET, cells["other"]), values, file, line),)
    )


def _scale(cells: Cells, file: str, line: int) -> Line:
    """What a scale is called."""
    if wrong := trouble(cells, {"scale": 4, "name": 300}):
        return _bad(file, line, wrong)
    return Line((Record("rating_word", (cells["scale"], "", "0"), {"text": cells["name"]}, file, line),))


def _step(cells: Cells, file: str, line: int) -> Line:
    """What a step of a scale is called that spreads people over steps."""
    limits = {"element": 20, "scale": 4, "category": 3, "text": 1000}
    if wrong := trouble(cells, limits, {"element": ELEMENT, "category": NUMBER}):
        return _bad(file, line, wrong)
    key = (cells["scale"], cells["element"], cells["category"])
    return Line((Record("rating_word", key, {"text": cells["text"]}, file, line),))


TRAIT = OCCUPATION | {
    "element": ("Element ID",),
    "name": ("Element Name",),
    "scale": ("Scale ID",),
    "value": ("Data Value",),
    "suppress": ("Recommend Suppress",),
}
FLAGS = ("suppress",)
"""Columns that only some releases and files have."""
TASK = OCCUPATION | {"task": ("Task",)}
EXAMPLE = OCCUPATION | {"example": ("Example",), "commodity": ("Commodity Title",)}
TABLES = (
    Table(
        ("occupation_data.txt",),
        OCCUPATION | {"title": ("Title",), "description": ("Description",)},
        _occupation,
        True,
    ),
    Table(("alternate_titles.txt",), OCCUPATION | {"title": ("Alternate Title",)}, _title),
    Table(("sample_of_reported_titles.txt",), OCCUPATION | {"title": ("Reported Job Title",)}, _title),
    Table(
        ("content_model_reference.txt",),
        {"element": ("Element ID",), "name": ("Element Name",), "description": ("Description",)},
        _element,
    ),
    Table(("technology_skills.txt",), EXAMPLE | {"hot": ("Hot Technology",)}, _technology),
    Table(("tools_used.txt",), EXAMPLE, _tool),
    Table(
        ("skills.txt", "skills_importance_level.csv"),
        TRAIT,
        _rating,
    ),
    Table(("job_zones.txt",), OCCUPATION | {"zone": ("Job Zone",)}, _zone),
    Table(("task_statements.txt",), TASK | {"number": ("Task ID",), "kind": ("Task Type",)}, _task),
    Table(("emerging_tasks.txt",), TASK | {"kind": ("Category",)}, _task),
    Table(("dwa_reference.txt",), {"activity": ("DWA ID",), "title": ("DWA Title",)}, _activity),
    Table(
        ("tasks_to_dwas.txt",),
        OCCUPATION | {"activity": ("DWA ID",), "number": ("Task ID",)},
        _does,
    ),
    Table(("interests.txt",), TRAIT, _trait),
    Table(("work_values.txt",), TRAIT, _trait),
    Table(("work_styles.txt",), TRAIT, _trait),
    Table(("education_training_and_experience.txt",), TRAIT | {"category": ("Category",)}, _trait),
    Table(("scales_reference.txt",), {"scale": ("Scale ID",), "name": ("Scale Name",)}, _scale),
    Table(
        ("education_training_and_experience_categories.txt",),
        {
            "element": ("Element ID",),
            "scale": ("Scale ID",),
            "category": ("Category",),
            "text": ("Category Description",),
        },
        _step,
    ),
    Table(("related_occupations.txt",), OCCUPATION | {"other": ("Related O*NET-SOC Code",)}, _related),
)


def _sheets(folder: Folder) -> list[tuple[Sheet, Take]]:
    found = []
    for table in TABLES:
        names = [name for name in table.names if name in folder.names]
        if names or table.needed:
            name, flags = (names or list(table.names))[0], FLAGS if "suppress" in table.columns else ()
            found.append((sheet_named(folder, name, table.columns, optional=flags), table.take))
    return found


def _survey(folder: Folder) -> int:
    if not folder.names:
        raise WrongFile(_("There is no text file in it."))
    return count_rows(folder, [sheet for sheet, _take in _sheets(folder)])


def _read(folder: Folder) -> Iterator[Line]:
    """A record already read, such as a product named for many occupations, is given once; ties are given each time."""
    given: set[tuple[str, tuple[str, ...]]] = set()
    for sheet, take in _sheets(folder):
        title = folder.title(sheet.name)
        for number, cells in cells_of(folder, sheet):
            line = cells if isinstance(cells, Line) else take(cells, title, number)
            fresh = tuple(r for r in line.records if r.noun != "skill" or (r.noun, r.key) not in given)
            given.update((r.noun, r.key) for r in fresh if r.noun == "skill")
            yield line if len(fresh) == len(line.records) else Line(fresh, line.bad)


def _about(folder: Folder) -> About:
    return About(
        slug="onet",
        name="O*NET",
        name_es="O*NET",
        publisher="U.S. Department of Labor, Employment and Training Administration",
        version=_version(folder),
        source_url="https://www.onetcenter.org/database.html",
        license="CC BY 4.0",
    )


def _version(folder: Folder) -> str:
    """The release as the folder's own note names it, e.g. 27.0."""
    if "read_me.txt" not in folder.names:
        return ""
    with folder.text("read_me.txt") as file:
        found = re.search(r"O\*NET\D{0,3}(\d+\.\d+)", file.read(2000))
    return found.group(1) if found else ""


ONET = Source(survey=_survey, read=_read, about=_about)

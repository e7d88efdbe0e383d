"""ESCO in its official CSV layout: skills, occupations, and which skills an occupation asks for.

The end of a file's name says its language: English and Spanish go each into their own place, in any order.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from techhire.commons.skills.actions.importers.files import Folder, Sheet
from techhire.commons.skills.actions.importers.records import About, Bad, Line, Record, Source, WrongFile
from techhire.commons.skills.actions.importers.sheets import Cells, cells_of, count_rows, sheet_named, trouble
from techhire.commons.skills.words import Importance, Scheme, SkillKind

URI = re.compile(r"https?://data\.europa\.eu/esco/\S+")
KINDS = {"skill/competence": SkillKind.METHOD, "knowledge": SkillKind.KNOWLEDGE}
NAMED = {
    "uri": ("conceptUri",),
    "label": ("preferredLabel",),
    "others": ("altLabels",),
    "description": ("description",),
}
SKILLS = NAMED | {"kind": ("skillType",), "reuse": ("reuseLevel",)}
OCCUPATIONS = NAMED | {"group": ("iscoGroup",)}
RELATIONS = {
    "occupation": ("occupationUri",),
    "relation": ("relationType",),
    "skill": ("skillUri",),
}
BROADER = {
    "uri": ("conceptUri",),
    "broader": ("broaderUri",),
}


def _file(folder: Folder, stem: str) -> str | None:
    """The file of that name whatever its language, where it holds codes alone: ``occupationSkillRelations.csv``."""
    pattern = re.compile(rf"{stem}(_[a-z]{{2}}(-[a-z0-9]+)?)?\.csv")
    return next((name for name in folder.names if pattern.fullmatch(name)), None)


def _spoken(folder: Folder, stem: str) -> list[str]:
    """The files of that name in English, which may say no language, and in Spanish."""
    return [name for end in ("_en", "", "_es") if (name := f"{stem}{end}.csv") in folder.names]


def _sheets(folder: Folder) -> list[tuple[str, Sheet]]:
    skills = _spoken(folder, "skills")
    if not skills:
        raise WrongFile(_("Neither skills_en.csv nor skills_es.csv is there."))
    found = [("skill", sheet_named(folder, name, SKILLS, optional=("others", "reuse"))) for name in skills]
    for name in _spoken(folder, "occupations"):
        found.append(("occupation", sheet_named(folder, name, OCCUPATIONS, optional=("others", "group"))))
    plans = (
        ("broader", "broaderrelationsskillpillar", BROADER),
        ("tie", "occupationskillrelations", RELATIONS),
    )
    for what, stem, columns in plans:
        coded = _file(folder, stem)
        if coded is not None:
            found.append((what, sheet_named(folder, coded, columns)))
    return found


def _in_spanish(file: str) -> bool:
    return file.lower().removesuffix(".gz").endswith("_es.csv")


def _survey(folder: Folder) -> int:
    return count_rows(folder, [sheet for _what, sheet in _sheets(folder)])


def _read(folder: Folder) -> Iterator[Line]:
    take = {"skill": _skill, "occupation": _occupation, "broader": _broader, "tie": _tie}
    for what, sheet in _sheets(folder):
        title = folder.title(sheet.name)
        for line, cells in cells_of(folder, sheet):
            yield cells if isinstance(cells, Line) else take[what](cells, title, line)


def _others(cells: Cells) -> list[str]:
    """Other labels: one a line in one cell, without the preferred one."""
    texts = (text.strip() for text in re.split(r"[\n|]", cells.get("others", "")))
    own = cells["label"].casefold()
    return list({t.casefold(): t for t in texts if t and t.casefold() != own and len(t) <= 300}.values())


def _skill(cells: Cells, file: str, line: int) -> Line:
    if wrong := trouble(cells, {"uri": 300, "label": 300}, {"uri": URI}):
        return Line(bad=Bad(file, line, wrong))
    end = "_es" if _in_spanish(file) else ""
    values = {
        f"name{end}": cells["label"],
        f"definition{end}": cells["description"][:2000],
        "kind": KINDS.get(cells["kind"], SkillKind.OTHER),
        "is_it": False,
    }
    aliases = tuple(Record("alias", (cells["uri"], text), {}, file, line) for text in _others(cells))
    return Line((Record("skill", (cells["uri"],), values, file, line), *aliases))


def _occupation(cells: Cells, file: str, line: int) -> Line:
    if wrong := trouble(cells, {"uri": 120, "label": 300}, {"uri": URI}):
        return Line(bad=Bad(file, line, wrong))
    key = (Scheme.ESCO, cells["uri"])
    group = cells.get("group", "")[:12]
    values = {"title": cells["label"], "definition": cells["description"], "group": group}
    if _in_spanish(file):
        values = {"title_es": cells["label"], "group": group}
    titles = tuple(Record("title", (*key, text), {}, file, line) for text in _others(cells))
    return Line((Record("occupation", key, values, file, line), *titles))


def _broader(cells: Cells, file: str, line: int) -> Line:
    """A narrower skill under a broader one; rows about groups, which are no skills here, say nothing to us."""
    if "/esco/skill/" not in cells["uri"] or "/esco/skill/" not in cells["broader"]:
        return Line()
    return Line((Record("parent", (cells["uri"], cells["broader"]), {"if_known": True}, file, line),))


def _tie(cells: Cells, file: str, line: int) -> Line:
    limits = {"occupation": 120, "skill": 300, "relation": 20}
    if wrong := trouble(cells, limits, {"occupation": URI, "skill": URI}):
        return Line(bad=Bad(file, line, wrong))
    if cells["relation"] not in ("essential", "optional"):
        return Line(bad=Bad(file, line, _("the relation is neither essential nor optional")))
    importance = Importance.ESSENTIAL if cells["relation"] == "essential" else Importance.PREFERRED
    key = (Scheme.ESCO, cells["occupation"], cells["skill"])
    return Line((Record("occupation_skill", key, {"importance": importance}, file, line),))


def _about(folder: Folder) -> About:
    return About(
        slug="esco",
        name="ESCO",
        name_es="ESCO",
        publisher="European Commission",
        source_url="https://esco.ec.europa.eu/en/use-esco/download",
        license="CC BY 4.0",
    )


ESCO = Source(survey=_survey, read=_read, about=_about)

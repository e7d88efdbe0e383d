"""Reading the starter framework's files: plain rows, no database, so that the console can use them alone."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
Row = dict[str, str]


@dataclass(frozen=True)
class Tie:
    """A starter skill and a skill of another list, by the code that list has for it; ``name`` is for readers."""

    slug: str
    framework: str
    code: str
    name: str
    relation: str
    file: str
    line: int


@cache
def not_it() -> frozenset[str]:
    """Skills of nearly every office, shop and warehouse, and of projects of any kind, by our judgment.

    An ad that names only these is not an IT ad.
    """
    return frozenset((FOLDER / "not_it.txt").read_text(encoding="utf-8").split())


def is_it(row: Row) -> bool:
    """Whether a skill tells an IT ad from another: no workplace skill does, nor the computer work of every office."""
    return row["kind"] != "workplace" and row["slug"] not in not_it()


def rows(pattern: str) -> Iterator[Row]:
    """Rows of every file that fits the pattern, files in order of their names, cells stripped."""
    for path in sorted(FOLDER.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield {key: (value or "").strip() for key, value in row.items() if key}


def spanish_titles() -> dict[str, str]:
    """Our own Spanish titles of the SOC 2018 occupations that job families name, by code."""
    return {row["code"]: row["title_es"] for row in rows("occupation_titles.csv")}


def occupation_names() -> dict[str, tuple[str, str]]:
    """Titles of the same occupations in English, as SOC 2018 has them, and in Spanish, by code."""
    return {row["code"]: (row["title_en"], row["title_es"]) for row in rows("occupation_titles.csv")}


@cache
def ties() -> tuple[Tie, ...]:
    """Every tie to a list from outside, each chosen by a person; the relation says what the other skill is."""
    found = []
    for path in sorted(FOLDER.glob("ties_*.csv")):
        for line, row in enumerate(rows(path.name), start=2):
            found.append(Tie(**row, file=path.name, line=line))
    return tuple(found)


def aliases_of(row: Row) -> list[str]:
    """Other names of a skill, once each, without its own."""
    own = {row["name_en"].casefold()}
    kept: dict[str, str] = {}
    for alias in row["aliases"].split("|"):
        text = alias.strip()
        if text and text.casefold() not in own:
            kept.setdefault(text.casefold(), text)
    return list(kept.values())


@cache
def vocabulary_rows() -> tuple[tuple[str, str, str, str], ...]:
    """(slug, surface name, kind, English name) for every name and alias, as the reading engine takes them."""
    found: list[tuple[str, str, str, str]] = []
    for row in rows("skills_*.csv"):
        names = [
            row["name_en"],
            *([row["name_es"]] if row["name_es"] != row["name_en"] else []),
            *aliases_of(row),
        ]
        found.extend((row["slug"], name, row["kind"], row["name_en"]) for name in names)
    return tuple(found)

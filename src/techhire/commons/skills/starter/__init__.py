"""Reading the starter framework's files: plain rows, no database, so that the console can use them alone."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
Row = dict[str, str]
# Computer work of nearly every office, shop and warehouse, and running projects of any kind. An ad that names only
# these is not an IT ad. Our judgment.
NOT_IT = frozenset(
    [
        "digital-literacy",
        "typing",
        "internet-research",
        "file-management",
        "office-software",
        "google-workspace",
        "spreadsheets",
        "spreadsheet-formulas",
        "pivot-tables",
        "spreadsheet-charts",
        "microsoft-word",
        "mail-merge",
        "presentations",
        "email-use",
        "calendar-scheduling",
        "microsoft-teams",
        "online-meetings",
        "team-chat",
        "cloud-storage",
        "data-entry",
        "data-checking",
        "online-forms",
        "pdf-tools",
        "document-scanning",
        "bookkeeping-software",
        "inventory-software",
        "ai-assistants",
        "crm-use",
        "erp-use",
        "point-of-sale-support",
        "label-printers",
        "data-literacy",
        "data-collection",
        "survey-analysis",
        "forecasting",
        "kpi-definition",
        "project-management",
        "project-coordination",
        "project-planning",
        "project-scheduling",
        "project-budgeting",
        "project-risk-management",
        "scope-management",
        "project-charter",
        "status-reporting",
        "stakeholder-management",
        "meeting-facilitation",
        "vendor-management",
        "process-mapping",
        "process-improvement",
        "organizational-change",
        "microsoft-project",
        "task-boards",
        "agile",
        "kanban",
        "waterfall",
        "microsoft-access",
        "hipaa",
        "security-awareness",
        "physical-security-systems",
        "identity-theft-fraud",
        "editing-proofreading",
        "plain-language",
        "interviewing-experts",
        "copywriting",
        "social-media-content",
        "email-marketing",
        "translation",
        "learning-platforms",
        "print-production",
        "photography",
        "illustration",
        "video-editing",
    ]
)


def is_it(row: Row) -> bool:
    """Whether a skill tells an IT ad from another: no workplace skill does, nor the computer work of every office."""
    return row["kind"] != "workplace" and row["slug"] not in NOT_IT


def rows(pattern: str) -> Iterator[Row]:
    """Rows of every file that fits the pattern, files in order of their names, cells stripped."""
    for path in sorted(FOLDER.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield {key: (value or "").strip() for key, value in row.items() if key}


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

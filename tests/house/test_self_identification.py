"""What people say about themselves is imported where it is kept, where the person reads it and where it is counted."""

import ast
from pathlib import Path

import pytest

from tests.house.every import every

SOURCE = Path(__file__).parents[2] / "src" / "techhire"
MODEL = "SelfIdentification"
MAY_NAME_IT = {
    "plays/seekers/models/selfid.py": "the table",
    "plays/seekers/models/__init__.py": "the list of tables",
    "plays/seekers/actions/selfid.py": "the person tells, changes and takes back",
    "plays/seekers/actions/erasure.py": "it goes with the record",
    "plays/seekers/queries/selfid.py": "the person's own eyes",
    "plays/assessments/queries/fairness.py": "counts by group, small ones hidden",
}
READS_OWN = {"about_self", "has_told_about_self"}
MAY_READ_OWN = {
    "plays/seekers/queries/selfid.py",
    "plays/seekers/queries/__init__.py",
    "plays/seekers/queries/held.py",
    "plays/assessments/queries/asking.py",
    "portals/seeker/about.py",
}
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)


def names_in(path: Path) -> set[str]:
    """Every name a module reads, imports or looks up by its text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name.rpartition(".")[2])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 60:
            found.add(node.value.rpartition(".")[2])
    return found


@every("path", MODULES)
def test_only_these_modules_touch_it(path: Path) -> None:
    name, said = str(path.relative_to(SOURCE)), names_in(path)
    assert MODEL not in said or name in MAY_NAME_IT, f"{name} names {MODEL}"
    assert not said & READS_OWN or name in MAY_READ_OWN, f"{name} reads what a person said"
    assert not any("selfidentification" in one.lower() for one in said - {MODEL}), f"{name} joins the table"


@pytest.mark.parametrize("name", sorted({*MAY_NAME_IT, *MAY_READ_OWN}))
def test_every_exception_is_used(name: str) -> None:
    assert names_in(SOURCE / name) & {MODEL, *READS_OWN}

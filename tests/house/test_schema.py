"""The schema in the migrations is the one the models describe, and facts say where they point."""

import dataclasses
import importlib
from pathlib import Path

import pytest
from django.core.management import call_command

from techhire.commons.vault import encrypted_fields

SOURCE = Path(__file__).parents[2] / "src" / "techhire"
FACTS = sorted(
    path
    for floor in ("plays", "commons")
    for name in ("facts.py", "facts/[!_]*.py")
    for path in SOURCE.glob(f"{floor}/*/{name}")
)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_page_on_privacy_names_every_sealed_field_and_no_other() -> None:
    page = (SOURCE.parents[1] / "docs" / "explanation" / "privacy.md").read_text(encoding="utf-8")
    table = page.partition("| table | field |\n|---|---|\n")[2].partition("\n\n")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()]
    told = {(model, field) for model, fields in rows for field in fields.split(", ")}
    assert told == {(field.model, field.field) for field in encrypted_fields()}


@pytest.mark.parametrize("path", FACTS, ids=lambda p: "-".join(p.parts[-3:]))
def test_a_fact_names_its_subject_and_holds_no_free_text(path: Path) -> None:
    name = ".".join(["techhire", *path.relative_to(SOURCE).with_suffix("").parts])
    module = importlib.import_module(name)
    bodies = [
        v
        for v in vars(module).values()
        if dataclasses.is_dataclass(v) and getattr(v, "__module__", "") == name
    ]
    assert bodies
    for body in bodies:
        kind, _colon, field = body.subject.partition(":")
        fields = {f.name for f in dataclasses.fields(body)}
        assert kind and (not field or field in fields), body
        assert not fields & {"name", "words", "text", "note", "email", "phone"}, body

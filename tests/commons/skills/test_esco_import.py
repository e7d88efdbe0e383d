"""ESCO in English and Spanish, each in its own columns, in whatever order the files come."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from techhire.commons.permits import Refused
from techhire.commons.skills.actions.imports import run_import
from techhire.commons.skills.models import (
    Occupation,
    Skill,
)

pytestmark = pytest.mark.django_db
Clock = Callable[[], datetime]


def test_esco_in_english_and_spanish_is_the_same_in_any_order(
    fixtures: Path, clock: Clock, tmp_path: Path
) -> None:
    for stem, words in {
        "skills": {"splice rope": "empalmar cuerda", "Joins two ends": "Une dos extremos"},
        "occupations": {"rope worker": "trabajador de cuerdas"},
    }.items():
        text = (fixtures / "esco" / f"{stem}_en.csv").read_text()
        for english, spanish in words.items():
            text = text.replace(english, spanish)
        (tmp_path / f"{stem}_es.csv").write_text(text)

    def kept() -> tuple[str, ...]:
        rope = Skill.objects.get(framework__slug="esco", code__endswith="0001-rope")
        rigger = Occupation.objects.get(scheme="esco")
        return rope.name, rope.name_es, rope.definition_es[:16], rigger.title, rigger.title_es

    run_import("esco", tmp_path, clock)
    both = ("splice rope", "empalmar cuerda", "Une dos extremos", "rope worker", "trabajador de cuerdas")
    assert kept() == ("empalmar cuerda", *both[1:3], both[4], both[4])
    for folder in (fixtures / "esco", tmp_path, fixtures / "esco"):
        run = run_import("esco", folder, clock)
        assert kept() == both
    assert (run.added, run.updated) == (0, 0)


def test_esco_in_another_language_alone_is_refused(fixtures: Path, clock: Clock, tmp_path: Path) -> None:
    shutil.copy(fixtures / "esco" / "skills_en.csv", tmp_path / "skills_fr.csv")
    with pytest.raises(Refused, match="skills_es.csv"):
        run_import("esco", tmp_path, clock)

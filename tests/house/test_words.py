"""The folders say what they are for, and the rooms keep their names."""

from pathlib import Path

import pytest

from tests.house.every import every

SOURCE = Path(__file__).parents[2] / "src" / "techhire"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
FORBIDDEN = {"utils.py", "helpers.py", "common.py", "misc.py"}
LONGEST = 400


@every("path", MODULES)
def test_a_module_begins_by_saying_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(('"""', "'''", 'r"""')) or not text.strip(), "no docstring"


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert not [path for path in MODULES if path.name in FORBIDDEN]


def test_no_file_hides_a_second_noun() -> None:
    long = {
        str(p.relative_to(SOURCE)): n for p in MODULES if (n := len(p.read_text().splitlines())) > LONGEST
    }
    assert not long


@pytest.mark.parametrize(
    "app",
    sorted(p for p in (SOURCE / "plays").iterdir() if (p / "models.py").exists() or (p / "models").exists()),
    ids=lambda p: p.name,
)
def test_an_app_names_its_play(app: Path) -> None:
    assert "Serves play" in (app / "__init__.py").read_text(encoding="utf-8")

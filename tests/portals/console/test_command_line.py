"""The command line itself: quick, and clear about what it does not understand."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from techhire.portals.console import main
from techhire.portals.console.commands import _parser
from techhire.portals.console.keys import new_secrets
from tests.portals.console.conftest import Run

QUIET = """
import sys
from pathlib import Path
from techhire.portals.console import main
try:
    main({arguments!r})
except SystemExit:
    pass
heavy = sorted({{"django", "numba", "numpy", "structlog"}} & set(sys.modules))
sys.exit(" ".join(heavy) or 0)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["demo", "--help"], ["keys"]])
def test_asking_for_help_or_keys_loads_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUIET.format(arguments=arguments)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_extract_needs_no_django() -> None:
    script = QUIET.format(arguments=["extract", "/dev/null"]).replace('"numba", "numpy", ', "")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_an_unknown_command_ends_with_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])
    assert ended.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_every_command_leads_to_a_function_that_exists() -> None:
    from importlib import import_module

    commands = next(a for a in _parser()._actions if a.dest == "command")
    assert commands.choices
    for parser in dict(commands.choices).values():
        module, _colon, function = parser.get_default("run").partition(":")
        assert callable(getattr(import_module(f"techhire.portals.console.{module}"), function))


def test_keys_are_new_each_time_and_fit_their_use(run: Run) -> None:
    from cryptography.fernet import Fernet

    first, second = new_secrets(), new_secrets()
    assert set(first) == {"TECHHIRE_SECRET_KEY", "TECHHIRE_FIELD_KEYS"}
    assert not set(first.values()) & set(second.values())
    assert len(first["TECHHIRE_SECRET_KEY"]) >= 50
    Fernet(first["TECHHIRE_FIELD_KEYS"])
    assert run("keys").out.count("=") >= 2


@pytest.mark.parametrize(("made", "mode"), [(True, "demo"), (False, "None")])
def test_a_command_without_secrets_stands_in_the_demo_that_was_made_here(
    tmp_path: Path, made: bool, mode: str
) -> None:
    (tmp_path / "environment").write_text("TECHHIRE_SECRET_KEY=s\nTECHHIRE_FIELD_KEYS=k\n", encoding="utf-8")
    if made:
        (tmp_path / "seeded.json").write_text('{"people": 10}', encoding="utf-8")
    script = (
        "import os; from techhire.portals.console.showing import settle_if_made; settle_if_made();"
        "print(os.environ.get('TECHHIRE_MODE'))"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TECHHIRE_")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        env=clean | {"TECHHIRE_DATA_DIR": str(tmp_path)},
    )
    assert done.stdout.strip() == mode, done.stderr
    assert (f"the demo in {tmp_path}" in done.stderr) is made

"""Running the command inside the test: arguments in, exit code and what was printed out."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from techhire.portals.console import main


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("extract", "-", typed="text")`` runs the command with that on its standard input."""

    def command(*arguments: object, typed: str | bytes = "") -> Ended:
        data = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return command

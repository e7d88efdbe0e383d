"""Files named on the command line, opened as UTF-8 text or refused in words."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from techhire.portals.console.stopping import Stop


@contextmanager
def text_of(path: str) -> Iterator[TextIO]:
    """The file at a path, or standard input for ``-``; bytes that are no UTF-8 end the command with code 2."""
    try:
        if path == "-":
            yield TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")
            return
        with open(path, encoding="utf-8-sig", newline="") as file:
            yield file
    except UnicodeDecodeError as error:
        raise Stop(f"{named(path)} is not UTF-8 text (byte {error.start}). Save it as UTF-8.", 2) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Stop(f"{named(path)} cannot be read: {error.strerror or error}.", 2) from error


def named(path: str) -> str:
    """How a message speaks of it."""
    return "Standard input" if path == "-" else path

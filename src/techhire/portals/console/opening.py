"""Files named on the command line, opened as UTF-8 text or refused in words."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from techhire.portals.console.stopping import Stop

SAMPLE = 512
TABLE = "Save the table in it as CSV."
MARKS = {
    b"\x1f\x8b": "a gzip file. Unpack it first.",
    b"PK\x03\x04": "a zip file or a workbook. Unpack it, or save the sheet as CSV.",
    b"%PDF-": "a PDF. " + TABLE,
    b"\x89PNG": "a picture (PNG). A table of text is needed.",
    b"\xff\xd8\xff": "a picture (JPG). A table of text is needed.",
    b"SQLite format 3": "a database. " + TABLE,
}
MARKUP = {
    b"<svg": "a picture (SVG). A table of text is needed.",
    b"<!doctype html": "a web page. " + TABLE,
    b"<html": "a web page. " + TABLE,
    b"<?xml": "XML, such as a picture (SVG) or a document. A table of text is needed.",
}


@contextmanager
def text_of(path: str) -> Iterator[TextIO]:
    """The file at a path, or standard input for ``-``; bytes that are no UTF-8 end the command with code 2."""
    try:
        if path == "-":
            yield TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")
            return
        _refuse(path, MARKS)
        with open(path, encoding="utf-8-sig", newline="") as file:
            yield file
    except UnicodeDecodeError as error:
        raise Stop(f"{named(path)} is not UTF-8 text (byte {error.start}). Save it as UTF-8.", 2) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Stop(f"{named(path)} cannot be read: {error.strerror or error}.", 2) from error


def refuse_markup(path: str) -> None:
    """Stop where a file that should hold a table is a page or a picture written as text."""
    _refuse(path, MARKUP)


def _refuse(path: str, marks: Mapping[bytes, str]) -> None:
    """Stop with what a file seems to be by how it begins, whatever its name says."""
    if not Path(path).is_file():
        return
    with open(path, "rb") as file:
        start = file.read(SAMPLE)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    words = next(
        (words for mark, words in marks.items() if start.startswith(mark) or bare.startswith(mark)), ""
    )
    if words:
        raise Stop(f"{named(path)} seems to be {words}", 2)


def named(path: str) -> str:
    """How a message speaks of it."""
    return "Standard input" if path == "-" else path

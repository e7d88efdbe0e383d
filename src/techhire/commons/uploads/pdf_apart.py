"""Run as a program of its own, so that a hostile PDF can spoil nothing else: clean one PDF and read its words.

``python -I pdf_apart.py SOURCE CLEANED WORDS`` writes the document again without what says who made it, then the text
that stands in it. A result that could not be made is not there. Nothing is imported from the product.
"""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, TextStringObject

MOST_SECONDS, MOST_MEMORY, MOST_WRITTEN = 8, 768 * 1024 * 1024, 64 * 1024 * 1024
MOST_PAGES, MOST_TEXT = 100, 500_000
PART = ".part"
ABOUT_THE_MAKER = ("/Metadata", "/PieceInfo", "/LastModified")
TOLD = ("/Contents", "/V", "/Title", "/Alt", "/ActualText")
"""Where text stands that is on no page: notes, answers in a form, the outline, descriptions of pictures."""


def bound() -> None:
    """No more time, memory or disk than an honest document of this size takes."""
    for limit, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def dictionaries(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Every dictionary and stream of the document."""
    found = (part.get_object() for part in writer._objects if part is not None)
    return (part for part in found if isinstance(part, DictionaryObject))


def clean(writer: PdfWriter) -> None:
    """Take out author, program, dates, the data programs hang on, and who wrote a note; pages stay as they are."""
    writer.metadata = {}
    writer.metadata = None
    for part in dictionaries(writer):
        for name in ABOUT_THE_MAKER:
            part.pop(name, None)
        if "/Rect" in part and str(part.get("/Subtype")) != "/Widget":
            part.pop("/T", None)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)


def words(writer: PdfWriter) -> str | None:
    """The text on its pages and beside them; None where there is none, or more than is read."""
    if len(writer.pages) > MOST_PAGES:
        return None
    parts: list[str] = []
    for page in writer.pages:
        parts.append(page.extract_text())
        if sum(map(len, parts)) > MOST_TEXT:
            return None
    if not any(part.strip() for part in parts):
        return None
    for part in dictionaries(writer):
        parts += [str(part[name]) for name in TOLD if isinstance(part.get(name), TextStringObject)]
    text = "\n".join(parts)
    return text if len(text) <= MOST_TEXT else None


@contextmanager
def kept(path: str) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all, even where the time ends in the middle."""
    with open(path + PART, "wb") as out:
        yield out
    os.replace(path + PART, path)


def main(source: str, cleaned: str, told: str) -> None:
    """Clean first: what cannot be read is cleaned all the same."""
    bound()
    writer = PdfWriter(clone_from=PdfReader(source, strict=False))
    clean(writer)
    with kept(cleaned) as out:
        writer.write(out)
    text = words(writer)
    if text is not None:
        with kept(told) as out:
            out.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(*sys.argv[1:])

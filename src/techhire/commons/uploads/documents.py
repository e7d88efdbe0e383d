"""PDF documents: whole, unlocked, and without programs or other files inside. They are looked at, never drawn.

They are kept without what says who made them, or not at all. Reading one is done by a program of its own with little
time and memory.
"""

import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from techhire.commons.uploads.packed import growth_limit
from techhire.commons.uploads.refusing import BadUpload

END = b"%%EOF"
ZIP_END = b"PK\x05\x06"
ZIP_TAIL = 66 * 1024
"""A ZIP archive says at its end what it holds; a file that is both ends with that."""
DICTIONARY = 1024
"""Bytes before a stream in which its dictionary is looked for."""
APART = Path(__file__).with_name("pdf_apart.py")
PART = ".part"
MOST_SECONDS = 20
"""By the clock; of a processor's time it gets less, see ``pdf_apart``."""
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n")
ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm)(?![A-Za-z])")
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z])")


def check_pdf(path: Path) -> None:
    """Refuse a PDF that is cut off, locked, is another file as well, or holds a program or a file.

    Names are read with their ``#xx`` escapes undone, and objects packed into streams are unpacked, within bounds.
    """
    body = path.read_bytes()
    before, found, after = body.rpartition(END)
    if not found or not before or after.strip(b"\x00\t\n\x0c\r ") or ZIP_END in body[-ZIP_TAIL:]:
        raise BadUpload(
            _("This PDF is damaged or holds something else. Save it again and send it once more.")
        )
    plain = _plain(body)
    if LOCKED.search(plain):
        raise BadUpload(_("This file is locked with a password. Send it without one."))
    for part in (plain, *_packed_objects(body)):
        if ACTIVE.search(part):
            raise BadUpload(
                _("This PDF holds a program or another file. Print it to a new PDF and send that one.")
            )


def clean_pdf(path: Path) -> str | None:
    """Write the PDF again without author, dates and what programs hang on; returns the text that stands in it.

    None where it was cleaned and could not be read: it holds pictures of text alone, or is too long for the time given.
    ``BadUpload`` where it could not be cleaned (it is damaged, or takes more time or memory than is given), since it
    would go to readers who must not learn whose it is.
    """
    cleaned, told = path.with_suffix(".cleaned"), path.with_suffix(".told")
    made = (cleaned, told, *(place.with_name(place.name + PART) for place in (cleaned, told)))
    command = [sys.executable, "-I", str(APART), *map(str, (path, cleaned, told))]
    quiet = subprocess.DEVNULL
    try:
        subprocess.run(
            command, timeout=MOST_SECONDS, check=False, stdin=quiet, stdout=quiet, stderr=quiet, env={}
        )
        return _took(path, cleaned, told)
    except subprocess.TimeoutExpired:
        return _took(path, cleaned, told)
    finally:
        for place in made:
            place.unlink(missing_ok=True)


def _took(path: Path, cleaned: Path, told: Path) -> str | None:
    """Put what was made in its place; words count only of what was cleaned."""
    if not cleaned.exists():
        raise BadUpload(
            _(
                "We could not take out what this PDF says about who made it. "
                "Save it again as a PDF, or paste its text instead."
            )
        )
    path.write_bytes(cleaned.read_bytes())
    return told.read_text(encoding="utf-8") if told.exists() else None


def _plain(part: bytes) -> bytes:
    """The bytes with the escapes of names undone."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def _packed_objects(body: bytes) -> Iterator[bytes]:
    """What lies in streams of objects, unpacked to the same limit as any packed file."""
    left = growth_limit(len(body))
    for found in STREAM.finditer(body):
        dictionary = _plain(body[max(0, found.start() - DICTIONARY) : found.start()])
        if b"/ObjStm" not in dictionary.rpartition(b"obj")[2]:
            continue
        unpacker = zlib.decompressobj()
        try:
            out = unpacker.decompress(body[found.end() :], left)
        except zlib.error:
            continue
        left -= len(out)
        if left <= 0 or unpacker.unconsumed_tail:
            raise BadUpload(_("This file grows far too much when it is unpacked, so we do not open it."))
        yield _plain(out)

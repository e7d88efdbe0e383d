"""PDF documents: whole, unlocked, and without programs or other files inside. They are looked at, never drawn."""

import re
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

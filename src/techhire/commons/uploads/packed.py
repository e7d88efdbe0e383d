"""Looking into packed files before anything is taken out: bounded in entries, size and ratio, flat, and inside."""

import zlib
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from techhire.commons.uploads.refusing import BadUpload

MAX_ENTRIES = 2_000
MAX_RATIO = 200
HARMLESS = 16 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024
CHUNK = 1024 * 1024
PACKED_ENDINGS = (
    ".zip",
    ".gz",
    ".tgz",
    ".bz2",
    ".xz",
    ".7z",
    ".rar",
    ".tar",
    ".zst",
    ".jar",
    ".docm",
    ".xlsm",
)
SYMLINK = 0o120000


def growth_limit(size: int) -> int:
    """How many bytes a packed file of this size may unpack to: small ones may grow freely up to 16 MB."""
    return min(MAX_UNPACKED, max(HARMLESS, size * MAX_RATIO))


def check_zip(path: Path, *, workbook: bool) -> None:
    """Refuse a ZIP or workbook that would grow, escape or hide something when it is unpacked.

    What each entry really unpacks to is counted, not what the archive says about itself.
    """
    try:
        with ZipFile(path) as packed:
            entries = packed.infolist()
            if len(entries) > MAX_ENTRIES:
                raise BadUpload(_("This file holds too many files. Send fewer at a time."))
            for entry in entries:
                _check_entry(entry, workbook=workbook)
            _count(packed, entries, path.stat().st_size)
    except (
        BadZipFile,
        NotImplementedError,
        EOFError,
        zlib.error,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise BadUpload(
            _("This packed file is damaged or locked. Pack it again and send it once more.")
        ) from error


def _check_entry(entry: ZipInfo, *, workbook: bool) -> None:
    name = entry.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if "\x00" in entry.orig_filename or name.startswith(("/", "\\")) or ".." in parts or ":" in name:
        raise BadUpload(_("This file holds names that lead outside of it, so we do not open it."))
    if (entry.external_attr >> 16) & 0o170000 == SYMLINK:
        raise BadUpload(_("This file holds links to other places, so we do not open it."))
    if entry.flag_bits & 1:
        raise BadUpload(_("This file is locked with a password. Send it without one."))
    if name.lower().endswith(PACKED_ENDINGS):
        raise BadUpload(_("This file holds another packed file. Unpack that one first."))
    if workbook and name.lower().endswith("vbaproject.bin"):
        raise BadUpload(_("This workbook holds a program (macros). Save it without."))


def _count(packed: ZipFile, entries: list[ZipInfo], size: int) -> None:
    limit = growth_limit(size)
    total = 0
    for entry in entries:
        with packed.open(entry) as file:
            while chunk := file.read(CHUNK):
                total += len(chunk)
                if total > limit:
                    raise BadUpload(
                        _("This file grows far too much when it is unpacked, so we do not open it.")
                    )


def check_gzip(path: Path) -> bytes:
    """Refuse a gzip file that would grow too much; returns the first bytes it unpacks to."""
    limit = growth_limit(path.stat().st_size)
    unpacker = zlib.decompressobj(wbits=31)
    total, first = 0, b""
    try:
        with path.open("rb") as file:
            while piece := unpacker.unconsumed_tail or file.read(CHUNK):
                out = unpacker.decompress(piece, CHUNK)
                first = first or out
                total += len(out)
                if total > limit:
                    raise BadUpload(
                        _("This file grows far too much when it is unpacked, so we do not open it.")
                    )
                if unpacker.eof:
                    break
    except zlib.error as error:
        raise BadUpload(
            _("This packed file is damaged or locked. Pack it again and send it once more.")
        ) from error
    if not unpacker.eof:
        raise BadUpload(_("This packed file is damaged or locked. Pack it again and send it once more."))
    return first

"""Taking a file in: counted while it is written, under a name of our own, looked at before anybody reads it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from techhire.commons.uploads.documents import check_pdf, clean_pdf
from techhire.commons.uploads.kinds import (
    PACKED_KINDS,
    PICTURE_KINDS,
    SAMPLE,
    TEXT_KINDS,
    FileKind,
    kind_of,
    sample_text,
)
from techhire.commons.uploads.packed import check_gzip, check_zip
from techhire.commons.uploads.pictures import clean_picture
from techhire.commons.uploads.refusing import BadUpload

FOLDER = "files"


class Incoming(Protocol):
    """A file as Django hands it over, or anything that comes in chunks."""

    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True)
class TakenFile:
    """A file that was let in: where it lies, what it is, and its size in bytes.

    ``words`` are what stands in a PDF, None where it was cleaned and could not be read; other kinds have none.
    """

    path: Path
    kind: FileKind
    size: int
    words: str | None = None


def take_upload(file: Incoming, *, kinds: Iterable[FileKind], max_bytes: int) -> TakenFile:
    """Keep a file of one of ``kinds`` and at most ``max_bytes``; ``BadUpload`` says why not.

    It lies under DATA_DIR/files by a random name, readable by the site alone. Whatever is refused is removed.
    A picture or PDF is kept without what a camera or a program wrote into it; one that cannot be cleaned is refused.
    """
    path = _new_path()
    try:
        _write(file, path, max_bytes)
        kind = _let_in(path, frozenset(kinds))
        words = clean_pdf(path) if kind is FileKind.PDF else None
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return TakenFile(path, kind, path.stat().st_size, words)


def forget_upload(path: Path) -> None:
    """Remove a file that was taken in; anything outside the folder is left alone."""
    if path.resolve().parent == _folder().resolve():
        path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _new_path() -> Path:
    return _folder() / secrets.token_hex(16)


def _write(file: Incoming, path: Path, max_bytes: int) -> None:
    size = 0
    with path.open("xb") as out:
        path.chmod(0o600)
        for chunk in file.chunks():
            size += len(chunk)
            if size > max_bytes:
                words = _("This file is too large: %(limit)s MB at most.")
                raise BadUpload(words % {"limit": f"{max_bytes / 1_048_576:.0f}"})
            out.write(chunk)
    if size == 0:
        raise BadUpload(_("This file is empty."))


def _let_in(path: Path, kinds: frozenset[FileKind]) -> FileKind:
    kind = kind_of(path)
    if kind in TEXT_KINDS:
        kind = _as_wanted(kind, kinds)
    if kind is None or kind not in kinds:
        wanted = ", ".join(sorted(kind.value.upper() for kind in kinds))
        raise BadUpload(
            _("We cannot read this file. Send one of these: %(kinds)s.") % {"kinds": wanted}, field="file"
        )
    if kind in PACKED_KINDS:
        _look_into(path, kind)
    elif kind in PICTURE_KINDS:
        clean_picture(path, kind)
    elif kind is FileKind.PDF:
        check_pdf(path)
    else:
        _refuse_nul(path)
    return kind


def _as_wanted(kind: FileKind, kinds: frozenset[FileKind]) -> FileKind:
    """Text is text: where only one form of it was asked for, the reader of that form decides what is wrong with it."""
    if kind in kinds:
        return kind
    if kind is FileKind.XML and FileKind.TXT in kinds:
        return FileKind.TXT
    asked = sorted(kinds & TEXT_KINDS - {FileKind.JSON, FileKind.XML})
    return asked[0] if asked else kind


def _look_into(path: Path, kind: FileKind) -> None:
    if kind is not FileKind.GZ:
        check_zip(path, workbook=kind is FileKind.XLSX)
        return
    if sample_text(check_gzip(path)[:SAMPLE]) is None:
        raise BadUpload(_("This packed file does not hold text."))


def _refuse_nul(path: Path) -> None:
    with path.open("rb") as file:
        while chunk := file.read(1_048_576):
            if b"\x00" in chunk:
                raise BadUpload(_("This file holds characters that no text has."))

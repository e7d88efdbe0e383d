"""Telling what a file is from what is in it. Its name and what the browser says about it are never believed."""

import csv
import json
from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

SAMPLE = 64 * 1024
ZIP_MARK = b"PK\x03\x04"
GZIP_MARK = b"\x1f\x8b\x08"
PDF_MARK = b"%PDF-"
PNG_MARK = b"\x89PNG\r\n\x1a\n"
JPG_MARK = b"\xff\xd8\xff"
WORKBOOK = {"[Content_Types].xml", "xl/workbook.xml"}


class FileKind(StrEnum):
    """Kinds of file the product reads."""

    CSV = "csv"
    TSV = "tsv"
    TXT = "txt"
    JSON = "json"
    XML = "xml"
    ZIP = "zip"
    GZ = "gz"
    XLSX = "xlsx"
    PDF = "pdf"
    PNG = "png"
    JPG = "jpg"


TEXT_KINDS = frozenset({FileKind.CSV, FileKind.TSV, FileKind.TXT, FileKind.JSON, FileKind.XML})
PACKED_KINDS = frozenset({FileKind.ZIP, FileKind.GZ, FileKind.XLSX})
PICTURE_KINDS = frozenset({FileKind.PNG, FileKind.JPG})
MARKS = (
    (GZIP_MARK, FileKind.GZ),
    (PDF_MARK, FileKind.PDF),
    (PNG_MARK, FileKind.PNG),
    (JPG_MARK, FileKind.JPG),
)


def kind_of(path: Path) -> FileKind | None:
    """The kind of the file at a path, or None where it is none that the product reads."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    marked = next((kind for mark, kind in MARKS if sample.startswith(mark)), None)
    if marked is not None:
        return marked
    if sample.startswith(ZIP_MARK):
        return _packed_kind(path)
    text = sample_text(sample)
    if text is None or not text.strip():
        return None
    if text.lstrip()[0] in "{[" and _is_json(path):
        return FileKind.JSON
    if text.lstrip().startswith("<"):
        return FileKind.XML
    lines = text.splitlines()
    return _table_kind(lines[:-1] if len(sample) == SAMPLE else lines)


def _packed_kind(path: Path) -> FileKind | None:
    try:
        with ZipFile(path) as packed:
            names = set(packed.namelist())
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        return None
    return FileKind.XLSX if names >= WORKBOOK else FileKind.ZIP


def sample_text(sample: bytes) -> str | None:
    """The beginning of a file as text, or None where it holds bytes that text in UTF-8 or Windows-1252 has not."""
    if b"\x00" in sample:
        return None
    if any(byte < 32 and byte not in b"\t\n\r\x0c\x1a" for byte in sample):
        return None
    for cut in range(4):  # the sample may end inside a character
        try:
            return sample[: len(sample) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    try:
        return sample.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return False
    return True


def _table_kind(lines: list[str]) -> FileKind:
    """CSV or TSV where the first lines, two at least, agree on two columns or more; else plain text."""
    for mark, kind in (("\t", FileKind.TSV), (",", FileKind.CSV), (";", FileKind.CSV)):
        try:
            widths = [len(row) for row in csv.reader(lines[:20], delimiter=mark) if row]
        except csv.Error:
            continue
        if len(widths) > 1 and widths[0] > 1 and all(width == widths[0] for width in widths):
            return kind
    return FileKind.TXT

"""A folder, a zip or a single file as plain names and rows of text; compressed or not, never more than its bound."""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

MOST_BYTES = 1_500_000_000
FIELD_BYTES = 2_000_000
ENDINGS = (".txt", ".csv", ".tsv", ".json", ".jsonld")


class Unreadable(Exception):
    """The bytes are not the text they should be."""


@dataclass(frozen=True)
class Sheet:
    """A table's place: the file, how cells are parted, and where each wanted column stands."""

    name: str
    columns: dict[str, int]
    width: int
    tabbed: bool


@dataclass
class Folder:
    """Files by their plain lower-case name without ``.gz``: ``occupation_data.txt``. Blanks count as underscores."""

    path: Path
    shown: str = ""
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = {_plain(name): name for name in sorted(self._all()) if _plain(name).endswith(ENDINGS)}

    def _all(self) -> list[str]:
        if self.path.is_dir():
            return [one.name for one in self.path.iterdir() if one.is_file()]
        if zipfile.is_zipfile(self.path):
            with zipfile.ZipFile(self.path) as packed:
                return [info.filename for info in packed.infolist() if not info.is_dir()]
        return [self.shown or self.path.name]

    def title(self, plain: str) -> str:
        """The file's own name, for people."""
        return self.names[plain].rpartition("/")[2]

    @contextmanager
    def text(self, plain: str) -> Iterator[IO[str]]:
        """The file as text. Raises ``Unreadable`` where it is not UTF-8, broken off, or larger than the bound."""
        try:
            with self._bytes(plain) as raw:
                yield io.TextIOWrapper(io.BufferedReader(_Bounded(raw)), encoding="utf-8-sig", newline="")
        except (
            UnicodeDecodeError,
            EOFError,
            gzip.BadGzipFile,
            zipfile.BadZipFile,
            OSError,
            csv.Error,
        ) as error:
            raise Unreadable(f"{self.title(plain)}: {error}") from error

    @contextmanager
    def _bytes(self, plain: str) -> Iterator[BinaryIO]:
        name = self.names[plain]
        if self.path.is_dir():
            with (self.path / name).open("rb") as raw:
                yield _unpacked(raw)
        elif zipfile.is_zipfile(self.path):
            with zipfile.ZipFile(self.path) as packed, _member(packed, name) as member:
                yield _unpacked(cast(BinaryIO, member))
        else:
            with self.path.open("rb") as raw:
                yield _unpacked(raw)

    def header(self, plain: str) -> tuple[list[str], bool]:
        """Cells of the first row, and whether tabs part them."""
        with self.text(plain) as file:
            first = file.readline(FIELD_BYTES)
        tabbed = "\t" in first
        return next(_reader([first], tabbed), []), tabbed

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
        """(line, cells) of every row after the header; the line is the one a text editor shows."""
        csv.field_size_limit(FIELD_BYTES)
        with self.text(sheet.name) as file:
            reader = _reader(file, sheet.tabbed)
            next(reader, None)
            for cells in reader:
                if cells:
                    yield reader.line_num, cells


class _Bounded(io.RawIOBase):
    """Bytes up to a bound, so that a small file cannot unpack into a huge one."""

    def __init__(self, raw: BinaryIO) -> None:
        self.raw_bytes = raw
        self.left = MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        got = self.raw_bytes.read(len(view))
        self.left -= len(got)
        if self.left < 0:
            raise OSError("the file is too large")
        view[: len(got)] = got
        return len(got)


def _member(packed: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return packed.open(name)
    except ValueError as error:
        raise zipfile.BadZipFile("a file begins before the archive") from error


def _unpacked(raw: BinaryIO) -> BinaryIO:
    magic = raw.read(2)
    raw.seek(0)
    return cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if magic == b"\x1f\x8b" else raw


def _reader(file: Iterable[str], tabbed: bool) -> Any:
    """A reader of rows: O*NET's tab-parted text never quotes, the others do."""
    if tabbed:
        return csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return csv.reader(file)


def _plain(name: str) -> str:
    base = name.rpartition("/")[2].lower().replace(" ", "_")
    return base.removesuffix(".gz")

"""A zip package from strangers, read in memory within bounds; nothing is ever written to disk."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from techhire.engines.item_exchange.problems import Reason, Refused

_DIRECTORY_END = b"PK\x05\x06"
_DIRECTORY_END_64 = b"PK\x06\x07"
_DRIVE = re.compile(r"[A-Za-z]:")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may be at most: bytes packed, bytes of one file and of all, files, bytes of the directory,
    and how much larger a file over `ratio_from` bytes may be than it is packed."""

    packed: int = 64 * 1024 * 1024
    one_file: int = 24 * 1024 * 1024
    all_files: int = 96 * 1024 * 1024
    files: int = 5_000
    directory: int = 1024 * 1024
    ratio: int = 200
    ratio_from: int = 100_000


LIMITS = Limits()


class Package(Mapping[str, bytes]):
    """The files of a package by path. Each is unpacked when it is asked for; Refused where it is not what it says.

    Every entry's name, size and method is checked before the first one is unpacked, and the bytes that really
    come out are counted. A zip inside the zip is a file like others and never opened.
    """

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        _check_directory(data, limits)
        self._limits = limits
        self._unpacked = 0
        self._kept: dict[str, bytes] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, struct.error) as error:
            raise Refused(Reason.DAMAGED, detail=str(error)) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        _check_entries(entries, len(data), limits)
        self._entries = {entry.filename: entry for entry in entries}

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, path: object) -> bool:
        return path in self._entries

    def __getitem__(self, path: str) -> bytes:
        if path not in self._kept:
            self._kept[path] = self._unpack(self._entries[path])
        return self._kept[path]

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        most = min(self._limits.one_file, self._limits.all_files - self._unpacked)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            raise Refused(Reason.DAMAGED, detail=entry.filename) from error
        if len(data) > most:
            raise Refused(Reason.TOO_LARGE, detail=entry.filename)
        self._unpacked += len(data)
        return data


def _check_directory(data: bytes, limits: Limits) -> None:
    """Bound the list of files before anything reads it."""
    if len(data) > limits.packed:
        raise Refused(Reason.TOO_LARGE, detail=f"{len(data):,} bytes")
    place = data.rfind(_DIRECTORY_END)
    if place < 0 or len(data) < place + 22:
        raise Refused(Reason.DAMAGED, detail="the list of files is missing")
    (size,) = struct.unpack_from("<L", data, place + 12)
    if size > limits.directory or data[max(0, place - 20) :].startswith(_DIRECTORY_END_64):
        raise Refused(Reason.TOO_MANY_FILES)


def _check_entries(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """Refuse the whole package for one dangerous entry."""
    if len(entries) > limits.files:
        raise Refused(Reason.TOO_MANY_FILES)
    for entry in entries:
        _check_entry(entry, limits)
    names = {entry.filename.casefold() for entry in entries}
    if len(names) < len(entries):
        raise Refused(Reason.UNSAFE_NAME, detail="the same name twice")
    if sum(entry.file_size for entry in entries) > limits.all_files:
        raise Refused(Reason.TOO_LARGE, detail="all files together")
    if sum(entry.compress_size for entry in entries) > packed:
        raise Refused(Reason.DAMAGED, detail="files share the same bytes")


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    name = entry.filename
    parts = name.split("/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    leads_out = "" in parts or "." in parts or ".." in parts or "\\" in name or _DRIVE.match(name)
    if leads_out or is_link or len(name) > 300 or any(ord(letter) < 32 for letter in name):
        raise Refused(Reason.UNSAFE_NAME, detail=name)
    if entry.flag_bits & 0x1:
        raise Refused(Reason.LOCKED)
    if entry.compress_type not in _METHODS:
        raise Refused(Reason.DAMAGED, detail=f"{name} is packed in a way we do not read")
    swollen = entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * entry.compress_size
    if entry.file_size > limits.one_file or swollen:
        raise Refused(Reason.TOO_LARGE, detail=name)


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files in their order, the same bytes for the same files on every day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data)
    return out.getvalue()

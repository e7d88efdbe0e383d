"""A snapshot on disk: one file a column, opened by memory map, published by one atomic step.

A snapshot is a copy that can be thrown away. A folder holds a few of them by name and a file `CURRENT` that names
the one to open; replacing that file publishes a new one, so that a reader sees the old or the new and never half.
"""

import json
import os
import shutil
from pathlib import Path

import numpy as np

from .people import ARRAYS, People

FORMAT = "techhire people"
VERSION = 1
_POINTER = "CURRENT"
_MANIFEST = "manifest.json"
_TRIES = 5


class SnapshotError(Exception):
    """A snapshot that is missing, of another format or damaged; the remedy is to build it again."""


def save(people: People, root: Path, name: str) -> Path:
    """Write `people` below `root` as `name` and publish it; the one before stays for readers, older ones go."""
    if not name or name != Path(name).name or name.startswith("."):
        raise ValueError(f"{name!r} is not the name of a folder")
    root.mkdir(parents=True, exist_ok=True)
    final, draft = root / name, root / f".{name}.draft"
    if final.exists():
        raise SnapshotError(f"a snapshot named {name} is already there")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    _write(people, draft)
    draft.rename(final)
    before = _current(root)
    _point(root, name)
    _drop_others(root, {name, before})
    return final


def open_snapshot(root: Path) -> People:
    """Map the published snapshot below `root`; raise SnapshotError saying what is wrong if it cannot be used."""
    for _ in range(_TRIES):
        name = _current(root)
        if name is None:
            raise SnapshotError(f"no snapshot has been published in {root}")
        try:
            return _read(root / name)
        except FileNotFoundError as missing:
            if name == _current(root):
                raise SnapshotError(f"snapshot {name} lacks {missing.filename}: build it again") from missing
    raise SnapshotError(f"snapshots in {root} were replaced faster than they could be opened")


def _write(people: People, folder: Path) -> None:
    arrays = {}
    for name in ARRAYS:
        column = getattr(people, name)
        with open(folder / f"{name}.npy", "wb") as file:
            np.save(file, column, allow_pickle=False)
            _flush(file.fileno())
        arrays[name] = {"dtype": column.dtype.str, "shape": list(column.shape)}
    manifest = {"format": FORMAT, "version": VERSION, "block": people.block, "arrays": arrays}
    with open(folder / _MANIFEST, "w", encoding="utf-8") as text:
        json.dump(manifest, text, indent=1)
        text.flush()
        _flush(text.fileno())


def _flush(descriptor: int) -> None:
    os.fsync(descriptor)


def _point(root: Path, name: str) -> None:
    draft = root / f".{_POINTER}.draft"
    with open(draft, "w", encoding="utf-8") as text:
        text.write(name)
        text.flush()
        _flush(text.fileno())
    draft.replace(root / _POINTER)


def _current(root: Path) -> str | None:
    try:
        return (root / _POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def _drop_others(root: Path, keep: set[str | None]) -> None:
    for folder in root.iterdir():
        if folder.is_dir() and folder.name not in keep and (folder / _MANIFEST).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _read(folder: Path) -> People:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        found = (manifest["format"], manifest["version"])
        described, block = manifest["arrays"], int(manifest["block"])
    except (ValueError, KeyError, TypeError) as broken:
        raise SnapshotError(f"the manifest of snapshot {folder.name} cannot be read") from broken
    if found != (FORMAT, VERSION):
        raise SnapshotError(f"snapshot {folder.name} is {found}, not {(FORMAT, VERSION)}: build it again")
    return People(block=block, **{name: _map(folder, name, described) for name in ARRAYS})


def _map(folder: Path, name: str, described: dict[str, dict[str, object]]) -> np.ndarray:
    path = folder / f"{name}.npy"
    try:
        column = np.load(path, mmap_mode="r", allow_pickle=False) if _holds_values(path) else np.load(path)
    except (ValueError, EOFError, OSError) as broken:
        if isinstance(broken, FileNotFoundError):
            raise
        raise SnapshotError(f"column {name} of snapshot {folder.name} is damaged: build it again") from broken
    if {"dtype": column.dtype.str, "shape": list(column.shape)} != described.get(name):
        raise SnapshotError(f"column {name} of snapshot {folder.name} is not what its manifest says")
    return np.asarray(column)


def _holds_values(path: Path) -> bool:
    """Whether the column has values to map: an empty file region cannot be mapped."""
    with open(path, "rb") as file:
        np.lib.format.read_magic(file)
        shape, _, _ = np.lib.format.read_array_header_1_0(file)
    return 0 not in shape

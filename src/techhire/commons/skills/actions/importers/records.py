"""What a reader gives: records of a noun, or rows it cannot take, each with its file and line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from techhire.commons.skills.actions.importers.files import Folder


class WrongFile(Exception):
    """This is not the file or folder it should be; nothing was changed. Its text is a sentence for people."""


@dataclass(frozen=True)
class Record:
    """Something to keep: its noun (see ``tables``), its key, its other values, and where it was read."""

    noun: str
    key: tuple[str, ...]
    values: dict[str, Any]
    file: str
    line: int


@dataclass(frozen=True)
class Bad:
    """A row that is left out: where it stands and what is the matter with it."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Line:
    """One row of a file: what it says, record by record, or what is the matter with it."""

    records: tuple[Record, ...] = ()
    bad: Bad | None = None


@dataclass(frozen=True)
class About:
    """The framework a source's skills are kept in."""

    slug: str = ""
    name: str = ""
    name_es: str = ""
    publisher: str = ""
    version: str = ""
    source_url: str = ""
    license: str = ""
    identifier: str = ""


@dataclass(frozen=True)
class Source:
    """An official layout.

    ``survey`` looks at every file and counts the rows, or raises ``WrongFile``; ``read`` yields the same rows in the
    same order each time; ``about`` describes the framework its skills go to, where it has skills.
    """

    survey: Callable[[Folder], int]
    read: Callable[[Folder], Iterator[Line]]
    about: Callable[[Folder], About | None] = field(default=lambda folder: None)

"""The names an extraction looks for, and where they stand in a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import ambiguity
from .artifacts import mend
from .name_trie import FLASHTEXT, OWN, NameTrie, build_trie
from .name_variants import variants


@dataclass(frozen=True)
class NameRow:
    """One name or alias: the skill it names, the name as written, the skill's kind and its canonical name."""

    skill_id: str
    name: str
    kind: str = ""
    canonical: str = ""


@dataclass(frozen=True)
class Hit:
    """A name found in a text: its row, its half-open span in characters, whether it is also an everyday word."""

    row: NameRow
    start: int
    end: int
    doubtful: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """Names ready to be looked for. Build it once with `from_rows` and share it; it never changes.

    `boundary_rule` "techhire" knows C++, .NET, TCP/IP, plurals and ambiguous names; "flashtext" finds exactly
    what that library finds and nothing else.
    """

    rows: tuple[NameRow, ...]
    trie: NameTrie = field(repr=False)

    @classmethod
    def from_rows(cls, rows: Iterable[NameRow], boundary_rule: str = OWN) -> "Vocabulary":
        """Build from rows; of equal names a canonical one wins over an alias, an earlier over a later one."""
        kept = tuple(row for row in rows if row.name.strip())
        if boundary_rule == FLASHTEXT:
            return cls(kept, build_trie([row.name for row in kept], range(len(kept)), FLASHTEXT))
        order = sorted(range(len(kept)), key=lambda i: kept[i].name != (kept[i].canonical or kept[i].name))
        names = [kept[i].name for i in order]
        numbers = list(order)
        for i in order:
            for spelling in variants(kept[i].name, kept[i].kind):
                names.append(spelling)
                numbers.append(i)
        return cls(kept, build_trie(names, numbers, boundary_rule))

    @property
    def boundary_rule(self) -> str:
        """Return the name of the rule that says where a name may start and end."""
        return self.trie.boundary_rule

    def find(self, text: str) -> list[Hit]:
        """Return the names in `text` from left to right, longest first, none overlapping another.

        Under the product's rule, names that are also everyday words (Go, Excel, Access) are returned only
        where case and company support the reading, and nothing is read out of an address of the web or mail.
        """
        return list(self._hits(text))

    def _hits(self, text: str) -> Iterator[Hit]:
        if self.boundary_rule == FLASHTEXT:
            for start, end, number in self.trie.scan(text):
                yield Hit(self.rows[number], start, end)
            return
        mended = mend(text)
        hits = [Hit(self.rows[number], start, end) for start, end, number in self.trie.scan(mended)]
        yield from ambiguity.settle(mended, hits)

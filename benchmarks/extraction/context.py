"""Read sentences written without knowledge of the code, and count how many are understood.

Input: context_sentences.csv beside this file, or the files named on the command line, with the columns id, text, skill,
expected (required|preferred|negated|boilerplate).
Each text is read with a vocabulary of all skills in the file. A row is right when the named skill is found and its
importance is the expected one; for negated and boilerplate, not listing the skill at all counts as right too.
The product is shown beside itself without its context rules, and without the reader (the linear model alone).
Run: python benchmarks/extraction/context.py [FILE ...]
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from techhire.engines.skill_extraction.extraction import extract
from techhire.engines.skill_extraction.mention_model import Reader
from techhire.engines.skill_extraction.mention_reader import load_reader
from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

SENTENCES = Path(__file__).with_name("context_sentences.csv")
BAR = 0.90
ABSENT = "absent"
NOT_ASKED = ("negated", "boilerplate")


def load(path: Path) -> list[dict[str, str]]:
    """Return the rows of a sentence file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(row: dict[str, str], vocabulary: Vocabulary, use_context: bool, reader: Reader | None) -> str:
    """Return the importance read for the row's skill, or absent."""
    skill = row["skill"].strip().lower()
    found = extract(row["text"], vocabulary, use_context=use_context, reader=reader).skills
    return next((one.importance for one in found if one.skill_id == skill), ABSENT)


def is_right(row: dict[str, str], reading: str) -> bool:
    """Return whether a reading is the expected one (a skill not asked for may also go unlisted)."""
    expected = row["expected"].strip()
    return reading == expected or (reading == ABSENT and expected in NOT_ASKED)


def table(path: Path) -> float:
    """Print the table of a file; return the share that the product reads right."""
    rows = load(path)
    names = {row["skill"].strip() for row in rows}
    vocabulary = Vocabulary.from_rows([NameRow(name.lower(), name, "tool", name) for name in sorted(names)])
    total = Counter(row["expected"].strip() for row in rows)
    print(f"{path.name}: {len(rows)} sentences")
    print(f"{'':30}{'all':>8}" + "".join(f"{kind:>13}" for kind in sorted(total)))
    reading = [("without the reader", True, None), ("product", True, load_reader())]
    share = 0.0
    for title, use_context, reader in [("without context rules", False, None), *reading]:
        good = [row for row in rows if is_right(row, read(row, vocabulary, use_context, reader))]
        right = Counter(row["expected"].strip() for row in good)
        share = len(good) / len(rows)
        cells = "".join(f"{right[kind]:>8}/{total[kind]:<4}" for kind in sorted(total))
        print(f"{title:30}{share:8.1%}{cells}")
    return share


def main() -> int:
    """Print a table a file and return 0 when the product reaches the bar on each."""
    paths = [Path(name) for name in sys.argv[1:]] or [SENTENCES]
    return 0 if min([table(path) for path in paths]) >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())

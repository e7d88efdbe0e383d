"""`techhire extract`: text into skills without a database."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from techhire.portals.console.opening import named, text_of
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.engines.skill_extraction.mention_model import Reader
    from techhire.engines.skill_extraction.vocabulary import NameRow


def extract(options: Namespace) -> None:
    """One result for each line of text, in order, as soon as it is read."""
    from techhire.engines.skill_extraction.lines import BadLine, extract_lines
    from techhire.engines.skill_extraction.suggestions import NameIndex
    from techhire.engines.skill_extraction.vocabulary import Vocabulary

    with text_of(options.file) as lines:
        vocabulary = Vocabulary.from_rows(_names(options.vocabulary))
        try:
            write = _table if options.format == "table" else _json
            names, reader = NameIndex.of(vocabulary), _reader(options.model)
            write(extract_lines(lines, vocabulary, names=names, reader=reader))
        except BadLine as error:
            sys.stdout.flush()
            raise Stop(f"{named(options.file)}, {error}.", 2) from error


def _reader(wanted: str) -> "Reader | None":
    """The larger model of mentions, or none where it is to be left out."""
    if wanted == "none":
        return None
    from techhire.engines.skill_extraction.few_bits import DamagedWeights
    from techhire.engines.skill_extraction.mention_reader import load_reader

    try:
        return load_reader()
    except DamagedWeights as error:
        raise Stop(str(error)) from error


def _names(path: str | None) -> "Iterable[NameRow]":
    """The starter framework's names, or those of a file; rows that cannot be used are told and left out."""
    from techhire.engines.skill_extraction.vocabulary import NameRow
    from techhire.engines.skill_extraction.vocabulary_csv import WrongColumns, read_vocabulary

    if path is None:
        from techhire.commons.skills import starter

        return [NameRow(*row) for row in starter.vocabulary_rows()]
    with text_of(path) as lines:
        try:
            found = read_vocabulary(lines)
        except WrongColumns as error:
            raise Stop(f"{path}: {error}.", 2) from error
    for bad in found.bad:
        print(f"techhire extract: {path}, line {bad.line} left out: {bad.reason}.", file=sys.stderr)
    if not found.rows:
        raise Stop(f"{path} has no name that can be used.", 2)
    return found.rows


def _json(results: Iterable[dict[str, Any]]) -> None:
    for result in results:
        print(json.dumps(result, ensure_ascii=False))


def _table(results: Iterable[dict[str, Any]]) -> None:
    """Fixed columns that a person can read while they come; the skill's name is last, since it may be long."""
    print(f"{'id':<10} {'importance':<11} {'level':>5} {'sure':>5} {'place':>11}  skill (as written)")
    for result in results:
        for one in result["skills"]:
            place = f"{one['start']}-{one['end']}"
            said = f"{one['name']} ({one['text']})"
            read = f"{one['importance']:<11} {one['level']:>5} {one['confidence']:>5.2f} {place:>11}"
            print(f"{result['id']!s:<10} {read}  {said}")
        if not result["skills"]:
            print(f"{result['id']!s:<10} no skill found")

"""The `techhire extract` command without its console: lines of text in, dictionaries for JSON lines out."""

import json
from collections.abc import Iterable, Iterator, Set
from typing import Any

from .extraction import Found, extract
from .mention_model import Reader
from .suggestions import NameIndex, suggest
from .vocabulary import Vocabulary


class BadLine(ValueError):
    """A line that starts like JSON but cannot be read; carries the line number, counted from 1."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"line {number}: {reason}")
        self.number = number
        self.reason = reason


def extract_lines(
    lines: Iterable[str],
    vocabulary: Vocabulary,
    *,
    it_skills: Set[str] | None = None,
    keep_unwanted: bool = True,
    names: NameIndex | None = None,
    reader: Reader | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "skills": [...]}` for every line that is not blank, in order.

    A line is text, whose id is its number counted from 1, or a JSON object `{"id", "text"}`. Skills that the text
    rules out or mentions only about the company are kept and marked (`importance` negated or boilerplate) unless
    `keep_unwanted` is False. With `names`, skills that phrases mean without naming them follow, in confidence below
    those that are named; `reader` is the larger model of mentions. Raises BadLine for a JSON object without a text.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            name, text = read_line(line.rstrip("\r\n"), number)
            read = extract(text, vocabulary, it_skills=it_skills, reader=reader)
            found = read.skills + (suggest(text, names, read) if names else ())
            yield {"id": name, "skills": [as_dict(one) for one in found if keep_unwanted or one.wanted]}


def read_line(line: str, number: int) -> tuple[str | int, str]:
    """Return (id, text) of a line: a JSON object with a text, or the line itself under its number."""
    if not line.lstrip().startswith("{"):
        return number, line
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        if '"text"' not in line:
            return number, line
        raise BadLine(number, f"not valid JSON ({error.msg} at character {error.pos + 1})") from error
    text = value.get("text")
    if not isinstance(text, str):
        raise BadLine(number, 'a JSON line needs "text" with a string in it')
    name = value.get("id", number)
    return (name if isinstance(name, str | int) else str(name)), text


def as_dict(found: Found) -> dict[str, Any]:
    """Return one skill in the shape of the command's JSON."""
    return {
        "skill": found.skill_id,
        "name": found.name,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "importance": found.importance,
        "level": found.level,
        "confidence": found.confidence,
    }

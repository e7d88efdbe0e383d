"""From years and level words to the five-level scale: 1 aware, 2 assisted, 3 independent, 4 proficient, 5 expert.

A level is a suggestion that an employer confirms. Where the text says nothing the suggestion is modest, because
a posting that asks for more than the work needs turns people away. The tables are our own judgment.
"""

import re
from collections.abc import Iterator

from .cue_patterns import read_list

DEFAULT_LEVEL = 2
_LEVEL_WORDS = {level: "|".join(read_list(f"level_{level}")) for level in (5, 4, 3, 2, 1)}
_WORD = re.compile(
    "|".join(rf"(?P<l{level}>\b(?:{words})\b)" for level, words in _LEVEL_WORDS.items()), re.IGNORECASE
)
_NUMBER = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "un": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
}  # fmt: skip
_YEARS = re.compile(
    r"(?P<n>\b\d{1,2}|\b(?:"
    + "|".join(_NUMBER)
    + r"))\s*(?:\(\d+\)\s*)?\+?\s*(?:(?:-|to|\u2013|or|a)\s*\d{1,2}\s*\+?\s*)?"
    r"(?:or more |plus |full )?(?:years?|yrs?|a[n\u00f1]os?)\b"
    r"(?!\s*(?:old|of age|ago|in business|warranty|contract|de edad))",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\b\d{1,2}\s*\+?\s*(?:months?|meses)\b", re.IGNORECASE)
_NOT_EXPERT = re.compile(
    r"(?:n't|n\u2019t|not) (?:need|have|expect\w*)(?: you)? to be (?:an? )?(?:expert|guru|master)",
    re.IGNORECASE,
)
_BASIC = re.compile(r"(?:basic|beginner|introductory)\b", re.IGNORECASE)
_TITLE_CHARACTERS = 90
_SENIOR = re.compile(r"\b(?:senior|sr|lead|principal|architect|head of)\b", re.IGNORECASE)
_YEAR_STEPS = ((10, 5), (5, 4), (2, 3), (0, 2))


def level_of_years(years: int) -> int:
    """Return the level that `years` of experience suggest: under 2 is 2, from 2 is 3, from 5 is 4, from 10 is 5."""
    return next(level for least, level in _YEAR_STEPS if years >= least)


def suggest(before: str, after: str) -> int | None:
    """Return the level the words around a name say, or None.

    `before` is the text from the start of the name's segment to the name, `after` the text from the name to the
    end of its own list item. The nearest sign before the name decides, years or word; without one, the first after it.
    """
    if _NOT_EXPERT.search(before):
        return DEFAULT_LEVEL
    signs = [*_years(before), *_words(before)] or [*_years(after[:50]), *_words(after[:40])][:1]
    return max(signs)[1] if signs else None


def of_name(name: str) -> int | None:
    """Return the level a name says of itself, as "basic Excel" does whatever stands before it, or None."""
    return DEFAULT_LEVEL if _BASIC.match(name) else None


def _years(text: str) -> Iterator[tuple[int, int]]:
    """Yield (position, level) of every length of experience in `text`."""
    for match in _YEARS.finditer(text):
        number = match.group("n").lower()
        yield match.start(), level_of_years(_NUMBER.get(number) or int(number))
    for match in _MONTHS.finditer(text):
        yield match.start(), level_of_years(0)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield (position, level) of every level word in `text`."""
    for match in _WORD.finditer(text):
        yield match.start(), int(str(match.lastgroup)[1:])


def of_title(text: str) -> int | None:
    """Return the level that the job title opening `text` suggests where the text says nothing else, or None."""
    title = re.split(r"\n|[.!?:]\s+(?=[A-Z])", text.lstrip()[:_TITLE_CHARACTERS], maxsplit=1)[0]
    return 4 if _SENIOR.search(title) else None

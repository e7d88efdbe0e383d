"""From years and level words to the five-level scale: 1 aware, 2 assisted, 3 independent, 4 proficient, 5 expert.

A level is a suggestion that an employer confirms. Where the text says nothing the suggestion is modest, because
a posting that asks for more than the work needs turns people away. The tables are our own judgment.
"""

import re

DEFAULT_LEVEL = 2
_WORDS = (
    (5, r"expert(?:ise|s|-level)?|master(?:y|ful)|guru|world[- ]class|authority|thought leader|experto|dominio experto"),
    (
        4,
        r"advanced|strong|deep|extensive|in[- ]depth|excellent|senior|highly (?:skilled|proficient)|thorough|fluent|"
        r"expert-?like|superior|lead|advanced-level|avanzad[oa]s?|s[o\u00f3]lid[oa]s?|fuerte|amplia|excelente",
    ),
    (
        3,
        r"working knowledge|proficien(?:t|cy)|solid|hands[- ]on|practical|proven|demonstrated|good|intermediate|competen\w+|"
        r"independently|experienced|well[- ]versed|comfortable|demonstrable|conocimiento pr[a\u00e1]ctico|intermedi[oa]|buen[oa]?",
    ),
    (
        2,
        r"basic|familiar(?:ity)?|some|fundamental(?:s)?|general (?:knowledge|understanding)|understanding|entry[- ]level|"
        r"beginner|foundation(?:al)?|junior|conversant|b[a\u00e1]sic[oa]s?|nociones|familiaridad",
    ),
    (1, r"awareness|aware|exposure|introductory|interest|curious|willing(?:ness)?|eager|learn|conocer|inter[e\u00e9]s"),
)
_WORD = re.compile("|".join(rf"(?P<l{level}>\b(?:{words})\b)" for level, words in _WORDS), re.IGNORECASE)
_NUMBER = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "un": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
}  # fmt: skip
_YEARS = re.compile(
    r"(?P<n>\b\d{1,2}|\b(?:" + "|".join(_NUMBER) + r"))\s*(?:\(\d+\)\s*)?\+?\s*(?:(?:-|to|\u2013|or|a)\s*\d{1,2}\s*\+?\s*)?"
    r"(?:or more |plus |full )?(?:years?|yrs?|a[n\u00f1]os?)\b(?!\s*(?:old|of age|ago|in business|warranty|contract|de edad))",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\b\d{1,2}\s*\+?\s*(?:months?|meses)\b", re.IGNORECASE)
_NOT_EXPERT = re.compile(
    r"(?:n't|n\u2019t|not) (?:need|have|expect\w*)(?: you)? to be (?:an? )?(?:expert|guru|master)", re.IGNORECASE
)
_YEAR_STEPS = ((10, 5), (5, 4), (2, 3), (0, 2))


def level_of_years(years: int) -> int:
    """Return the level that `years` of experience suggest: under 2 is 2, from 2 is 3, from 5 is 4, from 10 is 5."""
    return next(level for least, level in _YEAR_STEPS if years >= least)


def suggest(before: str, after: str) -> int | None:
    """Return the level the words around a name say, or None.

    `before` is the text from the start of the name's segment to the name, `after` the text from the name to the
    end of its own list item. The nearest level word before the name decides; years outrank words.
    """
    if _NOT_EXPERT.search(before):
        return DEFAULT_LEVEL
    years = _years(before, after)
    if years is not None:
        return level_of_years(years)
    words = list(_WORD.finditer(before)) or list(_WORD.finditer(after[:40]))[:1]
    return int(str(words[-1].lastgroup)[1:]) if words else None


def _years(before: str, after: str) -> int | None:
    found = list(_YEARS.finditer(before)) or list(_YEARS.finditer(after[:50]))[:1]
    if found:
        number = found[-1].group("n").lower()
        return _NUMBER.get(number) or int(number)
    return 0 if _MONTHS.search(before) else None


def of_title(opening: str) -> int | None:
    """Return the level a job title suggests for skills the text puts no level on, or None."""
    if re.search(r"\b(?:principal|staff|architect|chief|head of)\b", opening, re.IGNORECASE):
        return 5 if re.search(r"\bprincipal\b", opening, re.IGNORECASE) else 4
    if re.search(r"\b(?:senior|sr\.?|lead)\b", opening, re.IGNORECASE):
        return 4
    return None

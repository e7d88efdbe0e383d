"""Words that say whether a skill is required, preferred, not wanted, or not about the person at all.

A cue looks forward (to names after it, up to the end of its segment) or backward (to names before it). English and
Spanish; the lists are our own.
"""

import re

from .cue_patterns import one_of, read_list

REQUIRED = "required"
PREFERRED = "preferred"
NEGATED = "negated"
BOILERPLATE = "boilerplate"

_SUBJECT_LEAD = re.compile(
    r"^\W*(?:(?:in|every|since|each|at|on|for|from|over|after|today|as) [^,.]{0,40}?,? ?)??$", re.IGNORECASE
)

FORWARD = (
    (NEGATED, one_of("not_wanted_ahead")),
    (PREFERRED, one_of("preferred_ahead")),
    (REQUIRED, one_of("required_ahead")),
)
BACKWARD = (
    (NEGATED, one_of("not_wanted_behind")),
    (PREFERRED, one_of("preferred_behind")),
    (REQUIRED, one_of("required_behind")),
)
AROUND = one_of("not_wanted_around")
TOUCHING = one_of("not_wanted_touching")
SEGMENT_BREAK = one_of("segment_break")
_LACK = "|".join(read_list("lack"))
_FATAL = "|".join(read_list("fatal"))
_DOUBLE = re.compile(
    rf"\b(?:(?:{_LACK})\b[^.;]{{0,80}}\b(?:{_FATAL})|(?:{_FATAL})\b[^.;]{{0,60}}\b(?:{_LACK}))\b",
    re.IGNORECASE,
)
_SOFTENED = re.compile(
    r"\b(?:but|though|although|yet|still|however|just|only)\b[^.;]{0,40}\b(?:"
    + "|".join(read_list("softening"))
    + r")\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\W*(?:it|its|they|their|these|those)\b", re.IGNORECASE)
_BENEFIT_PATTERN = one_of("benefit")
_COMPANY_PATTERN = one_of("company")
_COMPANY_SUBJECT_PATTERN = one_of("company_subject")
_PERSON_PATTERN = one_of("person")


def speaks_to_reader(sentence: str) -> bool:
    """Return whether a sentence addresses the person sought."""
    return bool(_PERSON_PATTERN.search(sentence)) and not is_benefit(sentence)


def is_benefit(sentence: str) -> bool:
    """Return whether a sentence speaks of benefits, the application or the law."""
    return bool(_BENEFIT_PATTERN.search(sentence))


def is_company(sentence: str) -> bool:
    """Return whether a sentence speaks of the company rather than of the person sought."""
    if _PERSON_PATTERN.search(sentence):
        return False
    return bool(_COMPANY_PATTERN.search(sentence)) or _is_about_company(sentence)


def _is_about_company(sentence: str) -> bool:
    """Return whether the sentence's own subject is the company, doing something else than working with tools."""
    subject = _COMPANY_SUBJECT_PATTERN.search(sentence)
    return subject is not None and bool(_SUBJECT_LEAD.match(sentence[: subject.start()]))


def continues_company(before: str, sentence: str) -> bool:
    """Return whether a sentence goes on about the company that the sentence before it spoke of."""
    return bool(_PRONOUN.match(sentence)) and not _PERSON_PATTERN.search(sentence) and is_company(before)


def turned(sentence: str, end: int, importance: str | None) -> str | None:
    """Return what a refusal means in its whole sentence, for a name that ends at `end`.

    "No applicant without Java" asks for Java; "Docker is not a must, but it helps" prefers Docker.
    """
    if importance != NEGATED:
        return importance
    if _DOUBLE.search(sentence):
        return REQUIRED
    return PREFERRED if _SOFTENED.search(sentence, end) else NEGATED

"""Names that are also everyday words or letters, believed only where the text supports them.

"Go", "Excel" or "R" in a list of tools is a skill; "go to market", "excel in a team" or "R & D" is not. Two kinds
of support count: another, unambiguous name close by in the same clause, and a word such as "programming" or
"Microsoft" beside it. Other names are plain words in small letters alone: "Postman" is a tool, "a postman" is not.
The lists are our own judgment.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .cue_patterns import read_list
from .places import is_a_place

if TYPE_CHECKING:
    from .vocabulary import Hit

EVERYDAY = frozenset(read_list("everyday_words"))
PLAIN = frozenset(read_list("everyday_words_taken_as_names"))
SMALL = frozenset(read_list("names_in_small_letters"))
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\b(?:microsoft|ms|using|uses?|in|with|of|knows?|code|coding|program(?:ming)?|write|writing|learn|languages?|"
    r"tools?|frameworks?|skills?|proficien\w+|expert\w*|experienced?|familiar\w*|knowledge|advanced|basic|like|as)"
    r"[\s:(]+|[,;/:(|\u2022*-]\s*)$",
    re.IGNORECASE,
)
_STRONG_BEFORE = re.compile(
    r"\b(?:microsoft|ms|programming|coding|code|proficien\w+|languages?|frameworks?|experienced?\s(?:in|with|using)|"
    r"knowledge of|skills? in|expert(?:ise)? in|familiar\w*\s\w+|write|scripts?|scripting|develop\w*\s(?:in|with))"
    r"[\s:(]+(?:in\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[\s)]*(?:program\w*|develop\w*|cod(?:e|ing)|scripts?|scripting|languages?|frameworks?|spreadsheets?|formulas?|"
    r"databases?|documents?|macros?|pivot|skills|software|applications?|apps?|experience|certifi\w+|\d|"
    r"(?:is|are) (?:a|an|not|required|preferred|optional|nice|mandatory|essential|helpful|desirable|our|used)|"
    r"engineers?|boot|cookbooks?|manifests?|server|meetings|channels|packages?|studio)\b",
    re.IGNORECASE,
)
_NO_VERB = r"\b(?!\s(?:the|a|an|our|your|their|its|his|her|every|all|us|you)\b)"
_MADE_WITH = re.compile(rf"^\s(?:pipelines?|pages|rules|collections|dashboards?|modules?){_NO_VERB}")
_MADE_WITH_NAMED = re.compile(rf"{_MADE_WITH.pattern}|^\s(?:tests|moderation){_NO_VERB}")
"""Behind a name of SMALL in small letters, and behind one with its capital: "airflow tests" are of the air, and
discord that "tests our patience" is no product.
"""
_NOT_AFTER = re.compile(
    r"^\s*(?:(?:to|the|a|an|at|in|on|for|beyond|above|through|forward|ahead|live|into|under|over|your|our|their|"
    r"control|badge|card|cards|level|corp|corporation)\b|['\u2019&]\s?\w|\.\w|-(?!\s))",
    re.IGNORECASE,
)
_WITH = re.compile(r"\b(?:with|using|uses?)\s+$", re.IGNORECASE)
_USED = re.compile(r"\b(?:using|uses?)\s+$", re.IGNORECASE)
_PLAIN_NEXT = re.compile(r"[ \t]+(?!(?:and|or|for|to|in|on|with|is|as|y|o|para|en|con|es|como)\b)[^\W\d_A-Z]")
_GLASS_BEFORE = re.compile(
    r"\b(?:wash\w*|clean\w*|doors?|shop|store|teller|glass|drive[- ](?:through|thru|up))"
    r"(?:\s+(?:and|or|the|all|our|out|inside|outside))*\s+$",
    re.IGNORECASE,
)
_GLASS_AFTER = re.compile(r"\s+(?:and|or)\s+(?:doors?|mirrors?|floors?|walls?)\b", re.IGNORECASE)
_LETTER_BEFORE = re.compile(
    r"(?:\b(?:section|class|grade|vitamin|plan|type|part|hepatitis|schedule|appendix|item|series|category|unit|room|"
    r"option|exhibit|group|tier|division|title|building|gate|phase|drive|suite)\s|[&'\u2019]\s?|\w[.-])$",
    re.IGNORECASE,
)
_LOWER_WORD = re.compile(r"\b[a-z]+ $")
_CAPITAL_NEXT = re.compile(r"\s+[A-Z]")
_NEAR = 60
_CLAUSE_END = re.compile(r"[.;!?]\s|\n\s*\n")


def settle(text: str, hits: "Sequence[Hit]") -> "Iterator[Hit]":
    """Yield the hits that stand: the unambiguous that are told of as no place, and the ambiguous that have support
    around them in `text`.
    """
    addresses = (
        [m.span() for m in _URL.finditer(text)] if "@" in text or "://" in text or "www." in text else []
    )
    hits = [
        hit
        for hit in hits
        if not is_a_place(text, hit.start, hit.end) and not _is_accented_otherwise(text, hit)
    ]
    doubtful = [
        is_doubtful(text[hit.start : hit.end], hit.row.name) or _reads_as_word(text, hit) for hit in hits
    ]
    for index, hit in enumerate(hits):
        if any(low <= hit.start < high for low, high in addresses):
            continue
        if not doubtful[index]:
            yield hit
        elif _stands(text, hits, doubtful, index):
            yield replace(hit, doubtful=True)


def is_doubtful(written: str, name: str) -> bool:
    """Return whether a name needs support: one letter, two letters not in capitals, or an everyday word."""
    if written.lower() in PLAIN:
        return False
    if len(name) == 1 or (len(name) == 2 and name.isalpha()):
        return True
    return name.lower() in EVERYDAY


def _is_accented_otherwise(text: str, hit: "Hit") -> bool:
    """Return whether a name of SMALL has an accent here that it is not written with: "informática" is a field of study,
    and Informatica a company.
    """
    return not text[hit.start : hit.end].isascii() and hit.row.name.isascii() and _is_small(text, hit)


def _reads_as_word(text: str, hit: "Hit") -> bool:
    """Return whether a name of SMALL lacks its capitals, or has one only because it opens a sentence."""
    written, name = text[hit.start : hit.end], hit.row.name
    before = text[max(0, hit.start - 40) : hit.start]
    if written == "windows":
        return bool(_GLASS_BEFORE.search(before) or _GLASS_AFTER.match(text, hit.end))
    if not _is_small(text, hit):
        return False
    if name.isupper() and not written.startswith(name):
        return True
    if any(word[:1].islower() for word in written.split()):
        return True
    return _starts_sentence(before) and not written.isupper() and bool(_PLAIN_NEXT.match(text, hit.end))


def _is_small(text: str, hit: "Hit") -> bool:
    return hit.row.name.lower() in SMALL or text[hit.start : hit.end].lower() in SMALL


def _stands(text: str, hits: "Sequence[Hit]", doubtful: Sequence[bool], index: int) -> bool:
    hit = hits[index]
    written, name = text[hit.start : hit.end], hit.row.name
    before, after = text[max(0, hit.start - 40) : hit.start], text[hit.end : hit.end + 24]
    if len(name) == 1 and (written != name or _LETTER_BEFORE.search(before) or after[:1] in "&'\u2019"):
        return False
    if len(name) == 2 and name.isupper():
        return written == name
    if written in SMALL and _USED.search(before):
        return True
    if _NOT_AFTER.match(after) and not _STRONG_BEFORE.search(before):
        return False
    if _STRONG_BEFORE.search(before) or _AFTER.match(after) or _makes(text, hit):
        return True
    company = _in_company(text, hits, doubtful, index)
    if written.islower() and not name.islower():
        return company and _in_list(text, hit)
    if company or len(name) == 1 or _starts_sentence(before):
        return company
    return bool(_BEFORE.search(before)) or bool(_LOWER_WORD.search(before) and not _CAPITAL_NEXT.match(after))


def _makes(text: str, hit: "Hit") -> bool:
    """Return whether what is made with a name of SMALL stands right behind it, as in "Airflow pipelines"."""
    made = _MADE_WITH if text[hit.start : hit.end].islower() else _MADE_WITH_NAMED
    return _is_small(text, hit) and bool(made.match(text[hit.end : hit.end + 24]))


def _in_company(text: str, hits: "Sequence[Hit]", doubtful: Sequence[bool], index: int) -> bool:
    """Return whether another name stands within reach in the same clause (a doubtful one in
    capitals counts, and so does one of SMALL in the same list).
    """
    here = hits[index]
    for step in (-1, 1):
        near = index + step
        while 0 <= near < len(hits):
            other = hits[near]
            gap = text[other.end : here.start] if step < 0 else text[here.end : other.start]
            if len(gap) > _NEAR or _CLAUSE_END.search(gap):
                break
            joint = gap.strip(" ")
            if not doubtful[near] or (text[other.start].isupper() and joint in {",", "/", "or", "and"}):
                return True
            if joint in {",", "/", "and", ", and"} and _are_small_items(text, here, other):
                return True
            near += step
    return False


def _are_small_items(text: str, *pair: "Hit") -> bool:
    """Return whether all are names of SMALL in one list: "vim, bash" is of tools, "chop celery and cocoa" is not."""
    return all(_is_small(text, hit) and _in_list(text, hit) for hit in pair)


def _in_list(text: str, hit: "Hit") -> bool:
    """Return whether the name is an item between commas, slashes, bullets or line ends, or the first behind "with"."""
    before, after = text[max(0, hit.start - 40) : hit.start], text[hit.end : hit.end + 24]
    opens = (
        not before.strip()
        or before.rstrip(" ")[-1:] in ",/;|(:\n\u2022*"
        or before.endswith((" and ", " or "))
        or bool(_WITH.search(before))
    )
    closes = not after.strip() or after.lstrip(" ")[:1] in ",/;|).\n" or after.startswith((" and ", " or "))
    return opens and closes


def _starts_sentence(before: str) -> bool:
    stripped = before.rstrip(" \t\"'(*-\u2022")
    return not stripped or stripped[-1] in ".!?\n"

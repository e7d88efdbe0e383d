"""Years, recency and having a job now: screens that stand in for skill."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techhire.engines.posting_check.cutting import cut_or_advise, stands_alone
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

INSTEAD_OF_A_DEGREE = 5
"""Fewer years than this, offered in the place of a degree, open a door and are left alone. Our judgment."""

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_YEARS = re.compile(
    r"\b(?:(?:at\s+least|a\s+minimum\s+of|minimum\s+of|minimum|over|more\s+than|around|about|approximately|roughly)\s+)?"
    rf"(?P<low>\d{{1,2}}|{'|'.join(_NUMBERS)})(?:\s*\(\d+\))?\s*\+?(?:\s*(?:-|–|to)\s*\d{{1,2}})?\s*\+?\s*"
    r"(?:years?\b|yrs?\b\.?)['’]?(?:\s+of\b)?(?P<what>(?:\s+[\w/-]+){0,4}?\s+experience\b)?"
    r"(?!\s*(?:of\s+)?(?:old|age|ago|warranty)\b)",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"\b(?:we(?!\s+(?:\w+\s+)?(?:need|require|ask|want|expect|seek|look|prefer))|our|us|founded|since|company|firm"
    r"|serving|history)\b[^.;]{0,80}\byears?\b"
    r"|\byears?\b[^.;]{0,60}\b(?:we|our\s+(?:company|team|clients))\b",
    re.IGNORECASE,
)
_OF_WORK = re.compile(
    r"\s*(?:in|as|at|with|working|doing|using|managing|supporting|administering)\b(?!\s+(?:which|the\s+(?:last|past)))",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:last|past|next|first|every|each|for|after|within|once|per|than\s+once|contract(?:\s+of)?|warranty|vest\w*)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_FEWER = re.compile(
    r"\b(?:less|fewer)\s+than\s+$|\b(?:under|up\s+to|no\s+more\s+than|maximum(?:\s+of)?)\s+$", re.I
)
_NO_KIND = re.compile(
    r"(?:(?:relevant|related|prior|previous|work|working|professional|industry|similar|practical|combined|total)\s+)*experience",
    re.I,
)
_LOOSE_BEFORE = re.compile(
    r"\b(?:already|another|additional|further|these|those|their|than|the|my|your|extra|approx\.?)\s+$", re.I
)
_OF_STUDY = re.compile(
    r"\s*(?:of\s+)?(?:college|school|university|study|studies|education|full[- ]time\s+study|service|term|contract"
    r"|lease|terms|operations?)\b",
    re.IGNORECASE,
)
_IN_PLACE_OF_DEGREE = re.compile(
    r"\b(?:degree|diploma|bachelor\w*|master\w*|associate\w*)\b.*\bor\s+(?:an?\s+)?$", re.I
)
_ENTRY = re.compile(
    r"\b(?:entry[- ]level|junior|trainee|apprentice(?:ship)?|intern(?:ship)?|no\s+experience\s+(?:needed|necessary|"
    r"required)|early[- ]career|beginners?)\b",
    re.IGNORECASE,
)
_EMPLOYED = re.compile(
    r"\bmust\s+(?:be\s+)?(?:currently|presently|actively)\s+(?:be\s+)?(?:employed|working)\b"
    r"|\b(?:currently|presently)[- ]employed\s+(?:candidates?|applicants?|people|professionals)\b"
    r"|\b(?:candidates?|applicants?)\s+(?:who\s+(?:are|is)|must\s+be)\s+(?:currently|presently)\s+employed\b"
    r"|\b(?:the\s+)?unemployed\s+(?:candidates?|applicants?)?\s*(?:will\s+not|need\s+not|are\s+not|should\s+not)\b"
    r"|\bno\s+unemployed\b",
    re.IGNORECASE,
)
_GRADUATES = re.compile(
    r"\b(?:recent|new|fresh)\s+(?:college\s+|university\s+)?(?:graduates?|grads?)\b"
    r"|\brecently\s+graduated\b|\bclass\s+of\s+20\d\d\b|\bgraduat(?:ed|ing)\s+(?:with)?in\s+the\s+(?:last|past)\b",
    re.IGNORECASE,
)
_GRADUATE_ENDS = re.compile(r"(?:graduates?|grads?)$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"\s*(?:$|[^\w\s]|(?:only|welcome|preferred|wanted|needed|required|encouraged|are|is|who|with|from|in|of|to|and|or|for"
    r"|may|can|should|will|looking|ready|at|as)\b)",
    re.IGNORECASE,
)
_GAPS = re.compile(
    r"\bno\s+(?:unexplained\s+)?(?:employment|work|career|r[eé]sum[eé])(?:\s+history)?\s+gaps?\b"
    r"|\b(?:without|no)\s+(?:any\s+)?(?:unexplained\s+)?gaps?\s+in\s+(?:employment|work|your\s+(?:r[eé]sum[eé]|work))\b"
    r"|\b(?:continuous|uninterrupted|unbroken)\s+(?:employment|work\s+history)\b|\bgap[- ]free\b"
    r"|\bno\s+gaps\s*(?=[.,;!]|$)|\bno\s+job[- ]?hopp\w+|\b(?:stable|steady)\s+(?:work|employment|job)\s+history\b",
    re.IGNORECASE,
)
_LAST_YEARS = re.compile(
    r"\b(?:with)?in\s+the\s+(?:last|past)\s+(?:\d+|two|three|five|few)\s+(?:years|months)\b", re.IGNORECASE
)
_WELCOME = re.compile(
    r"\b(?:welcome|fine|okay|ok|understand|not\s+a\s+problem|no\s+problem|don['’]t\s+mind)\b", re.I
)
_NOT_ASKED = re.compile(
    r"\b(?:do(?:es)?\s+not|don['’]t|need\s+not|never)\s+(?:\w+\s+){0,2}?(?:ask|require|expect|need|mind|look)\b",
    re.I,
)


def reads_as_entry_level(text: str) -> bool:
    """Whether the posting calls itself one for beginners."""
    return _ENTRY.search(text) is not None


def years_findings(segment: Segment, entry_level: bool) -> Iterator[Finding]:
    """Years of experience: a beginner has none, and for anybody they stand in the place of a level."""
    if _ABOUT_US.search(segment.text):
        return
    for match in _YEARS.finditer(segment.text):
        if not _is_experience(segment.text, match):
            continue
        start = segment.start + match.start()
        severity, code = (
            (Severity.SHOULD, "years_for_entry") if entry_level else (Severity.HINT, "years_for_skill")
        )
        kept = _experience(match, segment.text)
        if kept and match.start() == 0:
            kept = kept[0].upper() + kept[1:]
        yield Finding(
            Rule.YEARS, start, start + len(match[0]), match[0], severity, kept or None, code, advice=not kept
        )


def _experience(match: re.Match[str], text: str) -> str:
    """The same words without the number; empty where they would make no sentence, or one that says nothing."""
    before = text[max(0, match.start() - 40) : match.start()]
    if _LOOSE_BEFORE.search(before):
        return ""
    if match["what"]:
        kept = match["what"].strip()
        says_nothing = _NO_KIND.fullmatch(kept) and stands_alone(text, *match.span())
        return "" if says_nothing else kept
    if match[0].lower().endswith(" of"):
        return "experience in" if before.lower().endswith("with ") else "experience with"
    return "experience" if _OF_WORK.match(text, match.end()) else ""


def _is_experience(text: str, match: re.Match[str]) -> bool:
    """Whether the years are years of work asked of the person, and not the way around a degree."""
    before = text[max(0, match.start() - 120) : match.start()]
    low = match["low"].lower()
    years = _NUMBERS.get(low) or int(low)
    if (
        not years
        or _OF_SOMETHING_ELSE.search(before[-30:])
        or _FEWER.search(before[-30:])
        or _OF_STUDY.match(text, match.end())
    ):
        return False
    if years < INSTEAD_OF_A_DEGREE and _IN_PLACE_OF_DEGREE.search(before):
        return False
    of_work = match[0].lower().endswith(" of") or _OF_WORK.match(text, match.end())
    return bool(match["what"] or of_work or "experience" in text[match.end() : match.end() + 80].lower())


def recency_findings(segment: Segment) -> Iterator[Finding]:
    """Recent graduates, gaps, experience of the last years only, and having a job now."""
    employed = _EMPLOYED.search(segment.text)
    if employed:
        yield cut_or_advise(segment, employed, Rule.EMPLOYED_NOW, Severity.MUST, "must_be_employed")
    graduates = _GRADUATES.search(segment.text)
    if graduates:
        yield _welcome_all(segment, graduates)
    gaps = _GAPS.search(segment.text)
    if gaps and not _NOT_ASKED.search(segment.text):
        yield cut_or_advise(segment, gaps, Rule.RECENCY, Severity.SHOULD, "no_gaps")
    last = _LAST_YEARS.search(segment.text)
    if last and re.search(r"\b(?:experience|worked|employed)\b", segment.text, re.IGNORECASE):
        start = segment.start + last.start()
        yield Finding(
            Rule.RECENCY,
            start,
            start + len(last[0]),
            last[0],
            Severity.HINT,
            None,
            "recent_experience",
            advice=True,
        )


def _welcome_all(segment: Segment, match: re.Match[str]) -> Finding:
    start = segment.start + match.start()
    people = _GRADUATE_ENDS.search(match[0]) and _NO_NOUN.match(segment.text, match.end())
    plural = match[0].lower().endswith("s")
    words = "people new to the field" if plural else "person new to the field"
    if match.start() == 0:
        words = words[0].upper() + words[1:]
    return Finding(
        Rule.RECENCY,
        start,
        start + len(match[0]),
        match[0],
        Severity.HINT if _WELCOME.search(segment.text) else Severity.SHOULD,
        words if people else None,
        "recent_graduates",
        advice=not people,
    )

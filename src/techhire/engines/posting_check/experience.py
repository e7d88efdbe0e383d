"""Years, recency and having a job now: screens that stand in for skill."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

ENTRY_YEARS = 3
"""Years from which a posting for beginners asks too much."""

SENIOR_YEARS = 5
"""Years from which any posting is told that years are not a level."""

_NUMBERS = {
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
    r"\b(?:(?:at\s+least|a\s+minimum\s+of|minimum\s+of|minimum|over|more\s+than)\s+)?"
    rf"(?P<low>\d{{1,2}}|{'|'.join(_NUMBERS)})(?:\s*\(\d+\))?\s*\+?(?:\s*(?:-|–|to)\s*\d{{1,2}})?\s*\+?\s*"
    r"(?:years?\b|yrs?\b\.?)['’]?(?:\s+of\b)?(?P<what>(?:\s+[\w/-]+){0,4}?\s+experience\b)?"
    r"(?!\s*(?:of\s+)?(?:old|age|ago|warranty)\b)",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"\b(?:we|our|us|founded|since|company|firm|serving|history)\b[^.;]{0,80}\byears?\b"
    r"|\byears?\b[^.;]{0,60}\b(?:we|our\s+(?:company|team|clients))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:experience|required|minimum|at\s+least|must|working|with|in)\b", re.IGNORECASE)
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


def reads_as_entry_level(text: str) -> bool:
    """Whether the posting calls itself one for beginners."""
    return _ENTRY.search(text) is not None


def years_findings(segment: Segment, entry_level: bool) -> Iterator[Finding]:
    """Years of experience: too many for beginners, or many in place of a level."""
    if _ABOUT_US.search(segment.text) or not _ASKS.search(segment.text):
        return
    for match in _YEARS.finditer(segment.text):
        low = match["low"].lower()
        years = _NUMBERS.get(low) or int(low)
        if years < (ENTRY_YEARS if entry_level else SENIOR_YEARS):
            continue
        start = segment.start + match.start()
        severity, code = (
            (Severity.SHOULD, "years_for_entry") if entry_level else (Severity.HINT, "years_for_skill")
        )
        kept = (match["what"] or "").strip()
        if kept and match.start() == 0:
            kept = kept[0].upper() + kept[1:]
        yield Finding(
            Rule.YEARS, start, start + len(match[0]), match[0], severity, kept or None, code, advice=not kept
        )


def recency_findings(segment: Segment) -> Iterator[Finding]:
    """Recent graduates, gaps, experience of the last years only, and having a job now."""
    employed = _EMPLOYED.search(segment.text)
    if employed:
        yield cut_or_advise(segment, employed, Rule.EMPLOYED_NOW, Severity.MUST, "must_be_employed")
    graduates = _GRADUATES.search(segment.text)
    if graduates:
        yield _welcome_all(segment, graduates)
    gaps = _GAPS.search(segment.text)
    if gaps and not _WELCOME.search(segment.text):
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
    people = re.search(r"(?:graduates?|grads?)$", match[0], re.IGNORECASE) is not None
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


def cut_or_advise(
    segment: Segment, match: re.Match[str], rule: Rule, severity: Severity, code: str
) -> Finding:
    """Offer to remove the segment where it says little else; otherwise point at the words and leave it to a
    person.
    """
    if segment.says_little_beside(*match.span()):
        return Finding(rule, segment.cut_start, segment.cut_end, segment.text, severity, None, code)
    start = segment.start + match.start()
    return Finding(rule, start, start + len(match[0]), match[0], severity, None, code, advice=True)

"""Degree screens: where a posting asks for a degree and accepts nothing in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techhire.engines.posting_check.cutting import stands_alone
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

_FIELD = r"(?:science|arts|engineering|business|technology|applied|computer|information|education|commerce)"
_DEGREE = re.compile(
    r"\b(?:"
    r"(?:four|4|two|2)[- ]year\s+(?:college\s+|university\s+)?degree"
    r"|(?:college|university|undergraduate|graduate|post-?graduate|advanced|doctoral|technical"
    r"|(?:bachelor|master|associate)(?:['’]?s)?)(?:\s+level)?\s+degree"
    rf"(?!\s+of\s+(?!{_FIELD}))"
    rf"|(?:bachelor|master|associate)(?:['’]?s)?\s+(?:of|in)\s+{_FIELD}"
    r"|(?:bachelor|master)['’]s(?=\s*(?:$|[,/.;]|or\b|in\b|required|preferred|is\b|from\b))"
    r"|(?-i:(?<!, )(?:B\.?S\.?c?\.?|B\.?A\.?|M\.?S\.?c?\.?|M\.?A\.?)(?:\s*/\s*[BM]\.?[SA]\.?)?"
    r"(?:\s+[Dd]egree|(?=\s+in\s+(?:a\s+)?[A-Z][a-z])))"
    r"|(?-i:(?<!\d )(?:Ph\.?D\b\.?|MBA\b))"
    r"(?=\s*(?:$|[,/;)]|(?:or|in|from|with|and|is|required|preferred|degree)\b))(?!\s+degree\s+(?:students?|programs?))"
    r"|degree(?=\s+(?:in|from)\s+(?!which|the\s+middle))"
    r"|degree(?=\s+(?:is\s+)?(?:strongly\s+)?(?:required|preferred|needed|desired|mandatory|a\s+must|a\s+plus))"
    r"|(?:college|university)\s+(?:graduates?|diploma|education\s+required)"
    r")",
    re.IGNORECASE,
)
_DIPLOMA = re.compile(r"\bhigh[- ]school\s+(?:diploma|degree|graduate|education)\b", re.IGNORECASE)
_EQUIVALENT = re.compile(
    r"\bequivalen\w+|\bGED\b|\bin\s+(?:lieu|place)\s+of\b|\binstead\s+of\b"
    r"|\bor\s+(?:(?:an?\s+)?(?:(?:minimum|total)(?:\s+of)?\s+|at\s+least\s+|over\s+|more\s+than\s+)?"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*\(\d+\))?\s*\+?(?:\s*(?:-|–|to)\s*\d{1,2})?\s*"
    r"(?:years?|yrs?)|(?:related|relevant|comparable|similar|work|practical|"
    r"hands-on|the\s+same|military)\b[^.;]{0,30}\b(?:experience|skills|training))"
    r"|\bor\s+experience\b|\bskills\s+(?:learned|gained)\b",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:no|not|without|never|don['’]?t|doesn['’]?t|regardless\s+of)\b[^.;]{0,40}"
    r"\b(?:degree|bachelor|diploma|college)"
    r"|\b(?:degree|diploma|bachelor['’]?s)\b[^.;]{0,30}\b(?:not|n['’]t|never|optional)\b"
    r"|\b(?:tuition|reimburs\w+|scholarship\w*|student\s+loan|earn\s+(?:a|your|an)|pay\s+for\s+(?:a|your)"
    r"|toward\s+(?:a|your)|while\s+you\s+(?:study|finish))\b",
    re.IGNORECASE,
)
_PREFERRED = re.compile(
    r"\b(?:prefer\w*|a\s+plus|nice\s+to\s+have|desir\w+|bonus|ideally|helpful)\b", re.IGNORECASE
)
_INSISTS = re.compile(r"\b(?:minimum|must|required|requires)\b", re.IGNORECASE)
_FIELD_OF_STUDY = re.compile(
    r"(?:\s+degree)?(?:\s+or\s+(?:higher|above))?(?:\s+(?:in|from|of)\s+"
    r"(?:(?!\s+(?:and|with|plus|or)\s+(?:\+?\d|(?-i:(?!MIS\b|CIS\b|STEM\b)[A-Z]{3,}\b)|have\b|has\b|you\b|must\b|are\b|a\s+minimum|at\s+least|minimum|strong|experience|knowledge|skills|"
    r"the\s+ability|ability|hands-on|[\w-]+ing\b|[\w-]+\s+(?:years?|experience|skills|certification)))"
    r"(?!\s+(?:is|are|required|preferred|with|plus|experience)\b)(?!\s*[.;:()]).){1,90})?",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\s*(?:,|/|\bor\b|\band/or\b|\band\b)\s*(?:or\s+)?(?:an?\s+)?", re.IGNORECASE)
_SKILL_NAME = re.compile(r"[a-z][A-Z]|[+#\d]|\b(?!(?:IT|CS|MIS|CIS|STEM|EE|US|USA)\b)[A-Z]{2,}\b")
"""Names like CompTIA A+ or CCNA in a list of fields of study are skills, and must not go with the degree."""
_ADDED = " or equivalent experience"


def degree_findings(segment: Segment) -> Iterator[Finding]:
    """At most one finding: a degree or diploma with nothing accepted in its place.

    A line that says nothing else can go; where it says more, the words "or equivalent experience" are
    offered.
    """
    match = _DEGREE.search(segment.text) or _DIPLOMA.search(segment.text)
    if not match or _EQUIVALENT.search(segment.text) or _NOT_ASKED.search(segment.text):
        return
    if match.re is _DIPLOMA:
        severity, code = Severity.HINT, "diploma_required"
    elif _is_preferred(segment.text, match.end()):
        severity, code = Severity.HINT, "degree_preferred"
    else:
        severity, code = Severity.SHOULD, "degree_required"
    yield _offer(segment, match, severity, code)


def _is_preferred(text: str, after: int) -> bool:
    """Said of the degree itself, or of the line where nothing in it insists."""
    beside = re.split(r"[.,;]", text[after:], maxsplit=1)[0]
    return bool(_PREFERRED.search(beside)) or bool(_PREFERRED.search(text) and not _INSISTS.search(text))


def _last_of_list(text: str, match: re.Match[str]) -> int:
    """Where the last of "a bachelor's or a master's degree" ends: what counts as well stands behind them all."""
    end = match.end()
    while joint := _ANOTHER.match(text, end):
        another = _DEGREE.match(text, joint.end())
        if not another:
            break
        end = another.end()
    return end


def _offer(segment: Segment, match: re.Match[str], severity: Severity, code: str) -> Finding:
    last = _last_of_list(segment.text, match)
    study = _FIELD_OF_STUDY.match(segment.text, last)
    stop = study.end() if study else last
    field = segment.text[last:stop]
    if not _SKILL_NAME.search(field) and stands_alone(segment.text, match.start(), stop):
        text = segment.text
        return Finding(Rule.DEGREE, segment.cut_start, segment.cut_end, text, severity, None, code)
    phrase = segment.text[match.start() : stop].rstrip(" ,")
    start = segment.start + match.start()
    return Finding(Rule.DEGREE, start, start + len(phrase), phrase, severity, phrase + _ADDED, code)

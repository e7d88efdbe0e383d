"""What is said about a posting as a whole: what it leaves out, and whether it asks for too much at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from techhire.engines.posting_check.findings import Finding, Requirement, Rule, Severity

MOST_ESSENTIALS = 8
"""Essential skills beyond which any posting is told that it asks for many at once."""

MOST_INDEPENDENT = 3
"""Essential skills at level 3 that a posting for beginners may ask for."""

INDEPENDENT = 3

_PAY = re.compile(
    r"[$€£]\s?\d|\b\d{2,3},?\d{3}\s*(?:-|–|to)\s*[$€£]?\d{2,3},?\d{3}\b|\b\d{2,3}\s?k\b"
    r"|\b\d{1,3}(?:\.\d\d)?\s*(?:(?:dollars|USD)\b|(?:an|per|/)\s*h(?:ou)?r\b|/\s*h)"
    r"|\bGS-?\d{1,2}\b|\bminimum\s+wage\b|\b\d[\d.,]*\s*d[oó]lares\b|\bsalario\s+m[ií]nimo\b|\b(?:la|por)\s+hora\b",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"\b(?:full|part)[- ]?time\b|\bshifts?\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\bM\s*-\s*F\b|\bweek(?:days|ends?|nights)\b|\bevenings?\b|\bovernights?\b"
    r"|\b\d{1,2}\s*(?:-|–|to)?\s*\d{0,2}\s*hours\b|\bhours\s*(?:per|a|/)\s*(?:week|day)\b"
    r"|\b\d{1,2}(?::\d\d)?\s*[ap]\.?m\b|\bschedule\b|\bflexible\s+hours\b|\b9\s*(?:-|–|to)\s*5\b"
    r"|\b(?:jornada|tiempo)\s+(?:complet[ao]|parcial)\b|\bmedi[ao]\s+(?:tiempo|jornada)\b|\bturnos?\b|\bhorarios?\b"
    r"|\b(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?)\b|\bfines?\s+de\s+semana\b|\b\d{1,2}\s+horas\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?i:\bremote(?:ly)?\b|\bwork\s+from\s+home\b|\bhybrid\b|\bon-?site\b|\blocation\s*:"
    r"|\blocated\s+(?:in|at)\b|\bbased\s+in\b|\bdowntown\b|\btelework\b"
    r"|\bremot[oa]\b|\bteletrabajo\b|\bdesde\s+casa\b|\bh[ií]brid[oa]\b|\bpresencial\b|\bubicad[oa]s?\s+en\b"
    r"|\b(?:ubicaci[oó]n|lugar)\s*:|\bZIP(?:\s+code)?\s*:?\s*\d{5}\b|\bc[oó]digo\s+postal\b"
    r"|\bour\s+(?:\w+\s+){0,2}(?:office|store|warehouse|campus)\s+(?:in|at|on)\b)"
    r"|\b[A-Z][a-zA-Z.'-]+(?:\s[A-Z][a-zA-Z.'-]+)?,\s?(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA"
    r"|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b"
    r"|\b\d{1,5}\s+(?:[A-Z][a-z]+\s){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Way)\b"
)
_BLANK = re.compile(r"\[name the law that asks for it\]")


def missing_findings(text: str, has_pay: bool, has_schedule: bool, has_place: bool) -> Iterator[Finding]:
    """Pay, hours and place, where neither the text nor the posting's own fields (`has_...`) give them."""
    wanted = (
        (has_pay, _PAY, "missing_pay"),
        (has_schedule, _SCHEDULE, "missing_schedule"),
        (has_place, _PLACE, "missing_place"),
    )
    for known, pattern, code in wanted:
        if not known and not pattern.search(text):
            yield _about_all(text, Rule.MISSING, Severity.SHOULD, code)
    for blank in _BLANK.finditer(text):
        yield Finding(
            Rule.MISSING,
            blank.start(),
            blank.end(),
            blank[0],
            Severity.SHOULD,
            None,
            "to_fill_in",
            advice=True,
        )


def inflation_findings(
    text: str, requirements: Sequence[Requirement], entry_level: bool
) -> Iterator[Finding]:
    """Too many essentials at once; for beginners, more than three at level 3, or any above it."""
    essentials = [requirement for requirement in requirements if requirement.essential]
    if len(essentials) > MOST_ESSENTIALS:
        yield _about_all(text, Rule.INFLATION, Severity.SHOULD, "too_many_essentials")
    high = [requirement for requirement in essentials if requirement.level >= INDEPENDENT]
    above = any(requirement.level > INDEPENDENT for requirement in high)
    if entry_level and (len(high) > MOST_INDEPENDENT or above):
        yield _about_all(text, Rule.INFLATION, Severity.SHOULD, "levels_too_high_for_entry")


def _about_all(text: str, rule: Rule, severity: Severity, code: str) -> Finding:
    return Finding(rule, len(text), len(text), "", severity, None, code, advice=True)

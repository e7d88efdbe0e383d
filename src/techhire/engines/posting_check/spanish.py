"""The plainest lines that shut people out, in Spanish ads: degrees, years, age, looks, a native tongue, a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techhire.engines.posting_check.cutting import cut_or_advise, stands_alone
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment
from techhire.engines.posting_check.spanish_people import EQUAL, PEOPLE, is_of_something_else, severity_of

_I = re.IGNORECASE
_DEGREE = re.compile(
    r"\b(?:t[ií]tulo|grado|carrera|estudios|formaci[oó]n)\s+(?:universitari[oa]s?|profesional(?:es)?\s+universitari[oa]s?)\b"
    r"|\blicenciatura\b|\bt[ií]tulo\s+de\s+(?:licenciad[oa]|ingenier[oa]|grado|t[eé]cnico\s+superior)\b"
    r"|\b(?:graduad[oa]|egresad[oa]|profesional)\s+universitari[oa]\b|\bmaestr[ií]a\b",
    _I,
)
_DIPLOMA = re.compile(
    r"\bbachillerato\b|\bdiploma\s+de\s+(?:escuela\s+)?(?:secundaria|preparatoria|high\s+school)\b", _I
)
_EITHER = re.compile(r"\bequivalente|\bo\s+(?:bien\s+)?(?:\d+\s+años|experiencia|formaci[oó]n)\b|\bGED\b", _I)
_NOT_NEEDED = re.compile(
    r"\b(?:no|sin)\s+(?:\w+\s+){0,4}?(?:t[ií]tulo|licenciatura|estudios|bachillerato|grado)\b"
    r"|\bno\s+(?:es|son)\s+necesari|\bbecas?\b|\breembols\w+",
    _I,
)
_PREFERS = re.compile(
    r"\b(?:se\s+valora(?:r[aá])?|valorable|preferi\w+|preferente\w*|deseable|se\s+prefiere|ideal\w*)\b", _I
)
_COUNT = r"(?P<low>\d{1,2}|un|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)"
_YEARS = re.compile(
    rf"(?:\b(?:con\s+)?(?:un\s+)?(?:m[ií]nimo|al\s+menos|por\s+lo\s+menos|m[aá]s)(?:\s+de)?\s+)?\b{_COUNT}"
    r"(?:\s*(?:a|-|–|o)\s*(?:\d{1,2}|m[aá]s))?\s*\+?\s*años?\s+(?:de\s+)?(?P<what>experiencia(?:\s+laboral|\s+previa)?)\b",
    _I,
)
_ABOUT_US = re.compile(r"\b(?:empresa|compañ[ií]a|somos|nuestra|llevamos|contamos\s+con)\b", _I)
_AGE = re.compile(
    r"\bmenor(?:es)?\s+de\s+(?!1[0-9]\b)\d{2}(?:\s+años)?|\bno\s+mayor(?:es)?\s+(?:de|a)\s+\d{2}(?:\s+años)?"
    r"|\b(?:edad\s+)?(?:entre\s+|de\s+)?\d{2}\s*(?:a|y|-|–)\s*\d{2}\s+años(?:\s+de\s+edad)?(?!\s+de\s+experiencia)"
    r"|\bhasta\s+(?:los\s+)?\d{2}\s+años\b(?!\s+de\s+experiencia)|\bedad\s+m[aá]xima(?:\s+de)?\s*:?\s*\d{2}(?:\s+años)?",
    _I,
)
_YOUNG = re.compile(
    r"\b(?:equipo|ambiente|personal|talento)\s+(?:muy\s+)?joven(?:es)?\b|\bgente\s+joven\b|\bj[oó]venes\b(?!\s+y\s+adultos)",
    _I,
)
_GRADUATES = re.compile(r"\breci[eé]n\s+(?:graduad|egresad|titulad)[oa]s?\b", _I)
_LOOKS = re.compile(
    r"\b(?:buena|excelente)\s+(?:presencia|presentaci[oó]n(?:\s+personal)?|apariencia|imagen)\b|\bbuen\s+aspecto\b"
    r"|\bcon\s+foto(?:graf[ií]a)?(?:\s+reciente)?\b",
    _I,
)
_NATIVE = re.compile(
    r"\b(?P<language>español|ingl[eé]s|castellano)\s+(?:nativ[oa]|como\s+lengua\s+materna)\b"
    r"|\b(?:una?\s+)?(?:hablante|nivel)\s+nativ[oa]\s+(?:de|en|del)\s+(?P<second>español|ingl[eé]s)\b",
    _I,
)
_NATIVE_ALONE = re.compile(r"\bhablantes?\s+nativ[oa]s?\b|\blengua\s+materna\b", _I)
_ACCENT = re.compile(r"\bsin\s+acento\b|\bacento\s+neutro\b", _I)
_RECORD = re.compile(r"\b(?:sin|no\s+tener|carta\s+de\s+no)\s+antecedentes(?:\s+penales)?\b", _I)
_CHECK = re.compile(r"\b(?:verificaci[oó]n|revisi[oó]n|chequeo)\s+de\s+antecedentes(?:\s+penales)?\b", _I)
_AFTER = re.compile(r"\b(?:despu[eé]s|tras|luego)\s+(?:de\s+)?(?:una?\s+|la\s+)?oferta\b", _I)
_PAPERS = re.compile(
    r"\bciudadan[oa]s?\s+(?:estadounidenses?|american[oa]s?)\b|\bciudadan[ií]a\s+(?:estadounidense|americana)\b",
    _I,
)
_GAPS = re.compile(
    r"\bsin\s+(?:lagunas|vac[ií]os|interrupciones)\s+(?:laborales|en\s+(?:su|el)\s+(?:empleo|historial))", _I
)
_ADDED = " o experiencia equivalente"
_CUT: tuple[tuple[re.Pattern[str], Rule, Severity, str], ...] = (
    (_AGE, Rule.CODED_WORDS, Severity.MUST, "age_limit"),
    (_YOUNG, Rule.CODED_WORDS, Severity.SHOULD, "age_coded"),
    (_LOOKS, Rule.CODED_WORDS, Severity.SHOULD, "looks"),
    (_ACCENT, Rule.NATIONAL_ORIGIN, Severity.MUST, "accent"),
    (_RECORD, Rule.BEFORE_OFFER, Severity.MUST, "criminal_record"),
    (_PAPERS, Rule.BEFORE_OFFER, Severity.SHOULD, "citizenship"),
    (_GRADUATES, Rule.RECENCY, Severity.SHOULD, "recent_graduates"),
    (_GAPS, Rule.RECENCY, Severity.SHOULD, "no_gaps"),
)


def spanish_findings(segment: Segment, entry_level: bool) -> Iterator[Finding]:
    """What the check knows of Spanish; far less than of English, and nothing it is not sure of."""
    yield from _degree(segment)
    yield from _years(segment, entry_level)
    yield from _native(segment)
    people = () if EQUAL.search(segment.text) else PEOPLE
    for pattern, rule, severity, code in (*_CUT, *people):
        match = pattern.search(segment.text) if code != "age_limit" else _limit(pattern, segment.text)
        if match:
            weight = severity_of(segment.text, match) if code == "age_limit" else severity
            yield cut_or_advise(segment, match, rule, weight, code)
    check = _CHECK.search(segment.text)
    if check and not _AFTER.search(segment.text):
        yield _span(segment, check, Rule.BEFORE_OFFER, Severity.SHOULD, None, "background_check")


def _limit(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first limit on the age of people."""
    return next((one for one in pattern.finditer(text) if not is_of_something_else(text, one)), None)


def _degree(segment: Segment) -> Iterator[Finding]:
    match = _DEGREE.search(segment.text) or _DIPLOMA.search(segment.text)
    if not match or _EITHER.search(segment.text) or _NOT_NEEDED.search(segment.text):
        return
    severity, code = Severity.SHOULD, "degree_required"
    if match.re is _DIPLOMA:
        severity, code = Severity.HINT, "diploma_required"
    elif _PREFERS.search(segment.text):
        severity, code = Severity.HINT, "degree_preferred"
    yield _span(segment, match, Rule.DEGREE, severity, match[0] + _ADDED, code)


def _years(segment: Segment, entry_level: bool) -> Iterator[Finding]:
    if _ABOUT_US.search(segment.text):
        return
    severity, code = (
        (Severity.SHOULD, "years_for_entry") if entry_level else (Severity.HINT, "years_for_skill")
    )
    for match in _YEARS.finditer(segment.text):
        kept: str = match["what"]
        new = None if stands_alone(segment.text, *match.span()) else kept
        if new and (match[0][0].isupper() or match.start() == 0):
            new = new[0].upper() + new[1:]
        yield _span(segment, match, Rule.YEARS, severity, new, code)


def _native(segment: Segment) -> Iterator[Finding]:
    match = _NATIVE.search(segment.text)
    if match:
        tongue = match["language"] or match["second"]
        tongue = tongue[0].upper() + tongue[1:] if match[0][0].isupper() else tongue
        if match["second"] and "hablante" in match[0].lower():
            person = "una persona" if match.start() else "Persona"
            new = f"{person} que hable {tongue.lower()} lo suficiente para este trabajo"
        else:
            new = f"{tongue} suficiente para este trabajo"
        yield _span(segment, match, Rule.NATIONAL_ORIGIN, Severity.MUST, new, "native_speaker")
        return
    alone = _NATIVE_ALONE.search(segment.text)
    if alone:
        yield cut_or_advise(segment, alone, Rule.NATIONAL_ORIGIN, Severity.MUST, "native_speaker")


def _span(
    segment: Segment, match: re.Match[str], rule: Rule, severity: Severity, new: str | None, code: str
) -> Finding:
    start = segment.start + match.start()
    return Finding(rule, start, start + len(match[0]), match[0], severity, new, code, advice=new is None)

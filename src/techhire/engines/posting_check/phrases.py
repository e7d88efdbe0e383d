"""Words that hint at age or sex, and words that do not say how well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

_ROLE = (
    r"(?:developer|engineer|programmer|coder|technician|analyst|administrator|admin|designer|agent|specialist|"
    r"representative|rep|manager)s?\b"
)
_HERO = r"(?:rock[- ]?star|ninja|guru|wizard|superstar|jedi|superhero|whiz)"
_HEROES = r"(?:rock[- ]?stars|ninjas|gurus|wizards|superstars|superheroes|whizzes)"
_NOT_SOFTWARE = r"(?<!setup )(?<!installation )(?<!install )(?<!import )"
_TOGETHER = (
    r"(?:teams?|crew|staff|workforce|colleagues|coworkers|group|talent|office|people|professionals?)\b"
)
_ALONE = "the ability to do routine work alone with"
_BEYOND = "the ability to do harder work and help others with"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern, what to put in its place (None removes it), and how it is told. `advice` offers nothing."""

    pattern: re.Pattern[str]
    replacement: str | None
    rule: Rule
    severity: Severity
    code: str
    advice: bool = False


def _phrase(
    pattern: str,
    replacement: str | None,
    rule: Rule,
    code: str,
    severity: Severity = Severity.HINT,
    advice: bool = False,
) -> Phrase:
    return Phrase(re.compile(pattern, re.IGNORECASE), replacement, rule, severity, code, advice)


def _gendered(pattern: str, replacement: str) -> Phrase:
    return _phrase(pattern, replacement, Rule.CODED_WORDS, "gendered", Severity.SHOULD)


def _age(pattern: str, replacement: str | None = None, advice: bool = False) -> Phrase:
    return _phrase(pattern, replacement, Rule.CODED_WORDS, "age_coded", Severity.SHOULD, advice)


PHRASES: tuple[Phrase, ...] = (
    _phrase(
        r"\b(?:an?\s+)?(?:strong|solid|excellent|good|thorough)\s+(?:working\s+)?(?:knowledge|understanding|command|grasp)\s+of\b",
        _ALONE,
        Rule.UNCLEAR_LEVEL,
        "unclear_level",
    ),
    _phrase(
        r"\b(?:an?\s+)?(?:deep|in-depth|extensive|expert(?:[- ]level)?|advanced)\s+(?:working\s+)?"
        r"(?:knowledge|understanding|command)\s+of\b",
        _BEYOND,
        Rule.UNCLEAR_LEVEL,
        "unclear_level",
    ),
    _phrase(
        r"\b(?:strong|excellent|outstanding|exceptional|superior|great)\s+(?:[\w/-]+\s+){0,3}?"
        r"(?:communication|interpersonal|organizational|people|problem[- ]solving)(?:\s+skills)?\b",
        None,
        Rule.UNCLEAR_LEVEL,
        "unclear_soft_skill",
        advice=True,
    ),
    _phrase(rf"\b{_HERO}\s+(?={_ROLE})", None, Rule.UNCLEAR_LEVEL, "unclear_person"),
    _phrase(
        rf"{_NOT_SOFTWARE}\b{_HERO}\b(?!\.com)(?!\s+{_ROLE})",
        "specialist",
        Rule.UNCLEAR_LEVEL,
        "unclear_person",
    ),
    _phrase(
        rf"{_NOT_SOFTWARE}\b{_HEROES}\b(?!\s+{_ROLE})", "specialists", Rule.UNCLEAR_LEVEL, "unclear_person"
    ),
    _gendered(r"\bsalesm[ae]n\b", "salesperson"),
    _gendered(r"\brepairm[ae]n\b", "repair technician"),
    _gendered(r"\bforem[ae]n\b", "supervisor"),
    _gendered(r"\bcraftsm[ae]n\b", "skilled worker"),
    _gendered(r"\bhandym[ae]n\b", "maintenance worker"),
    _gendered(r"\bchairm[ae]n\b", "chair"),
    _gendered(r"\bmanpower\b(?!\s*(?:group|inc|\())", "staff"),
    _gendered(r"\bman[- ]hours?\b", "work hours"),
    _gendered(r"\bman\s+the\s+(?=(?:desk|phones?|help|front|booth|counter|lines?)\b)", "staff the "),
    _gendered(r"\b(?:he\s*(?:/|or)\s*she|she\s*(?:/|or)\s*he|s/he|\(s\)he)\b", "the person"),
    _gendered(r"\b(?:his\s*(?:/|or)\s*her|her\s*(?:/|or)\s*his)\b", "their"),
    _gendered(r"\b(?:him\s*(?:/|or)\s*her|her\s*(?:/|or)\s*him)\b", "the person"),
    _age(r"\bdigital\s+natives\b", "people at ease with digital tools"),
    _age(r"\ba\s+digital\s+native\b", "a person at ease with digital tools"),
    _age(r"(?<!\ba )\bdigital\s+native\b", "at ease with digital tools"),
    _age(r"\byouthful\s+(?=\w)"),
    _age(r"\byoung(?:,|\s+and)?\s+(?=(?:energetic|dynamic|vibrant|enthusiastic|motivated|hungry|fun)\b)"),
    _age(r"\byoung\s+(?=(?:professionals?|people|person|team|talent|staff|workforce|graduates?)\b)"),
    _age(rf"\byoung(?:,\s*|\s+and\s+|\s+)(?=(?:[\w-]+,?\s+(?:and\s+)?){{0,4}}?{_TOGETHER})"),
    _age(r"\byoung\s+(?:at\s+heart|and\s+(?:hungry|ambitious|eager))\b", advice=True),
    _age(r"\b(?:over-?qualified)\b", advice=True),
    _age(r"\bhigh[- ]energy\b", advice=True),
    _phrase(
        r"\b(?:no\s+more\s+than|maximum(?:\s+of)?|at\s+most|not\s+more\s+than)\s+\d{1,2}\s+years"
        r"(?:\s+of)?(?:\s+\w+)?\s+experience\b"
        r"|\b(?:ages?|aged)\s+(?:between\s+)?\d{2}\s*(?:-|–|to|and)\s*\d{2}\b"
        r"|\b(?:between\s+)?\d{2}\s*(?:-|–|to|and)\s*\d{2}\s+years\s+(?:old|of\s+age)\b"
        r"|\b(?:under|below|younger\s+than|not\s+older\s+than)\s+(?:the\s+age\s+of\s+)?[2-6]\d\s+years\s+(?:old|of\s+age)\b"
        r"|\b(?:under|below|younger\s+than)\s+the\s+age\s+of\s+[2-6]\d\b|\byounger\s+than\s+[2-6]\d\b",
        None,
        Rule.CODED_WORDS,
        "age_limit",
        Severity.MUST,
        advice=True,
    ),
)

_ARTICLE = re.compile(r"\ban?\s+$", re.IGNORECASE)
_EQUAL_OPPORTUNITY = re.compile(
    r"\bequal\s+(?:employment\s+)?opportunity\b|\bregardless\s+of\b|\bwithout\s+regard\b|\bdiscriminat\w+"
    r"|\bprotected\s+(?:class|veteran|status|characteristic)|\breasonable\s+accommodation",
    re.IGNORECASE,
)


def is_equal_opportunity(text: str) -> bool:
    """Whether a segment is a promise of equal treatment, which names what it will not do."""
    return _EQUAL_OPPORTUNITY.search(text) is not None


def phrase_findings(segment: Segment) -> Iterator[Finding]:
    """One finding for every phrase of the table, in the capitals of the text it replaces."""
    for phrase in PHRASES:
        for match in phrase.pattern.finditer(segment.text):
            first, new = match.start(), _in_capitals_of(match[0], phrase.replacement)
            article = _ARTICLE.search(segment.text, max(0, first - 8), first) if _removes(phrase) else None
            if article:
                first, new = article.start(), _article_before(segment.text[match.end() :], article[0])
            start, found = segment.start + first, segment.text[first : match.end()]
            end = start + len(found)
            yield Finding(
                phrase.rule, start, end, found, phrase.severity, new, phrase.code, advice=phrase.advice
            )


def _removes(phrase: Phrase) -> bool:
    return phrase.replacement is None and not phrase.advice


def _article_before(following: str, old: str) -> str:
    article = "an " if following[:1].lower() in "aeiou" else "a "
    return article.capitalize() if old[0].isupper() else article


def _in_capitals_of(found: str, replacement: str | None) -> str | None:
    if replacement and found[0].isupper():
        return replacement[0].upper() + replacement[1:]
    return replacement

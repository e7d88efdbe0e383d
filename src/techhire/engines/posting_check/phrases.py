"""Words that hint at age or sex, and words that do not say how well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from techhire.engines.posting_check.cutting import stands_alone
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
_SAYS_A_LEVEL = (
    r"(?:^|\b(?:have|has|with|bring|need|needs|require|requires|show|shows|and|of|your|a\s+plus:|required:)\s+)$",
    r"(?:\s+(?!required\b|preferred\b|needed\b|is\b|are\b)[\w+#./-]+,?){1,6}\s*(?:$|[.;:(])",
)
"""A level is put where a skill and little else follows, and nothing says that it is required."""
_NO_NOUN = (
    r"\s*(?:$|[^\w\s'’-]"
    r"|(?:who|with|to|for|in|at|and|or|on|that|wanted|needed|only|like|is|are|will|preferred|required)\b)"
)
_NAMES_A_PERSON = (r"", _NO_NOUN)
_BEYOND = "the ability to do harder work and help others with"
_HE_OR_SHE = r"(?:he\s*(?:/|or)\s*she|she\s*(?:/|or)\s*he|s/he|\(s\)he)\b"
_VERBS = {"is": "are", "has": "have", "was": "were", "does": "do", "needs": "need"}
_MODAL = r"(?:will|must|can|should|may|might|could|would|shall)\b"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern, what to put in its place (None removes it), and how it is told. `advice` offers nothing."""

    pattern: re.Pattern[str]
    replacement: str | None
    rule: Rule
    severity: Severity
    code: str
    advice: bool = False
    only_between: tuple[str, str] | None = None
    """Patterns of what stands right before and after where the words put in make a sentence; elsewhere it is advice."""

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the replacement makes a sentence there."""
        if self.only_between is None:
            return True
        before, after = self.only_between
        clause = re.split(r"[.;:]\s", text[:start])[-1][-40:]
        return bool(re.search(before, clause, re.IGNORECASE) and re.match(after, text[end:], re.IGNORECASE))


def _phrase(
    pattern: str,
    replacement: str | None,
    rule: Rule,
    code: str,
    severity: Severity = Severity.HINT,
    advice: bool = False,
    between: tuple[str, str] | None = None,
) -> Phrase:
    return Phrase(re.compile(pattern, re.IGNORECASE), replacement, rule, severity, code, advice, between)


def _gendered(pattern: str, replacement: str) -> Phrase:
    return _phrase(pattern, replacement, Rule.CODED_WORDS, "gendered", Severity.SHOULD)


def _age(
    pattern: str,
    replacement: str | None = None,
    advice: bool = False,
    between: tuple[str, str] | None = None,
) -> Phrase:
    return _phrase(pattern, replacement, Rule.CODED_WORDS, "age_coded", Severity.SHOULD, advice, between)


PHRASES: tuple[Phrase, ...] = (
    _phrase(
        r"\b(?:an?\s+)?(?:very\s+|really\s+)?(?:strong|solid|excellent|good|thorough)\s+(?:working\s+)?(?:knowledge|understanding|command|grasp)\s+of\b",
        _ALONE,
        Rule.UNCLEAR_LEVEL,
        "unclear_level",
        between=_SAYS_A_LEVEL,
    ),
    _phrase(
        r"\b(?:an?\s+)?(?:deep|in-depth|extensive|expert(?:[- ]level)?|advanced)\s+(?:working\s+)?"
        r"(?:knowledge|understanding|command)\s+of\b",
        _BEYOND,
        Rule.UNCLEAR_LEVEL,
        "unclear_level",
        between=_SAYS_A_LEVEL,
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
        between=_NAMES_A_PERSON,
    ),
    _phrase(
        rf"{_NOT_SOFTWARE}\b{_HEROES}\b(?!\s+{_ROLE})",
        "specialists",
        Rule.UNCLEAR_LEVEL,
        "unclear_person",
        between=_NAMES_A_PERSON,
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
    _gendered(rf"\A{_HE_OR_SHE}", "this person"),
    _gendered(rf"(?<=[\s(]){_HE_OR_SHE}(?=\s+{_MODAL})", "they"),
    *(_gendered(rf"(?<=[\s(]){_HE_OR_SHE}\s+{one}\b", f"they {many}") for one, many in _VERBS.items()),
    _phrase(
        rf"(?<=[\s(]){_HE_OR_SHE}(?!\s+(?:{_MODAL}|(?:{'|'.join(_VERBS)})\b))",
        None,
        Rule.CODED_WORDS,
        "gendered",
        Severity.SHOULD,
        advice=True,
    ),
    _gendered(r"\b(?:his\s*(?:/|or)\s*her|her\s*(?:/|or)\s*his)\b", "their"),
    _gendered(r"\b(?:him\s*(?:/|or)\s*her|her\s*(?:/|or)\s*him)\b", "them"),
    _age(r"\bdigital\s+natives\b", "people at ease with digital tools", between=_NAMES_A_PERSON),
    _age(
        r"\ba\s+(?:true\s+|real\s+)?digital\s+native\b",
        "a person at ease with digital tools",
        between=_NAMES_A_PERSON,
    ),
    _age(
        r"(?<!\ba )(?<!\btrue )(?<!\breal )\bdigital\s+native\b(?=\s+(?:wanted|preferred|required|needed|only)\b)",
        "person at ease with digital tools",
    ),
    _age(
        r"(?<!\ba )(?<!\btrue )(?<!\breal )\bdigital\s+native\b(?!\s+(?:wanted|preferred|required|needed|only)\b)",
        "at ease with digital tools",
        between=_NAMES_A_PERSON,
    ),
    _age(r"\byouthful\s+(?=\w)"),
    _age(r"\byoung(?:,|\s+and)?\s+(?=(?:energetic|dynamic|vibrant|enthusiastic|motivated|hungry|fun)\b)"),
    _age(r"\byoung\s+(?=(?:professionals?|people|person|team|talent|staff|workforce|graduates?)\b)"),
    _age(rf"\byoung(?:,\s*|\s+and\s+|\s+)(?=(?:[\w-]+,?\s+(?:and\s+)?){{0,4}}?{_TOGETHER})"),
    _age(r"\byoung\s+(?:at\s+heart|and\s+(?:hungry|ambitious|eager))\b", advice=True),
    _age(r"\b(?:over-?qualified)\b", advice=True),
    _age(r"\bhigh[- ]energy\b", advice=True),
)

_NAME = re.compile(r"[A-Z]\w+\s+[A-Z]")
"""Inside a line, two words with capitals are what something is called."""
_NOUN = re.compile(r"[\w-]+")
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
            if phrase.code == "age_coded" and _NAME.match(segment.text, match.start()) and match.start():
                continue
            yield _phrase_finding(segment, phrase, match)


def _phrase_finding(segment: Segment, phrase: Phrase, match: re.Match[str]) -> Finding:
    text, first = segment.text, match.start()
    new, advice = _in_capitals_of(match[0], phrase.replacement), phrase.advice
    if _removes(phrase):
        noun = _NOUN.match(text, match.end())
        if phrase.code == "age_coded" and noun and stands_alone(text, first, noun.end()):
            whole = segment.cut_start, segment.cut_end, text
            return Finding(phrase.rule, *whole, phrase.severity, None, phrase.code)
        article = _ARTICLE.search(text, max(0, first - 8), first)
        if article:
            first, new = article.start(), _article_before(text[match.end() :], article[0])
    elif not advice and not phrase.fits(text, first, match.end()):
        new, advice = None, True
    start, found = segment.start + first, text[first : match.end()]
    return Finding(
        phrase.rule, start, start + len(found), found, phrase.severity, new, phrase.code, advice=advice
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

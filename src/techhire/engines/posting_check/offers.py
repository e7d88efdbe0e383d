"""Questions never asked before a conditional offer, and work without pay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techhire.engines.posting_check.cutting import cut_or_advise, stands_alone
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.laws import names_known_law, names_some_law
from techhire.engines.posting_check.segments import Segment

_RECORD = re.compile(
    r"\bcriminal\s+(?:records?|history|histories|background|convictions?|past|offen[sc]es?)\b"
    r"|\b(?:no|prior|past|any)\s+(?:felon(?:y|ies)|convictions?|misdemeanors?|arrests?)\b"
    r"|\bfelony\s+(?:convictions?|records?)\b|\bconvicted\s+of\b|\bclean\s+(?:record|background)\b"
    r"|\barrest\s+records?\b|\bfelons\b",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"\b(?:criminal\s+|pre-?employment\s+)?background\s+(?:checks?|screening|screens?|investigations?)\b"
    r"|\bcriminal\s+(?:record\s+)?checks?\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:conditional|contingent|after\s+(?:an|the|a\s+job)|post-?)\s*offer\b", re.IGNORECASE
)
_FAIR_CHANCE = re.compile(
    r"\bfair[- ]chance\b|\bsecond[- ]chance\b|\bban\s+the\s+box\b|\bwill\s+be\s+considered\b"
    r"|\b(?:not|never|n['’]t)\s+(?:\w+\s+){0,3}(?:ask|disqualif\w+|bar|exclude|rule|automatic\w*|consider)\b"
    r"|\bwelcome\b|\bencouraged?\s+to\s+apply\b|\bdo\s+not\s+run\b",
    re.IGNORECASE,
)
_ABOUT_THE_WORK = re.compile(
    r"\b(?:conduct|perform|process|run|review|schedule|coordinate)\w*\s+(?:\w+\s+){0,3}background\b"
    r"|\bbackground\s+check\s+(?:software|system|vendor|platform|team|reports?)\b"
    r"|\bcriminal\s+records?\s+(?:system|database|management|software)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\bcredit\s+(?:checks?|histor(?:y|ies)|reports?|scores?|ratings?|worthiness|background)\b"
    r"|\b(?:good|clean|excellent|satisfactory|acceptable)\s+credit(?!\s+(?:union|card|risk))\b",
    re.IGNORECASE,
)
_PAY_HISTORY = re.compile(
    r"\b(?:salary|pay|wage|compensation|earnings)\s+histor(?:y|ies)\b"
    r"|\b(?:current|previous|prior|past|present|most\s+recent|last)\s+(?:salary|wages?|pay\s+rate|compensation|earnings)\b"
    r"|\b(?:copies\s+of\s+|recent\s+)?pay\s*stubs?\b",
    re.IGNORECASE,
)
_CREDIT_WORK = re.compile(
    r"\b(?:analy\w+|review\w*|process\w*|order|pull\w*|build\w*|system\w*|software|data|customer\w*|member\w*|client\w*)\b",
    re.IGNORECASE,
)
_CITIZEN = re.compile(
    r"\b(?:must\s+be\s+(?:an?\s+)?)?(?:U\.?S\.?|United\s+States|American)\s+citizens?(?:hip)?"
    r"(?:\s+(?:only|required|is\s+required))?"
    r"|\bgreen\s+cards?(?:\s+holders?)?(?:\s+(?:only|required))?|\bcitizens\s+only\b|\bnative[- ]born\b"
    r"|\bcopy\s+of\s+your\s+(?:passport|green\s+card|social\s+security\s+card|birth\s+certificate)\b",
    re.IGNORECASE,
)
_CITIZEN_LAWFUL = re.compile(
    r"\b(?:clearance|federal|government|contract|law|ITAR|EAR|export|regulation|or\s+authorized|authorized\s+to\s+work|"
    r"regardless|serv\w+|help\w*|services?|assist\w*)\b",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"\b(?P<article>an\s+)?unpaid\s+(?:[\w-]+\s+){0,2}?(?:internships?|interns?|externships?|trials?|positions?|roles?|training|work|shifts?|"
    r"apprenticeships?|tests?|projects?)\b",
    re.IGNORECASE,
)
_NO_PAY = re.compile(
    r"\b(?:work|trial|train|intern)\w*\b[^.;]{0,30}\b(?:without|for\s+no)\s+pay\b|\bno\s+pay\s+during\b"
    r"|\bthis\s+is\s+an?\s+(?:unpaid|volunteer)\b|\bfor\s+(?:college|course|school|academic)\s+credit\s+only\b",
    re.IGNORECASE,
)
_NAMES_SCHOOL = re.compile(
    r"\b(?:through|with|from|of|at|under)\s+(?:the\s+)?(?:[A-Z][\w'’&-]+\s+){1,5}(?:College|University|School|Program|Academy)"
    r"|\b(?:College|University)\s+of\s+[A-Z]"
)
_TO_NAME = "[name the law that asks for it]"
_AFTER_OFFER = f" after a conditional offer, under {_TO_NAME}"


def offer_findings(segment: Segment) -> Iterator[Finding]:
    """Criminal record, checks, credit, earlier pay, citizenship; each asked of an applicant, not part of the
    work.
    """
    rule, must = Rule.BEFORE_OFFER, Severity.MUST
    check, record = _CHECK.search(segment.text), _RECORD.search(segment.text)
    if check and not _about_the_work(segment.text) and not _told_properly(segment.text):
        yield _check_later(segment, check)
    elif record and not check and not _about_the_work(segment.text):
        yield cut_or_advise(segment, record, rule, must, "criminal_record")
    credit = _CREDIT.search(segment.text)
    if credit and not _CREDIT_WORK.search(segment.text):
        yield cut_or_advise(segment, credit, rule, must, "credit_history")
    pay = _PAY_HISTORY.search(segment.text)
    if pay and not re.search(
        r"\b(?:not|never|n['’]t)\s+(?:\w+\s+){0,2}ask\b|\bpayroll\b", segment.text, re.IGNORECASE
    ):
        yield cut_or_advise(segment, pay, rule, must, "salary_history")
    citizen = _CITIZEN.search(segment.text)
    if citizen and not _CITIZEN_LAWFUL.search(segment.text):
        yield _authorization(segment, citizen)


def _check_later(segment: Segment, check: re.Match[str]) -> Finding:
    """What a check lacks: its time, its law, or a law that is known to ask for checks."""
    start, end = segment.start + check.start(), segment.start + check.end()
    later, known = _LATER.search(segment.text), names_known_law(segment.text)
    named = known or (names_some_law(segment.text) and _TO_NAME not in segment.text)
    new: str | None = None
    if named and not known:
        code = "unknown_law"
    else:
        code = "background_check"
        if known and not later:
            new = f"{check[0]} after a conditional offer"
        elif not later and stands_alone(segment.text, *check.span()):
            start, end, new = segment.start, segment.end, f"A {check[0].lower()} comes{_AFTER_OFFER}"
            new += "." if segment.text.endswith(".") else ""
        elif not later and not segment.text[check.end() :].strip(" .;!"):
            new = check[0] + _AFTER_OFFER
    return Finding(Rule.BEFORE_OFFER, start, end, "", Severity.SHOULD, new, code, advice=new is None)


def _about_the_work(text: str) -> bool:
    return bool(_FAIR_CHANCE.search(text) or _ABOUT_THE_WORK.search(text))


def _told_properly(text: str) -> bool:
    return bool(_LATER.search(text) and (names_known_law(text) or _TO_NAME in text))


def _authorization(segment: Segment, match: re.Match[str]) -> Finding:
    line = "Must be authorized to work in the United States"
    little = stands_alone(segment.text, *match.span())
    stop = "." if segment.text.endswith(".") else ""
    start, end = (
        (segment.start, segment.end)
        if little
        else (segment.start + match.start(), segment.start + match.end())
    )
    text = segment.text if little else match[0]
    return Finding(
        Rule.BEFORE_OFFER,
        start,
        end,
        text,
        Severity.SHOULD,
        line + stop if little else None,
        "citizenship",
        advice=not little,
    )


def unpaid_findings(segment: Segment) -> Iterator[Finding]:
    """Internships, trials and work without pay that name no school or program."""
    if _NAMES_SCHOOL.search(segment.text):
        return
    match = _UNPAID.search(segment.text)
    if match:
        start = segment.start + match.start()
        article, capital = match["article"], match[0][0].isupper()
        work = match[0][len(article or "") + len("un") :]
        paid = f"{'A' if capital else 'a'} {work}" if article else "P" + work[1:] if capital else work
        yield Finding(Rule.UNPAID, start, start + len(match[0]), match[0], Severity.MUST, paid, "unpaid")
        return
    match = _NO_PAY.search(segment.text)
    if match:
        start = segment.start + match.start()
        yield Finding(
            Rule.UNPAID, start, start + len(match[0]), match[0], Severity.MUST, None, "unpaid", advice=True
        )

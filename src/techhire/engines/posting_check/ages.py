"""Limits on age or on years of experience, however short the line that sets them.

29 CFR 1625.4(a) names the words of a notice that set one; lines about the age of things, or of the people served, are
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from techhire.engines.posting_check.cutting import cut_or_advise
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment
from techhire.engines.posting_check.workers import TITLE, WHO

_I = re.IGNORECASE
_AGE = r"[2-6]\d"
_END = (
    r"(?:\s+years?(?:\s+old|\s+of\s+age)?)?"
    r"(?=\s*(?:$|[.,;!)]|only\b|preferred\b|please\b|and\s+(?!a\s+half)|need\b|wanted\b))(?:\s+(?:only|preferred|please)\b)?"
)
_WHO = (
    r"(?:applicants?|candidates?|people|persons?|workers?|employees?|technicians?|anyone|anybody|someone|somebody|those"
    r"|age[ds]?|you)"
)
_UNDER = r"(?:under|below|younger\s+than)"
_MOST = rf"max(?:imum)?\.?\s+(?:of\s+)?{_AGE}\s+years?"
_RANGE = rf"(?:between\s+)?(?:1[6-9]|{_AGE})\s*(?:-|–|to|and)\s*\d{{2}}"
_ASKED = re.compile(
    rf"(?:^|,\s*)(?:must\s+be\s+|should\s+be\s+|only\s+|preferably\s+)?{_UNDER}\s+(?:the\s+age\s+of\s+)?{_AGE}\s+years?"
    r"(?:\s+old|\s+of\s+age)?(?=\s*(?:$|[.,;!)]|only\b|preferred\b|please\b))"
    rf"|(?:^(?:must|should)\s+be|\b{_WHO}(?:\s+(?:must|should)\s+be)?)\s+(?:{_UNDER}\s+{_AGE}|between\s+{_RANGE}){_END}"
    rf"|^{_UNDER}\s+{_AGE}\s+(?:only|preferred)\b|\b(?:males?|females?|men|women)\s*,?\s+{_UNDER}\s+{_AGE}{_END}"
    rf"|^(?:max(?:imum)?\.?|(?:no|not)\s+more\s+than)\s+{_AGE}\s+years(?:\s+old|\s+of\s+age)?(?=\s*(?:$|[.;!]))"
    rf"|^{_AGE}\s+years\s+max(?:imum)?\b(?=\s*(?:$|[.;!]))"
    rf"|\b(?:max(?:imum)?\.?|upper)\s+age(?:\s+limit)?\s*(?:is|of|:)?\s*{_AGE}{_END}"
    rf"|\bage\s+limit\s*(?:is|of|:)?\s*{_AGE}{_END}"
    rf"|\b(?:no\s+one|nobody|no\s+{_WHO})\s+(?:over|above|older\s+than)\s+{_AGE}{_END}"
    rf"|\b(?:no|not)\s+(?:be\s+)?older\s+than\s+{_AGE}{_END}|(?:^|\bbe\s+)not\s+over\s+{_AGE}{_END}"
    rf"|\b{_AGE}(?:\s+years(?:\s+old)?)?\s+(?:or|and)\s+younger\b"
    rf"|\b{_WHO}\s+(?:over|above)\s+{_AGE}\s+(?:need|will|should|can)\s*not\b(?:\s+apply)?"
    rf"|\bage\s*:?\s*max(?:imum)?\.?\s*{_AGE}{_END}"
    r"|\b(?:no\s+more\s+than|max(?:imum)?\.?(?:\s+of)?|at\s+most|not\s+more\s+than)\s+\d{1,2}\s+years(?:\s+of)?(?:\s+\w+)?\s+experience\b",
    _I,
)
_TOLD = re.compile(
    rf"\b(?:ages?|aged)(?:\s+(?:range|group))?\s*:?\s*{_RANGE}\b|\bage\s+preference\s*:\s*{_UNDER}\s+{_AGE}\b|\b{_RANGE}\s+years\s+(?:old|of\s+age)\b"
    rf"|\b(?:ages?|aged)\s+1[89]\s*(?:-|–|to|and)\s*\d{{2}}\b|\b{_UNDER}\s+(?:the\s+age\s+of\s+)?{_AGE}\s+years\s+(?:old|of\s+age)\b"
    rf"|\b{_UNDER}\s+the\s+age\s+of\s+{_AGE}\b|\byounger\s+than\s+{_AGE}\b|\bup\s+to\s+{_AGE}\s+years\s+(?:old|of\s+age)\b"
    rf"|\b{_MOST}\s+(?:old|of\s+age)\b",
    _I,
)
_BESIDE = re.compile(
    rf"(?:,\s*{_MOST}(?=\s*(?:$|[.,;!]|only\b))|\(\s*{_MOST}\s*\)"
    rf"|\b(?:{_WHO}|be|is|are)\s+(?:of\s+)?(?:a\s+)?{_MOST}(?=\s*(?:$|[.,;!)]|only\b)))",
    _I,
)
"""A limit beside what the line is about; it is of whoever applies unless something else that lasts stands before it."""
_LIMIT = re.compile(_MOST, _I)
_PLAIN = re.compile(rf"(?:^\W*|,\s*|\b(?:{_WHO}|be)\s+(?:of\s+)?(?:a\s+)?)$", _I)
"""What a limit stands right behind where it can only be of whoever applies."""
_SAID_OF = re.compile(
    rf"\b(?:{WHO}|{TITLE}|you)(?:\s+(?:who|for|in|at|on|to|with)\b[^,;.]*)?\s+(?:is|are)\s+(?:of\s+)?(?:a\s+)?$",
    _I,
)
_IS = re.compile(r"\b(?:is|are)\s+(?:of\s+)?(?:a\s+)?$", _I)
_WORKER = re.compile(rf"\b(?:{WHO}|{TITLE})\b", _I)
_NO_TITLE = rf"(?![\s-]+(?:(?!(?:for|of|to|by|with|and|our|the|that|which|where)\b)\w+[\s-]+)?{TITLE}\b)"
"""Behind a word for a thing: it is not the first word of a title, as in "loan officer"."""
_LASTING = re.compile(
    r"\b(?:retention|warrant(?:y|ies)|guarantees?|loans?|mortgages?|leases?|bonds?|lifespan|tenure|children|kids|youths?"
    r"|students?|clients?|patients?|learners?|campers?|residents?|members?|serv(?:e|es|ing)|contracts|agreements?"
    r"|concessions?|depreciation|amortization|financing|patents?|licenses|pensions?|subscriptions?|terms)\b"
    rf"{_NO_TITLE}|\b(?:experience|history)\W*$",
    _I,
)
_THINGS = re.compile(
    r"\b(?:passwords?|backups?|caches?|logs?|sessions?|cookies?|files?|certificates?|tickets?|snapshots?|records?|tokens?"
    r"|servers?|laptops?|devices?|equipment|machines|vehicles?|systems?|buildings?|hardware|software|trees?|trucks|cars"
    rf"|fleets?|mainframes?)\b{_NO_TITLE}",
    _I,
)
_SERVED = re.compile(
    r"\b(?:students?|children|kids|youths?|teens?|teenagers|clients?|patients?|customers?|members?|residents?|users?"
    r"|learners?|campers?|families|serv(?:e|es|ing)|teach\w*|help(?![\s-]*desk)\w*|discounts?|insurance|benefits?|tickets?|data|visitors?)\b",
    _I,
)
_HELPED = re.compile(r"\b(?:help|teach|coach|assist|support|train)(?:s|es|ing)?\s+(?:young\s+)?$", _I)
"""Right before the people a limit is of, who are helped and do not apply."""
_USERS = re.compile(r"[\s-]+users\b", _I)
"""Right behind a thing: the people who use it are meant."""
_TRIGGER = re.compile(r"[2-6]\d|years", _I)
_Weighed = tuple[re.Match[str], Severity]


def age_findings(segment: Segment) -> Iterator[Finding]:
    """At most one limit: as an ad sets it for who applies, or as a range of ages that nobody else is meant by.

    Where whose years they are is not said, changing the line is advised and not demanded.
    """
    text = segment.text
    if not _TRIGGER.search(text):
        return
    found = _asked(text) or _told(text) or _beside(text)
    if found:
        yield cut_or_advise(segment, found[0], Rule.CODED_WORDS, found[1], "age_limit")


def _asked(text: str) -> _Weighed | None:
    limit = _ASKED.search(text)
    return _weighed(text, limit, _THINGS.search(text, 0, limit.start())) if limit else None


def _told(text: str) -> _Weighed | None:
    limit = None if _SERVED.search(text) else _TOLD.search(text)
    return _weighed(text, limit, _THINGS.search(text)) if limit else None


def _beside(text: str) -> _Weighed | None:
    limit = _BESIDE.search(text)
    about = text[: limit.start()] if limit else ""
    if not limit or _HELPED.search(about):
        return None
    others = [one for one in (_LASTING.search(about), _THINGS.search(about)) if one]
    return _weighed(text, limit, min(others, key=re.Match.start, default=None))


def _weighed(text: str, limit: re.Match[str], other: re.Match[str] | None) -> _Weighed | None:
    """The limit with its weight; none where the first `other` that may last that long stands before any worker.

    Behind a worker, as in "technician who repairs cars", it may be of either: changing the line is advised.
    """
    if other:
        of_people = _WORKER.search(text, 0, other.start()) or _USERS.match(text, other.end())
        return (limit, Severity.SHOULD) if of_people else None
    return limit, Severity.MUST if limit.re is _ASKED or _is_of_a_worker(text, limit) else Severity.SHOULD


def _is_of_a_worker(text: str, limit: re.Match[str]) -> bool:
    """Whether the most years a line names are plainly those of whoever applies; other limits say so by themselves."""
    most = _LIMIT.search(limit[0])
    if most is None:
        return True
    about = text[: limit.start() + most.start()]
    if _PLAIN.search(about):
        return True
    return bool(_SAID_OF.search(about) if _IS.search(about) else _WORKER.search(about))

"""Native speakers, accents, looks: lines about where a person comes from, or how a person looks.

The guidance of the Equal Employment Opportunity Commission on national origin (915.005, 2016) lets an employer ask for
a language as well as the work needs it, and count an accent only where it gets in the way of the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from techhire.engines.posting_check.cutting import cut_or_advise
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

_LANGUAGE = (
    r"(?P<language>English|Spanish|French|German|Portuguese|Chinese|Mandarin|Arabic|Vietnamese|Russian)"
)
_NATIVE = re.compile(
    rf"(?P<must>\bmust\s+be\s+)?(?:\ban?\s+)?"
    rf"(?:\bnative\s+(?:or\s+(?:near[- ]native|bilingual)\s+)?{_LANGUAGE}"
    r"(?:[- ]speak(?:ers?|ing)|(?=\s*(?:$|[.,;:)]|and\b|or\b|is\b|required\b|only\b)))"
    rf"|\bnative(?:[- ]level)?\s+(?:fluency|proficiency|speakers?|command)\s+(?:in|of)\s+"
    rf"{_LANGUAGE.replace('language', 'second')}"
    rf"|\b{_LANGUAGE.replace('language', 'third')}\s+(?:as\s+(?:a|your)\s+(?:first|native)\s+language"
    rf"|native\s+speakers?|mother\s+tongue))(?:\s+(?:is\s+|are\s+)?(?:required|only|a\s+must|needed))?",
    re.IGNORECASE,
)
_NATIVE_ALONE = re.compile(r"\bnative\s+speakers?\b|\bmother\s+tongue\b", re.IGNORECASE)
_ACCENT = re.compile(
    r"\b(?:no|without(?:\s+an?)?|neutral|american|free\s+of)\s+(?:\w+\s+)?accents?\b|\baccent[- ](?:free|neutral)\b",
    re.IGNORECASE,
)
_OPENS_TO_LEARNERS = re.compile(r"\b(?:non-?native|not\s+(?:need|have)\s+to\s+be)\b", re.IGNORECASE)
_PLACES_BORN = re.compile(
    r"\b(?:american|u\.?s\.?)[- ]born\b"
    r"|\bborn\s+(?:and\s+raised\s+)?in\s+(?:the\s+)?(?:u\.?s|united\s+states|america)\b",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\b(?:attractive|good[- ]looking|well[- ]groomed|handsome|pretty)\b(?!\s+(?:pay|salary|benefits?|packages?|offer"
    r"|compensation|wages?|rates?|good|much|well|big|small))"
    r"|\b(?:good|neat|pleasant|professional|excellent)\s+(?:personal\s+)?appearance\b"
    r"|\b(?:send|include|attach|submit|with)\s+(?:\w+\s+){0,4}?(?:photos?|photographs?|headshots?)(?!\s*(?:id|identification|edit))\b",
    re.IGNORECASE,
)


def origin_findings(segment: Segment) -> Iterator[Finding]:
    """A native tongue, an accent, a place of birth; each where the work needs a language at most."""
    rule, must = Rule.NATIONAL_ORIGIN, Severity.MUST
    native = _NATIVE.search(segment.text)
    if native and not _OPENS_TO_LEARNERS.search(segment.text):
        yield _well_enough(segment, native)
    elif not native:
        alone = _NATIVE_ALONE.search(segment.text)
        if alone and not _OPENS_TO_LEARNERS.search(segment.text):
            yield cut_or_advise(segment, alone, rule, must, "native_speaker")
    accent = _ACCENT.search(segment.text)
    if accent and not re.search(r"\bno\s+accent\s+(?:bias|barrier)", segment.text, re.IGNORECASE):
        yield cut_or_advise(segment, accent, rule, must, "accent")
    born = _PLACES_BORN.search(segment.text)
    if born:
        yield cut_or_advise(segment, born, rule, must, "native_speaker")


def _well_enough(segment: Segment, match: re.Match[str]) -> Finding:
    """The language as well as the work needs it, in the place of the native tongue."""
    tongue = match["language"] or match["second"] or match["third"]
    tongue = tongue[0].upper() + tongue[1:]
    if match["must"]:
        new = f"{'Must' if match.start() == 0 else 'must'} speak {tongue} well enough for this work"
    elif "speak" in match[0].lower() and match.start() > 0:
        new = f"somebody who speaks {tongue} well enough for this work"
    else:
        new = f"{tongue} good enough for this work"
    start = segment.start + match.start()
    return Finding(
        Rule.NATIONAL_ORIGIN, start, start + len(match[0]), match[0], Severity.MUST, new, "native_speaker"
    )


def looks_findings(segment: Segment) -> Iterator[Finding]:
    """How a person looks, or a photo of them."""
    match = _LOOKS.search(segment.text)
    if match and not re.search(
        r"\b(?:website|websites|design|interface|pages?|displays?)\b", segment.text, re.I
    ):
        yield cut_or_advise(segment, match, Rule.CODED_WORDS, Severity.SHOULD, "looks")

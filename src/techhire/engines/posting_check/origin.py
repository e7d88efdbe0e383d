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
    rf"(?P<be>\b(?:must|should|has\s+to|have\s+to|needs?\s+to|will|you|applicants|candidates|who)\s+(?:be|are|is)\s+)?"
    r"(?P<article>\ban?\s+)?"
    rf"(?:\bnative\s+(?:or\s+(?:near[- ]native|bilingual)\s+)?{_LANGUAGE}"
    r"(?:[- ](?P<speaker>speakers?)|[- ]speaking\s+(?P<job>\w+)"
    r"|(?=\s*(?:$|[.,;:)]|and\b|or\b|is\b|required\b|only\b)))"
    rf"|\bnative(?:[- ]level)?\s+(?:fluency|proficiency|(?P<speaker2>speakers?)|command)\s+(?:in|of)\s+"
    rf"{_LANGUAGE.replace('language', 'second')}"
    rf"|\b{_LANGUAGE.replace('language', 'third')}\s+(?:as\s+(?:a|your)\s+(?:first|native)\s+language"
    rf"|(?P<speaker3>native\s+speakers?)|mother\s+tongue))(?:\s+(?:is\s+|are\s+)?(?:required|only|a\s+must|needed))?",
    re.IGNORECASE,
)
_NATIVE_ALONE = re.compile(r"\bnative\s+speakers?\b|\bmother\s+tongue\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:$|[.,;:)])")
_AND = re.compile(r"\s+and\b", re.IGNORECASE)
_SOUGHT = re.compile(
    r"\b(?:for|seek|seeking|want|need|hire|hiring|prefer|wanted|require|requires|as|find)\s+$", re.IGNORECASE
)
_SPOKEN = re.compile(r"\b(?:speak|speaks|write|writes|read|reads)\s+$", re.IGNORECASE)
_HAD = re.compile(
    r"(?:[;,:]|\b(?:with|have|has|need|needs|require|requires|want|plus|and|in|of|your))\s+$", re.IGNORECASE
)
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
    """The language as well as the work needs it, in the place of the native tongue; advice where the sentence around
    it does not take that in.
    """
    tongue = match["language"] or match["second"] or match["third"]
    new = _in_sentence(segment.text, match, tongue[0].upper() + tongue[1:])
    if new and match.start() == 0:
        new = new[0].upper() + new[1:]
    start = segment.start + match.start()
    span = start, start + len(match[0]), match[0]
    return Finding(Rule.NATIONAL_ORIGIN, *span, Severity.MUST, new, "native_speaker", advice=new is None)


def _in_sentence(text: str, match: re.Match[str], tongue: str) -> str | None:
    enough = f"{tongue} well enough for this work"
    before = text[: match.start()]
    speaker = match["speaker"] or match["speaker2"] or match["speaker3"]
    if match["be"]:
        who, be = match["be"].split()[0], match["be"].split()[-1].lower()
        return f"{match['be'].rsplit(None, 1)[0]} speak{'s' if be == 'is' and who else ''} {enough}"
    ends = _ENDS.match(text, match.end())
    if match["job"] and ends:
        one = match["article"] or not match["job"].endswith("s")
        return f"{match['article'] or ''}{match['job']} who speak{'s' if one else ''} {enough}"
    if match["job"] or (not ends and (speaker or not _AND.match(text, match.end()))):
        return None
    if not before.strip(" ,;:("):
        return f"{tongue} good enough for this work"
    if speaker and _SOUGHT.search(before):
        return f"people who speak {enough}" if speaker.endswith("s") else f"somebody who speaks {enough}"
    if not speaker and _SPOKEN.search(before):
        return enough
    return f"{tongue} good enough for this work" if not speaker and _HAD.search(before) else None


def looks_findings(segment: Segment) -> Iterator[Finding]:
    """How a person looks, or a photo of them."""
    match = _LOOKS.search(segment.text)
    if match and not re.search(
        r"\b(?:website|websites|design|interface|pages?|displays?)\b", segment.text, re.I
    ):
        yield cut_or_advise(segment, match, Rule.CODED_WORDS, Severity.SHOULD, "looks")

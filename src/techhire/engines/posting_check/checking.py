"""The posting check: read a posting once, find what shuts people out, apply what the employer accepts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from zlib import crc32

from techhire.engines.posting_check.ages import age_findings
from techhire.engines.posting_check.cutting import leaves_a_tail
from techhire.engines.posting_check.education import degree_findings
from techhire.engines.posting_check.experience import (
    reads_as_entry_level,
    recency_findings,
    years_findings,
)
from techhire.engines.posting_check.findings import Finding, Requirement
from techhire.engines.posting_check.offers import offer_findings, unpaid_findings
from techhire.engines.posting_check.origin import looks_findings, origin_findings
from techhire.engines.posting_check.people import people_findings
from techhire.engines.posting_check.phrases import is_equal_opportunity, phrase_findings
from techhire.engines.posting_check.physical import Work, physical_findings, work_of
from techhire.engines.posting_check.segments import Segment, segments
from techhire.engines.posting_check.spanish import spanish_findings
from techhire.engines.posting_check.stated import read_stated
from techhire.engines.posting_check.whole import inflation_findings, missing_findings

LONGEST_LINE = 200
"""Characters of a line beyond which only its sentences with the words in question are shown."""

LONGEST = 100_000
"""Characters that are checked; a posting is a few thousand."""

ENGLISH, SPANISH = "en", "es"
LANGUAGES = frozenset({ENGLISH, SPANISH})
"""Languages of which the check knows enough words to say that something is not there."""


def check_posting(
    text: str,
    *,
    requirements: Sequence[Requirement] = (),
    entry_level: bool | None = None,
    has_pay: bool = False,
    has_schedule: bool = False,
    has_place: bool = False,
    language: str = ENGLISH,
    cities: Set[str] = frozenset(),
) -> list[Finding]:
    """Everything found, in the order of the text, findings about the whole posting last.

    `entry_level` None lets the text decide. The `has_...` flags say what the posting's own fields already
    give. An empty text gives nothing. Spans of one reason never overlap. Of a text in a `language` that
    is not one of LANGUAGES nothing is said to be missing, for nobody has looked. `cities` are names of towns in
    lower case, by which a place is known that stands without its state.
    """
    checked = text[:LONGEST]
    if not checked.strip():
        return []
    beginners = reads_as_entry_level(checked) if entry_level is None else entry_level
    work = work_of(checked)
    found = [
        finding
        for segment in segments(checked)
        for finding in (
            spanish_findings(segment, beginners)
            if language == SPANISH
            else _segment_findings(segment, work, beginners)
        )
    ]
    found = [
        replace(one, advice=True) if leaves_a_tail(checked, one) else one for one in _without_overlaps(found)
    ]
    known = language in LANGUAGES
    stated = read_stated(checked, cities)
    has_place = has_place or bool(stated.city or stated.zip_code or stated.workplace)
    has_pay = has_pay or stated.pay_min is not None
    found += missing_findings(
        checked, has_pay or not known, has_schedule or not known, has_place or not known
    )
    found += inflation_findings(checked, requirements, beginners)
    mark = crc32(text.encode("utf-8", "surrogatepass"))
    found = [replace(finding, text=text[finding.start : finding.end], made_for=mark) for finding in found]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.reason_code))


def _segment_findings(segment: Segment, work: Work, entry_level: bool) -> Iterator[Finding]:
    if is_equal_opportunity(segment.text):
        return
    yield from degree_findings(segment)
    yield from years_findings(segment, entry_level)
    yield from recency_findings(segment)
    yield from offer_findings(segment)
    yield from unpaid_findings(segment)
    yield from origin_findings(segment)
    yield from looks_findings(segment)
    yield from people_findings(segment)
    yield from age_findings(segment)
    yield from phrase_findings(segment)
    yield from physical_findings(segment, work)


def _without_overlaps(found: Iterable[Finding]) -> list[Finding]:
    by_reason: dict[str, list[Finding]] = {}
    for finding in found:
        by_reason.setdefault(finding.reason_code, []).append(finding)
    return [finding for group in by_reason.values() for finding in _longest_apart(group)]


def _longest_apart(found: Iterable[Finding]) -> list[Finding]:
    """Findings of which no two overlap, in the order of the text; of two that do the longer one stays."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start - one.end, one.start, one.reason_code)):
        place = bisect_left(kept, finding.start, key=lambda one: one.start)
        clear_before = place == 0 or kept[place - 1].end <= finding.start
        clear_after = place == len(kept) or finding.end <= kept[place].start
        if clear_before and clear_after:
            kept.insert(place, finding)
    return kept


def apply(text: str, accepted: Iterable[Finding]) -> str:
    """The text with the accepted findings carried out, from its end to its beginning.

    Advice changes nothing. Of two accepted findings that overlap the one that covers more is carried out.
    Findings made for another text change nothing, so applying the same ones twice is applying them once:
    check the new text again to see what is left.
    """
    mark = crc32(text.encode("utf-8", "surrogatepass"))
    ours = [finding for finding in accepted if finding.made_for == mark and not finding.advice]
    hole = _unused_character(text)
    for finding in reversed(_longest_apart(ours)):
        whole_line = finding.text.endswith(("\n", "\r"))
        new = finding.replacement if finding.replacement is not None else "" if whole_line else hole
        text = text[: finding.start] + new + text[finding.end :]
    return _close(text, hole)


def _unused_character(text: str) -> str:
    """A private-use character the text does not have, to mark where something was taken out of a line."""
    return next(mark for mark in map(chr, range(0xE000, 0xF8FF)) if mark not in text)


def _close(text: str, hole: str) -> str:
    """Drop lines of which nothing but a bullet is left, and spaces left at the end of others."""
    bullet = r"^([ \t]*(?:[-*•·▪◦o–—]|\d{1,2}[.)])?[ \t]*)"
    holes = rf"(?:{hole}[ \t]*)+"
    text = re.sub(rf"{bullet}{holes}(?:\r?\n|\Z)", "", text, flags=re.MULTILINE)
    text = re.sub(rf"{bullet}{holes}([a-z])", lambda m: m[1] + m[2].upper(), text, flags=re.MULTILINE)
    text = re.sub(rf"[ \t]*;[ \t]*{holes}(?=\r?\n|\Z)|[ \t]+{holes}(?=\r?\n|\Z)", "", text)
    return text.replace(hole, "")


@dataclass(frozen=True, slots=True)
class Change:
    """What a suggestion does: the line or sentence as it stands, and as it would stand; empty where it goes."""

    before: str
    after: str


def change(text: str, finding: Finding) -> Change:
    """The words around a finding with its suggestion taken and without: its line, or of a long line its sentences."""
    start = text.rfind("\n", 0, finding.start) + 1
    stop = text.find("\n", finding.end - 1 if text[: finding.end].endswith("\n") else finding.end)
    end = len(text) if stop < 0 else stop + 1
    if end - start > LONGEST_LINE:
        start, end = _sentences_around(text, start, end, finding)
    before = text[start:end]
    mark = crc32(before.encode("utf-8", "surrogatepass"))
    inside = replace(finding, start=finding.start - start, end=finding.end - start, made_for=mark)
    return Change(before.strip(), apply(before, [inside]).strip())


def _sentences_around(text: str, start: int, end: int, finding: Finding) -> tuple[int, int]:
    parts = [
        (start + part.cut_start, start + part.cut_end)
        for part in segments(text[start:end])
        if start + part.cut_start < finding.end and finding.start < start + part.cut_end
    ]
    return (min(parts)[0], max(parts)[1]) if parts else (finding.start, finding.end)

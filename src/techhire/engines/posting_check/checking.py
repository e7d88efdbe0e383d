"""The posting check: read a posting once, find what shuts people out, apply what the employer accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from techhire.engines.posting_check.education import degree_findings
from techhire.engines.posting_check.experience import (
    reads_as_entry_level,
    recency_findings,
    years_findings,
)
from techhire.engines.posting_check.findings import Finding, Requirement
from techhire.engines.posting_check.offers import offer_findings, unpaid_findings
from techhire.engines.posting_check.phrases import is_equal_opportunity, phrase_findings
from techhire.engines.posting_check.physical import physical_findings
from techhire.engines.posting_check.segments import Segment, segments
from techhire.engines.posting_check.whole import inflation_findings, missing_findings

LONGEST = 100_000
"""Characters that are checked; a posting is a few thousand."""


def check_posting(
    text: str,
    *,
    requirements: Sequence[Requirement] = (),
    entry_level: bool | None = None,
    has_pay: bool = False,
    has_schedule: bool = False,
    has_place: bool = False,
) -> list[Finding]:
    """Everything found, in the order of the text, findings about the whole posting last.

    `entry_level` None lets the text decide. The `has_...` flags say what the posting's own fields already
    give. An empty text gives nothing. Spans of findings of one rule never overlap.
    """
    checked = text[:LONGEST]
    if not checked.strip():
        return []
    beginners = reads_as_entry_level(checked) if entry_level is None else entry_level
    found = [
        finding for segment in segments(checked) for finding in _segment_findings(segment, checked, beginners)
    ]
    found = _without_overlaps(found)
    found += missing_findings(checked, has_pay, has_schedule, has_place)
    found += inflation_findings(checked, requirements, beginners)
    mark = crc32(text.encode("utf-8", "surrogatepass"))
    found = [replace(finding, text=text[finding.start : finding.end], made_for=mark) for finding in found]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.reason_code))


def _segment_findings(segment: Segment, text: str, entry_level: bool) -> Iterator[Finding]:
    if is_equal_opportunity(segment.text):
        return
    yield from degree_findings(segment)
    yield from years_findings(segment, entry_level)
    yield from recency_findings(segment)
    yield from offer_findings(segment)
    yield from unpaid_findings(segment)
    yield from phrase_findings(segment)
    yield from physical_findings(segment, text)


def _without_overlaps(found: Iterable[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start - one.end, one.start, one.reason_code)):
        rivals = (one for one in kept if one.rule is finding.rule)
        if all(finding.end <= one.start or one.end <= finding.start for one in rivals):
            kept.append(finding)
    return kept


def apply(text: str, accepted: Iterable[Finding]) -> str:
    """The text with the accepted findings carried out, from its end to its beginning.

    Advice changes nothing. Of two accepted findings that overlap the one that covers more is carried out.
    Findings made for another text change nothing, so applying the same ones twice is applying them once:
    check the new text again to see what is left.
    """
    mark = crc32(text.encode("utf-8", "surrogatepass"))
    ours = [finding for finding in accepted if finding.made_for == mark and not finding.advice]
    chosen: list[Finding] = []
    for finding in sorted(ours, key=lambda one: (one.start - one.end, one.start, one.reason_code)):
        if all(finding.end <= one.start or one.end <= finding.start for one in chosen):
            chosen.append(finding)
    for finding in sorted(chosen, key=lambda one: one.start, reverse=True):
        text = text[: finding.start] + (finding.replacement or "") + text[finding.end :]
    return text

"""Physical demands, health and a driver's license where nothing else in the posting needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from techhire.engines.posting_check.cutting import cut_or_advise
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

_DEMAND = re.compile(
    r"\b(?:lift|lifting|carry|carrying|push|pull)(?:\s*(?:,|/|and|or)\s*\w+){0,3}\s+(?:\w+\s+){0,3}?"
    r"\d{1,3}\s*\+?\s*(?:lbs?\b\.?|pounds)"
    r"|\b(?:stand|standing|walk|walking)(?:\s+(?:and|or|/)\s*\w+)?\s+for\s+(?:long|extended|prolonged)\s+periods\b"
    r"|\bclimb(?:ing)?\s+(?:ladders|stairs)\b|\b(?:stoop|kneel|crouch)(?:ing)?\b"
    r"|\bphysically\s+(?:fit|demanding|able)\b",
    re.IGNORECASE,
)
_DOES_IT = re.compile(
    r"\b(?:warehouse|cabl\w+|rack\w*|install\w*|hardware|equipment|on-?site\s+visits?|data\s?cent(?:er|re)s?|deliver\w*|"
    r"printers?|workstations?|desktops?|servers?\s+room|deploy\w*\s+(?:computers|devices|laptops)|moves?|shipping|inventory|"
    r"field\s+(?:service|technician|work)|construction|towers?|ladders?\s+to)\b",
    re.IGNORECASE,
)
_LICENSE = re.compile(r"\b(?:valid|current|clean|state)?\s*driver['’]?s?['’]?\s+licen[sc]e\b", re.IGNORECASE)
_DRIVES = re.compile(
    r"\b(?:travel\w*|driv(?:e|es|ing)|vehicles?|truck|van|site\s+visits?|field|customer\s+(?:sites|locations|homes)|deliver\w*|"
    r"between\s+(?:sites|locations|offices|buildings))\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:in\s+)?(?:good|excellent|perfect)\s+(?:physical\s+|mental\s+)?health\b(?!\s+(?:insurance|benefits|plan|care|coverage))"
    r"|\bable[- ]bodied\b|\bno\s+(?:disabilit(?:y|ies)|health\s+(?:problems|issues)|medical\s+conditions)\b",
    re.IGNORECASE,
)


def physical_findings(segment: Segment, whole_text: str) -> Iterator[Finding]:
    """Demands the rest of the text gives no task for, and any question about health."""
    demand = _DEMAND.search(segment.text)
    if demand and not _DOES_IT.search(whole_text):
        yield cut_or_advise(segment, demand, Rule.PHYSICAL, Severity.SHOULD, "physical_unrelated")
    license_ = _LICENSE.search(segment.text)
    if license_ and not _DRIVES.search(_LICENSE.sub("", whole_text)):
        yield cut_or_advise(segment, license_, Rule.PHYSICAL, Severity.HINT, "license_unrelated")
    health = _HEALTH.search(segment.text)
    if health:
        yield cut_or_advise(segment, health, Rule.PHYSICAL, Severity.MUST, "health")

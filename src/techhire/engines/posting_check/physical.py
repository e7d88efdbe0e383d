"""Physical demands, health and a driver's license where nothing else in the posting needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from techhire.engines.posting_check.cutting import cut_or_advise
from techhire.engines.posting_check.findings import Finding, Rule, Severity
from techhire.engines.posting_check.segments import Segment

_POUNDS = (
    r"(?:\d{1,3}\s*\+?(?:\s*(?:-|–|to)\s*\d{1,3}\s*\+?)?|thirty|forty|fifty|sixty|seventy)\s*-?\s*"
    r"(?:lbs?\b\.?|pounds?)"
)
_DEMAND = re.compile(
    r"\b(?:lift|lifting|carry|carrying|push|pull)(?:[ \t]*(?:,|/|and/or|and|or)[ \t]*\w+){0,3}"
    r"[ \t]+(?:[\w-]+[ \t]+){0,6}?"
    rf"{_POUNDS}|\bheavy[- ]lifting\b|\blift(?:ing)?\s+heavy\s+\w+"
    r"|\b(?:stand|standing|walk|walking)(?:\s+(?:and|or|/)\s*\w+)?\s+for\s+(?:long|extended|prolonged)\s+periods\b"
    r"(?:\s+of\s+time\b)?|\bstand(?:ing)?\s+all\s+day\b"
    r"|\bclimb(?:ing)?\s+(?:ladders|stairs)\b|\b(?:stoop|kneel|crouch)(?:ing)?\b"
    r"|\bphysically\s+(?:fit|demanding|able)\b",
    re.IGNORECASE,
)
_OBJECTS = (
    r"(?:hardware|equipment|printers?|copiers?|computers?|PCs|laptops?|workstations?|desktops?|servers?|monitors?|devices"
    r"|cables?|racks?|switches|access\s+points|phones|boxes|furniture|parts|orders|packages|pallets|batteries)\b"
)
_LIFTED = re.compile(rf"\b(?:{_OBJECTS}|toner|paper)", re.IGNORECASE)
_DOES_IT = re.compile(
    r"\b(?:warehouse|cabling|pull\w*\s+(?:\w+\s+)?cables?|rack(?:s|ed|ing)?\b|data\s?cent(?:er|re)s?|shipping|receiving|stockroom"
    r"|loading\s+dock|field\s+(?:service|technician|work|support)|construction|towers?|ladders?\s+to|office\s+moves"
    rf"|moves,\s+adds|(?:install|deploy|mov|set|unpack|unbox|deliver|replac|mount|haul|load|carr)\w*\s+(?:[\w-]+,?\s+){{0,4}}?{_OBJECTS})",
    re.IGNORECASE,
)
_LICENSE = re.compile(r"\b(?:valid|current|clean|state)?\s*driver['’]?s?['’]?\s+licen[sc]e\b", re.IGNORECASE)
_DRIVES = re.compile(
    r"\btravel\w*(?!\s+(?:agency|agencies|agents?|industry|software|expenses?|insurance|booking|benefits?))"
    r"|(?<!hard )(?<!disk )(?<!flash )(?<!google )(?<!tape )(?<!usb )\bdriv(?:e|ing)\s+"
    r"(?:to|between|around|from|out|our|your|an?|the|company|clients?|customers?|patients?)\b"
    r"|\b(?:vehicles?|trucks?|vans?|own\s+(?:car|transportation)|mileage|(?:site|home|house)\s+(?:visits?|calls?)|deliveries"
    rf"|delivery\s+(?:routes?|drivers?)|deliver\w*\s+(?:[\w-]+,?\s+){{0,3}}?{_OBJECTS}"
    r"|field\s+(?:service|technicians?|work|visits?|calls?|support|engineers?)|(?<!experience )in\s+the\s+field"
    r"|(?:customer|client)s?['’]?\s+(?:sites|locations|homes|offices)"
    r"|between\s+(?:\w+\s+)?(?:sites|locations|offices|buildings|branches|clinics|schools|stores))\b",
    re.IGNORECASE,
)
_WHY = (
    r"(?:because|since(?!\s+\d)|so\s+(?:that\s+)?(?:you|we)|as\s+(?:we|you|our|they|it|this|these|there)|due\s+to"
    r"|given\s+(?:that|our|the))\b"
)
_WHY_AFTER = re.compile(rf"(?:[^.!?;\n]{{0,80}}?\b|[\s.,;:–—-]*){_WHY}", re.IGNORECASE)
_WHY_BEFORE = re.compile(r"\b(?:because|since(?!\s+\d)|so)\b[^.!?;\n]{0,80}$", re.IGNORECASE)
_USE = re.compile(
    r"[\s,]*(?:(?:is|are|be|required|needed|necessary|mandatory|preferred|in\s+order)\s+)*(?:to|for)\s+"
    r"(?!(?:the\s+|this\s+|our\s+|an?\s+)?(?:job|role|position|post|employment|hire|hiring|consideration|identification|id"
    r"|insurance|interview|application|be|apply|qualify|start|begin|verify|prove|show|identify|perform|do|work|join)\b"
    r"|(?:this|all|any|every|everyone|applicants|candidates)\b)\w",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:in\s+)?(?:good|excellent|perfect)\s+(?:physical\s+|mental\s+)?health\b(?!\s+(?:insurance|benefits|plan|care|coverage))"
    r"|\bable[- ]bodied\b|\bno\s+(?:disabilit(?:y|ies)|health\s+(?:problems|issues)|medical\s+conditions)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Work:
    """What the rest of a posting tells of the work: whether it lifts things, and whether it drives."""

    lifts: bool
    drives: bool


def work_of(text: str) -> Work:
    """Read once for the whole posting; the demands themselves show nothing, a reason that goes with a license does."""
    tasks = _LICENSE.sub("", _DEMAND.sub("", text))
    drives = bool(_DRIVES.search(tasks)) or any(
        _says_why(text, one) or _USE.match(text, one.end()) for one in _LICENSE.finditer(text)
    )
    return Work(bool(_DOES_IT.search(tasks)), drives)


def _says_why(text: str, demand: re.Match[str]) -> bool:
    """Whether the words around a demand give its reason; whether that is a good one is for a person to judge."""
    before = text[max(0, demand.start() - 100) : demand.start()]
    return bool(_WHY_AFTER.match(text, demand.end()) or _WHY_BEFORE.search(before))


def physical_findings(segment: Segment, work: Work) -> Iterator[Finding]:
    """Demands that neither their own line nor the rest of the text gives a task for, and any question about health."""
    demand = _DEMAND.search(segment.text)
    if demand and not work.lifts and not _LIFTED.search(segment.text) and not _says_why(segment.text, demand):
        yield cut_or_advise(segment, demand, Rule.PHYSICAL, Severity.SHOULD, "physical_unrelated")
    license_ = _LICENSE.search(segment.text)
    if license_ and not work.drives:
        yield cut_or_advise(segment, license_, Rule.PHYSICAL, Severity.HINT, "license_unrelated")
    health = _HEALTH.search(segment.text)
    if health:
        yield cut_or_advise(segment, health, Rule.PHYSICAL, Severity.MUST, "health")

"""Laws that ask an employer to check people, by kind. A law that is none of these may ask for it all the same: the
employer is asked which it is. The list is ours, from the laws themselves; it is not legal advice.
"""

from __future__ import annotations

import re

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois"
    "|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri"
    "|Montana|Nebraska|Nevada|New\\s+Hampshire|New\\s+Jersey|New\\s+Mexico|New\\s+York|North\\s+Carolina"
    "|North\\s+Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode\\s+Island|South\\s+Carolina|South\\s+Dakota|Tennessee"
    "|Texas|Utah|Vermont|Virginia|Washington|West\\s+Virginia|Wisconsin|Wyoming|District\\s+of\\s+Columbia"
)
_USC, _CFR, _SECTION = (
    r"U\.?\s?S\.?\s?C\.?",
    r"C\.?\s?F\.?\s?R\.?",
    r"\s*(?:part|parts|section|sections|§+)?\s*",
)


def _code(title: int, book: str, sections: str) -> str:
    return rf"\b{title}\s+{book}{_SECTION}(?:{sections})(?![\d])"


_KINDS: dict[str, tuple[str, ...]] = {
    "banks": (_code(12, _USC, "1829"), r"\bFederal\s+Deposit\s+Insurance\s+Act\b", r"\bFDI\s+Act\b"),
    "mortgage lenders": (_code(12, _USC, r"510[1-9]"), r"\bSAFE\s+(?:Mortgage\s+Licensing\s+)?Act\b"),
    "securities firms": (
        _code(17, _CFR, r"240\.17f-2"),
        _code(15, _USC, "78q"),
        r"\bSecurities\s+Exchange\s+Act\b",
    ),
    "care of children": (
        _code(42, _USC, "9858f"),
        _code(45, _CFR, r"98\.43|1302\.90"),
        _code(34, _USC, r"4010[1-9]|20351"),
        r"\bChild\s+Care\s+and\s+Development\s+Block\s+Grant\s+Act\b|\bNational\s+Child\s+Protection\s+Act\b",
    ),
    "long-term care": (_code(42, _CFR, r"483\.12"), _code(42, _USC, r"1320a-7l")),
    "airports and air carriers": (_code(49, _USC, "44936"), _code(49, _CFR, r"154[24](?:\.\d+)?")),
    "ports": (_code(46, _USC, "70105"), r"\bMaritime\s+Transportation\s+Security\s+Act\b"),
    "dangerous goods": (_code(49, _USC, "5103a"), _code(49, _CFR, r"1572(?:\.\d+)?")),
    "drivers of commercial vehicles": (_code(49, _CFR, r"391\.23|40|382(?:\.\d+)?"),),
    "nuclear plants": (_code(10, _CFR, r"73\.5[67]"), _code(42, _USC, "2169")),
    "federal positions": (
        _code(5, _CFR, r"731(?:\.\d+)?|1400(?:\.\d+)?"),
        _code(32, _CFR, r"117(?:\.\d+)?"),
        r"\bExecutive\s+Order\s+(?:10450|10865|12968)\b|\bHSPD-?12\b",
    ),
    "records of criminal justice": (_code(28, _CFR, r"20(?:\.\d+)?"), r"\bCJIS\s+Security\s+Policy\b"),
    "controlled substances": (_code(21, _CFR, r"1301\.(?:76|9[0-3])"),),
    "gaming": (_code(25, _CFR, r"55[68](?:\.\d+)?"), r"\bIndian\s+Gaming\s+Regulatory\s+Act\b"),
    "care of Indian children": (
        _code(25, _USC, "3207"),
        r"\bIndian\s+Child\s+Protection\s+and\s+Family\s+Violence\s+Prevention\s+Act\b",
    ),
    "a law of a state, named with it": (
        rf"\b(?:{_STATES})(?:['’]s)?\s+(?:[\w'’&-]+\s+){{0,6}}?"
        r"(?:Act|Code|Statutes?|Laws?|Ordinance|Revised\s+Statutes|Regulations?)\b",
    ),
}
KNOWN_KINDS = tuple(_KINDS)
_KNOWN = re.compile("|".join(pattern for patterns in _KINDS.values() for pattern in patterns))
_NAMED = re.compile(
    r"\bunder\s+(?:the\s+)?(?!a\b|an\b|our\b)(?=\d|[A-Z])"
    r"|\b(?:Act|Code|Ordinance|Statutes?)\b|\bU\.?\s?S\.?\s?C\b|\bC\.?\s?F\.?\s?R\b|\b[Ee]xecutive\s+[Oo]rder\b"
)


def names_known_law(text: str) -> bool:
    """Whether the text names a law of a kind that asks for checks of people."""
    return _KNOWN.search(text) is not None


def names_some_law(text: str) -> bool:
    """Whether the text names any law at all."""
    return _NAMED.search(text) is not None

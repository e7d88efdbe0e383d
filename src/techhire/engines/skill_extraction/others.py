"""Words about other people: "patience with people who are not good with computers" asks for patience alone.

English and Spanish; the lists are our own judgment. Who is looked for ("we want people who know Excel") is no other.
"""

import re

_PEOPLE = (
    r"(?:people|persons?|users?|customers?|clients?|callers?|patients?|residents?|members?|visitors?|guests?|students?|"
    r"seniors?|adults?|neighbors?|families|staff|employees?|co-?workers|colleagues|those|others|someone|somebody|anyone)"
)
_HELP = r"(?:help|teach|support|assist|train|coach|serv|guid|show)\w*"
_LACK = (
    r"(?:(?:are|is|were|do|does|did|have|has|can|could|know|feel)(?: not|n['\u2019]t)|cannot|can['\u2019]t|never|"
    r"(?:are|is) (?:new|less|bad|un\w+|afraid)|lack|struggle|find it hard|know (?:little|nothing)|"
    r"have (?:never|little|no))\b"
)
_OTHERS = re.compile(
    rf"\b(?:(?:with|to|toward|towards|{_HELP})\s+(?:[\w-]+\s+){{0,2}}?{_PEOPLE}\s+(?:who|that)\s+(?:\w+\s+)?{_LACK}"
    rf"|{_HELP}\s+(?:[\w-]+\s+){{0,2}}?{_PEOPLE}\s+who\s"
    r"|(?:con|a|para con)\s+(?:(?:las|los|la)\s+)?(?:personas?|gente|clientes|usuarios|pacientes|vecinos|quienes)\s+"
    r"(?:que\s+)?(?:no|nunca|apenas)\b)[^,.;:()\u2013\u2014]*$",
    re.IGNORECASE,
)
_REACH = 120
"""Characters before a name that are looked at."""
_WHO = re.compile(r"\bwho(?:se)?\b", re.IGNORECASE)


def is_about_others(before: str) -> bool:
    """Return whether a name behind `before`, the part of its sentence up to it, is said of people the person meets."""
    return bool(_OTHERS.search(before[-_REACH:]))


def of_the_person(after: str) -> str:
    """Return what stands behind a name up to a "who", where the talk turns to somebody else."""
    turn = _WHO.search(after)
    return after[: turn.start()] if turn else after

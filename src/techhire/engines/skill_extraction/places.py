"""Names of products that are places, too: an office in Palo Alto asks for no firewall.

Such a name is read as a place only where the words beside it say so; "experience in Aruba" stays a skill. The lists
are our own judgment.
"""

import re

PLACES = frozenset({"aruba", "cordova", "delphi", "maui", "palo alto"})
_NEAR = 60
"""Characters on either side that are looked at."""
_STATE = (
    r"A[KL]|CA|HI|I[LN]|MD|N[EM]|SC|TN"
    r"|Calif(?:ornia|\.)|Tenn(?:essee|\.)|Indiana|Alabama|Alaska|Maryland|Hawaii|USA|U\.S\.|United\s+States"
    r"|Estados\s+Unidos|(?:Dutch\s+)?Caribbean|(?:el\s+)?Caribe|Netherlands"
)
"""Where towns of these names are; "MS" and "AR" behind a comma are as often the next item of a list."""
_BEHIND = re.compile(
    rf"\s*,\s*(?:{_STATE})(?![\w/&+#-])"
    r"|\s+(?:headquarters|clinics?|hospitals?|library|libraries|schools?|residents|offices?(?!\s+(?:365|manager)))\b"
)
_SITE = (
    r"(?:offices?|headquarters|hq|campus(?:es)?|clinics?|stores?|shops?|schools?|hospitals?|library|libraries"
    r"|warehouses?|resorts?|hotels?|data\s+centers?|call\s+centers?|jobs?|oficinas?|sedes?|cl[ií]nicas?|tiendas?"
    r"|escuelas?|hospitales|bibliotecas?)"
)
_BEFORE = re.compile(
    r"(?:\b(?:location|place|city|town|ubicaci[oó]n|lugar|ciudad)\s*:\s*|\b(?:near|downtown|outside\s+of|cerca\s+de)\s+"
    r"|\b(?:located|situated|based|living|lives?|ubicad[oa]s?|situad[oa]s?|vivir|vive)\s+(?:in|at|near|en)\s+"
    r"|\b(?:travel|commute|relocate|flights?|trips?|viajar|viajes?|mudarse)\s+(?:to|a)\s+"
    rf"|\b{_SITE}\s+(?:is\s+|are\s+|est[aá]n?\s+)?(?:in|en)\s+)$",
    re.IGNORECASE,
)
_WORK_IN = re.compile(
    r"(?:\b(?:works?|working|trabaj\w+)\s+(?:on[- ]?site\s+)?|^\s*|[.!?\n]\s*)(?:in|en)\s+$", re.IGNORECASE
)
"""Words that may stand before a tool as well: "you work in Palo Alto and Cisco"."""
_CLOSES = re.compile(r"\s*(?:[.;!?)\n]|,(?!\s*[A-Z])|$)|\s+(?:on|at|near|from|three|five|para|desde)\b")
_PRODUCT = re.compile(
    r"\s+(?:firewalls?|switch\w*|network\w*|access\s+points?|wireless|wi-?fi|devices?|equipment|gear|environments?"
    r"|routers?|products?|controllers?|polic(?:y|ies)|rules|certifi\w+|admin\w*|config\w*|apps?|engineers?)\b",
    re.IGNORECASE,
)


def is_a_place(text: str, start: int, end: int) -> bool:
    """Return whether the name at the half-open span `start` to `end`, in characters, is told of as a place."""
    if text[start:end].casefold() not in PLACES:
        return False
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if _BEHIND.match(after):
        return True
    if _PRODUCT.match(after):
        return False
    return bool(_BEFORE.search(before) or (_WORK_IN.search(before) and _CLOSES.match(after)))

"""How many people a posting says it is for, in English or Spanish: "adding two people", "3 vacantes"."""

from __future__ import annotations

import re

_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
}  # fmt: skip
_NUMBER = rf"(?P<number>{'|'.join(_WORDS)}|[2-9]|[1-9]\d)"
_KIND = r"(?:(?:more|new|additional|great|good|full[- ]time|part[- ]time|entry[- ]level|junior|help\s+desk|IT)\s+){0,3}"
_PEOPLE = (
    r"(?:people|persons|technicians|specialists|analysts|agents|assistants|representatives|associates|engineers"
    r"|developers|administrators|trainees|apprentices|interns|employees|workers|clerks|operators|team\s+members)\b"
)
_PLACES = r"(?:openings|vacancies|open\s+positions|positions\s+(?:are\s+)?(?:open|available))\b"
_PERSONAS = r"(?:personas|técnic[oa]s|especialistas|analistas|agentes|asistentes|aprendices|practicantes)\b"
_STATED = (
    re.compile(
        rf"\b(?:adding|hiring|recruiting|seeking|looking\s+for|we\s+need|we\s+want\s+to\s+hire)\s+{_NUMBER}\s+{_KIND}{_PEOPLE}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\w$.,-]){_NUMBER}\s+{_PLACES}", re.IGNORECASE),
    re.compile(rf"\b(?:openings|vacantes|plazas)\s*:\s*{_NUMBER}(?![\w.,])", re.IGNORECASE),
    re.compile(
        rf"\b(?:buscamos|contratamos|necesitamos|sumamos|incorporamos)\s+(?:a\s+)?{_NUMBER}\s+(?:nuev[ao]s\s+)?{_PERSONAS}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\w$.,-]){_NUMBER}\s+(?:vacantes|plazas)\b", re.IGNORECASE),
)


def head_count(text: str) -> tuple[int, str]:
    """The number of people, 2 to 99, and the words it was read from; (0, "") where the text does not plainly say."""
    for pattern in _STATED:
        match = pattern.search(text)
        if match:
            number = match["number"].casefold()
            return _WORDS.get(number) or int(number), " ".join(match[0].split())
    return 0, ""

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
_DUTY = r"(?:\bresponsib(?:le|ility|ilities)\b|\bexperienced?\b|\bresponsables?\b|\bexperiencia\b)[^.,;:!?()\n–—-]*$"
_UP_TO = rf"(?<!\w)(?:{'|'.join(_WORDS)}|one|uno|una|\d+)(?:\s+(?:to|or|and|a|o|u|y)\s+|\s*[-–—/]\s*)$"
"""The lower end of a range right before a number, which then is no number by itself."""
_TIME = r"(?:year|annum|quarter|month|week|day|shift|año|trimestre|mes|semana|día|turno)\b"
_EVERY = (
    r"(?:\s+(?!(?:days|hours|nights|shifts|work|for|in|on|días|horas|para|en)\b)[^\W\d_]+){0,3}?"
    rf"\s+(?:(?:each|every|a|per|al|por|cada)\s+{_TIME}|(?:annual|year|quarter|month|week)ly\b|anualmente\b)"
)
_HIRING = re.compile(
    rf"\b(?:adding|hiring|recruiting|seeking|looking\s+for|we\s+need|we\s+want\s+to\s+hire)\s+{_NUMBER}\s+{_KIND}{_PEOPLE}",
    re.IGNORECASE,
)
_STATED = (
    _HIRING,
    re.compile(rf"(?<![\w$.,-]){_NUMBER}\s+{_PLACES}", re.IGNORECASE),
    re.compile(
        rf"\b(?:openings|vacantes|plazas)\s*:\s*{_NUMBER}(?![\w:])(?!\.(?![\s)\"'”]|$)|,\s*\d|\s*[-–—/]\s*\d"
        r"|\s*[ap]\.?\s?m\b|\s+(?:to|or|and|a|o|u|y)\s+\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:buscamos|contratamos|necesitamos|sumamos|incorporamos)\s+(?:a\s+)?{_NUMBER}\s+(?:nuev[ao]s\s+)?{_PERSONAS}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\w$.,-]){_NUMBER}\s+vacantes\b", re.IGNORECASE),
)
_IS_WORK = re.compile(rf"{_DUTY}|\b(?:for|of|in)\s+$|{_UP_TO}", re.IGNORECASE)
"""Right before an act of hiring: that is what whoever is hired does."""
_IS_DUTY = re.compile(rf"{_DUTY}|{_UP_TO}", re.IGNORECASE)
_IS_RATE = re.compile(_EVERY, re.IGNORECASE)
_NEAR = 100
"""Characters before a number that are looked at."""


def head_count(text: str) -> tuple[int, str]:
    """The number of people, 2 to 99, and the words it was read from; (0, "") where the text does not plainly say.

    What somebody hires as a part of the job, so many each year, is not how many the ad is for.
    """
    for pattern in _STATED:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _NEAR) : match.start()]
            other = _IS_WORK if pattern is _HIRING else _IS_DUTY
            if not other.search(before) and not _IS_RATE.match(text, match.end()):
                number = match["number"].casefold()
                return _WORDS.get(number) or int(number), " ".join(match[0].split())
    return 0, ""

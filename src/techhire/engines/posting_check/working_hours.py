"""When the work of a posting is done, in English or Spanish: "evenings until 9", "Monday to Friday, 8 to 5".

Only what everybody in the job must be able to do is read: nothing that is softened, and no hours of a shop. Where the
day ends and the evening begins is our own judgment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_I = re.IGNORECASE
_TIMES = {
    "full_time": r"\bfull[- ]?time\b|\b(?:jornada|tiempo)\s+complet[ao]\b|\b40\s*(?:hours|hrs|horas)\b",
    "part_time": r"\bpart[- ]?time\b|\b(?:jornada|tiempo)\s+parcial\b|\bmedi[ao]\s+(?:tiempo|jornada)\b",
    "days": r"\bday\s+shift\b|\bfirst\s+shift\b|\b1st\s+shift\b|\bdaytime\b"
    r"|\bturno\s+(?:de\s+(?:día|mañana)|diurno|matutino)\b",
    "evenings": r"\bevening\s+(?:shift|hours)\b|\bsecond\s+shift\b|\b2nd\s+shift\b"
    r"|\bturno\s+(?:de\s+(?:la\s+)?tarde|vespertino)\b",
    "nights": r"\bnight\s+shift\b|\bovernights?\b|\bthird\s+shift\b|\b3rd\s+shift\b|\bgraveyard\b"
    r"|\bturno\s+(?:de\s+(?:la\s+)?noche|nocturno)\b",
    "weekends": r"\bweekend\s+(?:shifts?|work|hours)\b|\bweekends\s+(?:are\s+)?required\b|\bwork\s+weekends\b"
    r"|\bfines?\s+de\s+semana\b",
}
_WHEN = {word: re.compile(pattern, _I) for word, pattern in _TIMES.items()}
"""Words that say it anywhere."""
_UNTIL = r"\b(?:evenings?\s+(?:until|till?|to)|(?:tardes|noches)\s+hasta\s+las)\s+(?:[5-9]|1[01])(?!\d)"
_NAMED = {
    "evenings": re.compile(rf"{_UNTIL}|\bevenings\b|\b(?:por|en)\s+las\s+tardes\b", _I),
    "nights": re.compile(r"\bnights\b|\b(?:por|en)\s+las\s+noches\b(?!\s+hasta)", _I),
    "weekends": re.compile(r"\bweekends\b|\b(?:saturdays|sundays|sábados|domingos)\b", _I),
}
"""Words that say it only in a sentence about the hours of the job."""
_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
    r"|lunes|martes|miércoles|jueves|viernes|sábados?|domingos?)"
)
_WEEK = re.compile(rf"\b(?:(?P<first>{_DAY})\s*(?:-|–|to|through|a)\s*(?P<last>{_DAY})|M\s*-\s*F)\b", _I)
_WEEKEND_DAY = re.compile(r"s[aá]|sun|dom", _I)
_LABEL = (
    r"\b(?:hours|schedules?|shifts?|horarios?|turnos?)\s*(?::|are\b|is\b|includes?\b|son\b|es\b|incluyen?\b)"
)
_LED = re.compile(rf"(?:{_LABEL}|{_WEEK.pattern}|\b{_DAY})[\s,(:–-]*(?:from|de(?:sde)?)?(?:\s+las?)?\s*$", _I)
"""Right before a clock that names no half of the day, which else may be a count of anything."""
_ABOUT = re.compile(
    rf"{_LABEL}"
    r"|\b(?:you(?:['’]ll)?|must|will|to)\s+work\b|\b(?:must|need\s+to)\s+be\s+available\b|\btrabaja(?:rá|r)?\b"
    rf"|{_UNTIL}|\b(?:required|obligatorios?)\b",
    _I,
)
_TOKENS = re.compile(
    rf"{_WEEK.pattern}|\b(?:evenings|nights|weekends|days|mornings|and|plus|y|noches|tardes|mañanas)\b|[\W\d_]",
    _I,
)
_SHOP = re.compile(
    r"\b(?:open|opens|closed|closes|(?:opening|business|store|shop|office)\s+hours|hours\s+of\s+operation|staffed"
    r"|call\s+us|apply|interviews?|deadline|meetings?|customers?\s+(?:can|may)|abiert[oa]s?|abre|abrimos"
    r"|llame|llámenos|reuni(?:ón|ones)|entrevistas?)\b",
    _I,
)
_PERHAPS = re.compile(
    r"\b(?:no|not|never|occasional\w*|some|sometimes|may|optional|rotating|or|ningún|sin|o)\b", _I
)
_SOFT = re.compile(
    rf"{_PERHAPS.pattern}|\b(?:can|could|might|if|vary|varies|flexible|between|either|free|without|nunca|ni|puede"
    r"|opcional\w*|flexibles?|entre|a\s+veces|algunos)\b|n['’]t\b",
    _I,
)
_SOFT_BEHIND = re.compile(
    r"^[^.;]{0,20}?\b(?:off|free|optional|occasional\w*|sometimes|rare|if|as\s+needed|or|o|not|libres|opcional\w*"
    r"|vary|varies)\b|^\s*/\s*\d",
    _I,
)
_NOT_ASKED = re.compile(
    r"[ \t]+(?:(?:is|are|es|son|may\s+be)[ \t]+)?(?:off|free|optional|occasional\w*|libres?|opcional\w*"
    r"|(?:not|never)(?![ \t]+(?:optional|off|free)\b))\b",
    _I,
)
"""Right behind words that else say it anywhere: "fines de semana libres" asks for none."""
_HALF = r"(?:\s*(?P<{0}_half>[ap])\.?\s?m\b\.?|(?P<{0}_letter>[ap])\b|\s+de\s+la\s+(?P<{0}_part>mañana|tarde|noche)\b)?"
_CLOCK = re.compile(
    r"(?<![\w$.,:/-])(?P<start>\d{1,2})(?P<start_min>:[0-5]\d)?"
    + _HALF.format("start")
    + r"\s*(?:-|–|—|to|until|till?|through|a\s+las|a|hasta\s+las|hasta)\s*(?P<end>\d{1,2})(?P<end_min>:[0-5]\d)?"
    + _HALF.format("end")
    + r"(?![\w%$:/]|[.,]\d|-\d|\s*(?:years?|months?|weeks?|días|años|meses|people|personas|hours|horas|minutes|%))",
    _I,
)
_ENDS = re.compile(
    r"\s*(?:$|(?:and|plus|y|in|on|with|at|en|con|shifts?|schedule|[ecmp][sd]?t)\b|\(?"
    rf"{_DAY}\b|[^\w\s(/%+]|\((?!\s*(?:per|a|each|every|por|al?|cada|weekly)\b))",
    _I,
)
"""Right behind a clock that names no half of the day: no "hrs", no "per week", nothing that it would count.

What runs down, as "8-5", counts nothing whatever stands behind it.
"""
_SENTENCE = re.compile(r"\n|(?<![ap]\.m)(?<![ap]\.\sm)(?<!\b[ap])[.;!?](?=\s|$)", _I)
_NEAR = 100
"""Characters before a time that are looked at."""
_SHORTEST, _LONGEST = 3, 12
"""Hours; a shorter or longer time is no shift."""


def working_hours(text: str) -> dict[str, str]:
    """The times that are plainly asked for, each with the words it was read from; empty where none is.

    The keys, in this order, are among full_time, part_time, days, evenings, nights and weekends. Where hours by the
    clock differ from line to line, only what all of them need is read.
    """
    said = {word: _said(pattern, text) for word, pattern in _WHEN.items()}
    clocks: list[dict[str, str]] = []
    for sentence in _SENTENCE.split(text):
        if _SHOP.search(sentence):
            continue
        clocks += (here := list(_by_clock(sentence)))
        for word, words in (*_week(sentence, bool(here)), *_named(sentence, bool(here))):
            said[word] = said[word] or words
    for word, words in clocks[0].items() if clocks else ():
        if all(word in clock for clock in clocks):
            said[word] = said[word] or words
    return {word: words for word, words in said.items() if words}


def _said(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if not match or _is_softened(text, match.start()) or _NOT_ASKED.match(text, match.end()):
        return ""
    return match[0]


def _is_softened(text: str, start: int) -> bool:
    """Whether a word such as "some" stands right before `start`, in the same line."""
    return bool(_PERHAPS.search(text, max(0, start - 12, text.rfind("\n", 0, start)), start))


def _week(sentence: str, has_clock: bool) -> Iterator[tuple[str, str]]:
    """Days of the week from one to another: the day, where no clock says otherwise, and the weekend where it is in."""
    match = _WEEK.search(sentence)
    if not match or _is_softened(sentence, match.start()):
        return
    if not has_clock:
        yield "days", match[0]
    if any(_WEEKEND_DAY.match(match[name] or "") for name in ("first", "last")):
        yield "weekends", match[0]


def _named(sentence: str, has_clock: bool) -> Iterator[tuple[str, str]]:
    if not (has_clock or _ABOUT.search(sentence) or _WEEK.search(sentence) or not _TOKENS.sub("", sentence)):
        return
    for word, pattern in _NAMED.items():
        match = pattern.search(sentence)
        if match and not _is_soft(*_around(sentence, match)):
            yield word, match[0]


def _around(sentence: str, match: re.Match[str]) -> tuple[str, str]:
    return sentence[max(0, match.start() - _NEAR) : match.start()], sentence[match.end() :][:_NEAR]


def _is_soft(before: str, behind: str) -> bool:
    return bool(_SOFT.search(before) or _SOFT_BEHIND.match(behind))


def _by_clock(sentence: str) -> Iterator[dict[str, str]]:
    for match in _CLOCK.finditer(sentence):
        before, behind = _around(sentence, match)
        is_time = any(
            match[f"{name}_{half}"] for name in ("start", "end") for half in ("half", "letter", "part")
        )
        is_no_count = int(match["start"]) > int(match["end"]) or _ENDS.match(behind)
        is_led = is_time or (_LED.search(before) and is_no_count)
        if is_led and not _is_soft(before, behind):
            shift = _shift(match)
            if shift:
                yield dict.fromkeys(_times(*shift), match[0].strip())


def _shift(match: re.Match[str]) -> tuple[float, float] | None:
    """The hour, 0 to 24, at which the work starts and how many hours it lasts; None where the clock does not say.

    Of the two readings of an hour without "am" or "pm" the one is taken that makes the shorter shift.
    """
    starts, ends = _hours(match, "start"), _hours(match, "end")
    if len(starts) == len(ends) == 2:
        starts = [hour for hour in starts if 6 <= hour <= 12]
    shifts = [((end - start) % 24, start) for start in starts for end in ends]
    lasting, start = min((one for one in shifts if _SHORTEST <= one[0] <= _LONGEST), default=(0, 0))
    return (start, lasting) if lasting else None


def _hours(match: re.Match[str], name: str) -> list[float]:
    hour, minutes = int(match[name]), int((match[f"{name}_min"] or ":0")[1:]) / 60
    if hour > 24:
        return []
    if hour > 12 or match[name].startswith("0"):
        return [hour + minutes]
    half = (match[f"{name}_half"] or match[f"{name}_letter"] or "").lower()
    part = (match[f"{name}_part"] or "").lower()
    early = hour % 12 + minutes
    if half == "a" or part == "mañana":
        return [early]
    return [early + 12] if half or part else [early, early + 12]


def _times(start: float, lasting: float) -> Iterator[str]:
    """The parts of the day that the hours from `start` on reach into for long enough."""
    if _within(start, lasting, 6, 17) >= min(4, lasting / 2):
        yield "days"
    if _within(start, lasting, 18, 23) >= 2:
        yield "evenings"
    if _within(start, lasting, 23, 29) >= 2:
        yield "nights"


def _within(start: float, lasting: float, low: int, high: int) -> float:
    """How many of the `lasting` hours from `start` on lie from `low` to `high`, today or tomorrow."""
    end = start + lasting
    return sum(max(0, min(end, high + day) - max(start, low + day)) for day in (-24, 0, 24))

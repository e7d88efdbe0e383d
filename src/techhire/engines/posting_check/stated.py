"""What a posting states of pay, hours and place, in English or Spanish, read only where it is plainly written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from techhire.engines.posting_check.head_count import head_count
from techhire.engines.posting_check.working_hours import working_hours

_MONEY = r"(?:US)?\$\s?(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?:\.(?P<{0}_cents>\d{{1,2}}))?\s?(?P<{0}_k>[kK]\b)?"
_PLAIN = r"(?:US)?\$?\s?(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?:\.(?P<{0}_cents>\d{{1,2}}))?\s?(?P<{0}_k>[kK]\b)?"
_TO = r"\s*(?:-|–|—|to\b|and\b|a\b|y\b|hasta\b)\s*"
_PER = (
    r"(?P<hour>(?:an|per|a|/|by\s+the)\s*(?:hour|hr)\b|/\s*h\b|hourly|(?:por|la|a\s+la)\s+hora\b)"
    r"|(?P<year>(?:a|per|/)\s*(?:year|yr|annum)\b|annual(?:ly)?|yearly|(?:al|por)\s+año\b|anual(?:es|mente)?)"
)
_DOLLARS = r"(?:\s*(?:dollars?|USD|dólares|dolares))?\s*(?:DOE\b)?\s*"
_PAY = (
    re.compile(rf"{_MONEY.format('low')}(?:{_TO}{_PLAIN.format('high')})?{_DOLLARS}(?:{_PER})?", re.I),
    re.compile(rf"\b{_PLAIN.format('low')}(?:{_TO}{_PLAIN.format('high')})?{_DOLLARS}(?:{_PER})", re.I),
)
_NOT_PAY = re.compile(
    r"\b(?:bonus(?:es)?|revenue|budget|sales|worth|sign[- ]?on|raised|funding|tuition|stipend|reimburs\w+"
    r"|insurance|bono|assets|million|billion|ventas)\b",
    re.I,
)
_CLAUSE = re.compile(r"[\n.,;]|\band\b|\by\b", re.I)
LOWEST_HOUR, HIGHEST_HOUR, LOWEST_YEAR, HIGHEST_YEAR = 5, 300, 10_000, 1_000_000
"""Dollars outside these are not taken for pay by the hour or the year. Our judgment."""
_EMPLOYMENT = (
    ("INTERN", re.compile(r"\binternship\b|\bpasant[ií]a\b", re.I)),
    (
        "TEMPORARY",
        re.compile(r"\btemporary\s+(?:position|role|job|work|assignment)\b|\bempleo\s+temporal\b", re.I),
    ),
    (
        "CONTRACTOR",
        re.compile(r"\b(?:1099|contract\s+(?:position|role|job)|independent\s+contractor)\b", re.I),
    ),
)
_REMOTE = re.compile(
    r"\b(?:fully|100\s?%)\s+remote\b|\bremote\s+(?:position|role|job|work)\b|\bwork\s+from\s+home\b|\bjob\s+is\s+remote\b"
    r"|\blocation\s*:\s*remote\b|\b(?:trabajo|puesto)\s+remoto\b|\bteletrabajo\b|\b100\s?%\s+remoto\b",
    re.I,
)
_HYBRID = re.compile(
    r"\bhybrid\s+(?:position|role|job|work|schedule)\b|\bwork\s*place\s*:\s*hybrid\b|\bh[ií]brid[oa]\b", re.I
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])"
)
_CITY = r"[A-Z][a-zA-Z.'’-]+(?:\s(?:of\s)?[A-Z][a-zA-Z.'’-]+){0,2}"
_CITY_STATE = re.compile(
    rf"\b(?P<city>{_CITY}),\s*(?P<state>{_STATE}|Va\.|Mo\.|Calif\.|Fla\.|Ill\.|Tex\.)(?P<zip>\s+\d{{5}})?(?![\w-])"
)
_ZIP = re.compile(r"\b(?:ZIP(?:\s+code)?|c[oó]digo\s+postal)\s*:?\s*(?P<zip>\d{5})\b", re.I)
_CITY_NAMED = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Ee]n|[Oo]ur|[Ii]ts|[Tt]he|[Nn]uestra)\s+(?P<city>{_CITY})"
)
_LABELED = re.compile(rf"\b(?:[Ll]ocation|[Uu]bicaci[oó]n|[Ll]ugar)\s*:\s*(?P<city>{_CITY})")
_SKILL_BEFORE = re.compile(
    r"\b(?:experience|skills?|knowledge|proficien\w+|degree|fluent|certifi\w+|background|familiar\w*|trained|experiencia)\s+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What was read; None and empty where the text does not say. Pay in dollars, ``pay_unit`` HOUR or YEAR.

    ``schedule`` holds days, evenings, nights, weekends, full_time, part_time; ``workplace`` is remote or hybrid.
    ``openings`` is how many people it is for, 0 where it does not say.
    ``words`` are the words each fact was read from, by its name.
    """

    pay_min: float | None = None
    pay_max: float | None = None
    pay_unit: str = ""
    schedule: tuple[str, ...] = ()
    employment: str = ""
    workplace: str = ""
    zip_code: str = ""
    city: str = ""
    openings: int = 0
    words: dict[str, str] = field(default_factory=dict)


def read_stated(text: str, cities: Set[str] = frozenset()) -> Stated:
    """Read pay, hours and place out of a posting. `cities` are names of towns in lower case; without them a town
    is known only where its state stands behind it.
    """
    words: dict[str, str] = {}
    facts: dict[str, object] = {}
    for pay in _pay(text):
        facts["pay_min"], facts["pay_max"], facts["pay_unit"], words["pay"] = pay
        break
    hours = working_hours(text)
    schedule, words = tuple(hours), words | hours
    remote, hybrid = _REMOTE.search(text), _HYBRID.search(text)
    place = hybrid or remote
    if place:
        facts["workplace"], words["workplace"] = ("hybrid" if hybrid else "remote"), place[0]
    kind = next((code for code, pattern in _EMPLOYMENT if pattern.search(text)), "")
    if not kind and ("full_time" in schedule) != ("part_time" in schedule):
        kind = "FULL_TIME" if "full_time" in schedule else "PART_TIME"
    zip_code, city = _place(text, cities, words)
    openings, said = head_count(text)
    if openings:
        facts["openings"], words["openings"] = openings, said
    return Stated(schedule=schedule, employment=kind, zip_code=zip_code, city=city, words=words, **facts)  # type: ignore[arg-type]  # built by name


def _pay(text: str) -> Iterator[tuple[float, float, str, str]]:
    for pattern in _PAY:
        for match in pattern.finditer(text):
            before, after = text[max(0, match.start() - 25) : match.start()], text[match.end() :][:20]
            near = f"{_CLAUSE.split(before)[-1]} {_CLAUSE.split(after)[0]}"
            if _NOT_PAY.search(near):
                continue
            low = _amount(match, "low")
            high = _amount(match, "high") if match["high"] else low
            if match["high_k"] and not match["low_k"] and low < LOWEST_YEAR / 10:
                low *= 1000
            unit = "HOUR" if match["hour"] else "YEAR" if match["year"] else _unit(low, high)
            least, most = (LOWEST_HOUR, HIGHEST_HOUR) if unit == "HOUR" else (LOWEST_YEAR, HIGHEST_YEAR)
            if unit and least <= low <= high <= most:
                yield low, high, unit, " ".join(match[0].split())


def _amount(match: re.Match[str], name: str) -> float:
    whole = float(f"{match[name].replace(',', '')}.{match[f'{name}_cents'] or 0}")
    return whole * 1000 if match[f"{name}_k"] else whole


def _unit(low: float, high: float) -> str:
    """By the size of the amounts, where nothing says by what they are counted."""
    if low >= LOWEST_YEAR and high <= HIGHEST_YEAR:
        return "YEAR"
    return "HOUR" if low >= LOWEST_HOUR and high <= 99 else ""


def _place(text: str, cities: Set[str], words: dict[str, str]) -> tuple[str, str]:
    code = _ZIP.search(text)
    stated = _CITY_STATE.search(text)
    zip_code = (code["zip"] if code else (stated["zip"] or "").strip() if stated else "").strip()
    city = stated[0].strip() if stated else next(_towns(text, cities), "")
    if zip_code:
        words["zip_code"] = (code or stated or [""])[0]
    if city:
        words["city"] = city
    return zip_code, city


def _towns(text: str, cities: Set[str]) -> Iterator[str]:
    """Towns named after "in", "our" and their like; the longest name of capitals that is a town's."""
    for pattern in (_LABELED, _CITY_NAMED):
        for match in pattern.finditer(text):
            if _SKILL_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):
                continue
            parts = [part.rstrip(".,'’") for part in match["city"].split()]
            bare = not re.match(r"in\s|en\s|near\s|location|ubicaci|lugar", match[0], re.I)
            for size in range(len(parts), 1 if bare else 0, -1):
                name = " ".join(parts[:size])
                if name.casefold() in cities:
                    yield name
                    break

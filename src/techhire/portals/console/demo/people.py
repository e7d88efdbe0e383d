"""The demo's job seekers: what they would take, what they know, and what stands behind it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from techhire.portals.console.demo.names import draw_name
from techhire.portals.console.demo.places import draw_zip
from techhire.portals.console.demo.programs import Course, courses
from techhire.portals.console.demo.roles import draw_family, neighbors, profile
from techhire.portals.console.demo.tables import rows_of

WISHES = (0, 63, 59, 49, 17, 17, 34, 42, 20, 31, 27)
"""Bits of ``SCHEDULE_BITS`` people accept; 63 is anything, 0 what nobody said."""
FOUND_SHARE = 0.6
GRADUATE_SHARE = 0.09
"""People who finished a course, were seen at work by its teachers and passed an outside exam."""
ISSUERS = (
    ("Guild of Help Desks", "Front Desk Certificate"),
    ("Open Network Board", "Network Basics Card"),
    ("Plain Code Institute", "First Programs Exam"),
    ("Careful Data Society", "Tables and Queries Badge"),
)


@dataclass(frozen=True)
class Piece:
    """A piece of evidence to be: who stands behind it is a company's name, empty for the person."""

    skill: str
    kind: str
    level: float
    days_ago: int
    organization: str = ""
    issuer: str = ""
    title: str = ""
    used_days_ago: int | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who looks for work; ``fields`` go to their profile as they are."""

    name: str
    language: str
    found: bool
    family: str
    available_in: int
    fields: dict[str, object] = field(hash=False)
    pieces: tuple[Piece, ...] = ()


def draw_person(dice: random.Random, community: str, voices: Sequence[str]) -> Person:
    """One person of a community; ``voices`` are the onramps and providers that vouch there."""
    language = "es" if dice.random() < 0.18 else "en"
    family = draw_family(dice)["family"]
    adult = dice.random() > 0.02
    return Person(
        name=draw_name(dice, language),
        language=language,
        found=adult and dice.random() < FOUND_SHARE / 0.98,
        family=family,
        available_in=dice.choice((0, 0, 0, 7, 14, 30, 60)),
        fields=_wishes(dice, community, adult),
        pieces=tuple(_pieces(dice, community, family, voices)),
    )


def _wishes(dice: random.Random, community: str, adult: bool) -> dict[str, object]:
    return {
        "is_adult": adult,
        "zip_code": draw_zip(dice, community),
        "travel_mode": dice.choices(("car", "transit", "none"), (70, 26, 4))[0],
        "travel_minutes": dice.choice((20, 30, 30, 40, 45, 60)),
        "remote_ok": dice.random() < 0.75,
        "schedule": dice.choice(WISHES),
        "pay_floor_cents": dice.choice((0, 0, 1500, 1600, 1700, 1800, 2000, 2200)),
        "authorized": dice.choices(("yes", "not_said", "no"), (86, 11, 3))[0],
        "needs_sponsorship": dice.choices(("no", "not_said", "yes"), (84, 12, 4))[0],
        "has_degree": dice.choices(("no", "not_said", "yes"), (58, 17, 25))[0],
    }


def _pieces(dice: random.Random, community: str, family: str, voices: Sequence[str]) -> list[Piece]:
    """Claims by everybody; a course behind two in five, a vouch behind one in three, a credential behind one in six."""
    strength = dice.gauss(0.1, 0.8)
    levels = {line.skill: _clamp(line.level + strength + dice.gauss(0, 0.6)) for line in profile(family)}
    known = {skill: level for skill, level in levels.items() if dice.random() < 0.68}
    for row in rows_of("extras", "family", family):
        if dice.random() * 100 < int(row["share"]):
            known.setdefault(row["skill"], _clamp(float(row["level"]) + strength + dice.gauss(0, 0.5)))
    for skill in dice.sample(neighbors(family), k=dice.randrange(0, 3)):
        known[skill] = _clamp(1.6 + strength + dice.gauss(0, 0.6))
    found = [_claim(dice, skill, level) for skill, level in known.items() if dice.random() < 0.8]
    if dice.random() < GRADUATE_SHARE:
        return found + _graduation(dice, community, family)
    if dice.random() < 0.4:
        found += _completion(dice, community, family)
    if voices and dice.random() < 0.35:
        found += _vouches(dice, known, dice.choice(voices))
    if dice.random() < 0.17:
        found += _credential(dice, known)
    return found


def _clamp(level: float) -> float:
    return round(min(5.0, max(0.6, level)), 1)


def _chosen(level: float) -> float:
    """The level somebody who vouches ticks: a whole one from 1 to 5."""
    return float(min(5, max(1, round(level))))


def _claim(dice: random.Random, skill: str, level: float) -> Piece:
    told = float(min(5, max(1, round(level + dice.choice((-0.5, 0.0, 0.0, 0.5, 1.0))))))
    return Piece(skill, "claim", told, dice.randrange(3, 200), used_days_ago=dice.choice((0, 0, 40, 400)))


def _completion(dice: random.Random, community: str, family: str) -> list[Piece]:
    fitting = [course for course in courses(community) if course.family == family]
    course: Course = dice.choice(fitting or list(courses(community)))
    days = dice.randrange(20, 900)
    return [
        Piece(skill, "completion", float(level), days, course.provider, title=course.name)
        for skill, level in course.teaches
    ]


def _graduation(dice: random.Random, community: str, family: str) -> list[Piece]:
    """A course, its teachers' word on nearly all the family asks for, workplace skills too, and an exam on four."""
    course = _completion(dice, community, family)
    school, days = course[0].organization, course[0].days_ago
    levels = {line.skill: float(line.level) for line in profile(family)}
    for row in rows_of("extras", "family", family):
        levels.setdefault(row["skill"], float(row["level"]))
    shown = {skill: _clamp(max(2.0, level) + dice.gauss(0.8, 0.35)) for skill, level in levels.items()}
    shown = {skill: level for skill, level in shown.items() if dice.random() < 0.94}
    vouches = [Piece(skill, "vouch", _chosen(level), days, school) for skill, level in shown.items()]
    return course + vouches + _credential(dice, shown)


def _vouches(dice: random.Random, known: dict[str, float], voice: str) -> list[Piece]:
    chosen = dice.sample(sorted(known), k=min(len(known), dice.randrange(2, 6)))
    days = dice.randrange(5, 400)
    return [
        Piece(skill, "vouch", _chosen(known[skill] + dice.gauss(0.1, 0.4)), days, voice) for skill in chosen
    ]


def _credential(dice: random.Random, known: dict[str, float]) -> list[Piece]:
    issuer, title = dice.choice(ISSUERS)
    chosen = dice.sample(sorted(known), k=min(len(known), 4))
    days = dice.randrange(30, 1100)
    return [
        Piece(skill, "credential", _clamp(known[skill] + 0.3), days, issuer=issuer, title=title)
        for skill in chosen
    ]

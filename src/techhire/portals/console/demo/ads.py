"""Job ads in their own words: lines of a role profile, more or less inflated, and what else ads say."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from techhire.portals.console.demo.companies import Company
from techhire.portals.console.demo.roles import Asked, draw_family, profile, skill_names
from techhire.portals.console.demo.tables import Row, rows_of

SCHEDULES = (17, 17, 17, 17, 18, 20, 24, 33, 34, 49)
"""Bits of ``SCHEDULE_BITS``: mostly days full time, some evenings, nights, weekends and part time."""


@dataclass(frozen=True)
class Ad:
    """One posting of the demo; ``age`` is how long ago it was published."""

    family: str
    title: str
    text: str
    language: str
    lines: tuple[Asked, ...]
    age: timedelta
    pasted: bool
    details: dict[str, Any] = field(default_factory=dict)


def draw_ad(dice: random.Random, company: Company, *, family: Row | None = None) -> Ad:
    """An ad of this company, of a family drawn by its share of the region's jobs where none is named."""
    row = family or draw_family(dice)
    language = "es" if dice.random() < 0.1 else "en"
    lines = _ask(dice, row["family"])
    schedule = dice.choice(SCHEDULES)
    title = dice.choice(row["titles_es" if language == "es" else "titles"].split("|"))
    if "Night" in title:
        schedule = 20
    workplace, low = _workplace(dice, row), _pay(dice, row)
    return Ad(
        family=row["family"],
        title=title,
        text=_text(dice, company, row["family"], lines, language),
        language=language,
        lines=lines,
        age=timedelta(days=dice.randrange(0, 45), minutes=dice.randrange(0, 1440)),
        pasted=dice.random() < 0.75,
        details={
            "openings": dice.choice((1, 1, 1, 1, 2, 2, 3, 5)),
            "employment_type": "PART_TIME" if schedule & 32 else "FULL_TIME",
            "workplace": workplace,
            "zip_code": company.zip_code,
            "pay_min": low,
            "pay_max": low + Decimal(dice.choice((2, 3, 4, 6))),
            "schedule": schedule,
            "sponsors": dice.choice((None, None, False, True)),
            "fair_chance": dice.random() < 0.5,
        },
    )


def _workplace(dice: random.Random, row: Row) -> str:
    if dice.random() * 100 < int(row["remote_share"]):
        return dice.choice(("remote", "hybrid"))
    return "on_site"


def _pay(dice: random.Random, row: Row) -> Decimal:
    low, high = int(row["pay_low"]), int(row["pay_high"])
    return Decimal(dice.randrange(low * 4, (high - 3) * 4 + 1)) / 4


def _ask(dice: random.Random, family: str) -> tuple[Asked, ...]:
    """The family's lines with a few left out; one ad in five asks for more than a first job needs."""
    inflated = dice.random() < 0.2
    kept = []
    for line in profile(family):
        if line.weight < 5 and dice.random() < 0.22:
            continue
        level = line.level
        if inflated and line.is_core and dice.random() < 0.5:
            level = min(4, level + 2)
        elif dice.random() < 0.12:
            level = max(1, min(3, level + dice.choice((-1, 1))))
        kept.append(line.at_level(level))
    return (*kept, *_tools(dice, family, {line.skill for line in kept}))


def _tools(dice: random.Random, family: str, named: set[str]) -> list[Asked]:
    """Up to two more skills that would help; ads of one family differ in these most."""
    more = [row["skill"] for row in rows_of("extras", "family", family) if row["skill"] not in named]
    return [Asked(skill, 2, 2, "preferred", "day_one") for skill in dice.sample(more, k=dice.randrange(0, 3))]


def _text(dice: random.Random, company: Company, family: str, lines: Sequence[Asked], language: str) -> str:
    """The words of the ad, part by part."""
    names = skill_names(language)

    def say(part: str, **words: object) -> str:
        sentence = dice.choice(rows_of("phrases", "part", part))[language].format(**words)
        return sentence[:1].upper() + sentence[1:]

    about = company.about_es if language == "es" else company.about
    duties = dice.sample(
        rows_of("duties", "family", family), k=min(4, len(rows_of("duties", "family", family)))
    )
    core = [line for line in lines if line.is_core]
    nice = [line for line in lines if line.importance == "preferred" and line.when == "day_one"]
    learned = [line for line in lines if line.when == "learned"]
    blocks = [
        [f"{say('opening', company=company.name, team=dice.randrange(3, 19))} {about}"],
        [say("duties_head") + ":", *(f"- {duty[language]}" for duty in duties)],
        [
            say("needs_head") + ":",
            *(f"- {say(f'level_{line.level}', skill=names[line.skill])}" for line in core),
            *(f"- {sentence}" for sentence in _extras(dice, say)),
        ],
    ]
    if nice:
        blocks.append(
            [
                say("nice_head") + ":",
                *(f"- {say(f'level_{min(line.level, 2)}', skill=names[line.skill])}" for line in nice),
            ]
        )
    if learned:
        blocks.append(
            [say("learn_head") + ":", *(f"- {say('learned', skill=names[line.skill])}" for line in learned)]
        )
    blocks.append([say("offer_head") + ":", f"- {say('benefits')}", say("equal", company=company.name)])
    return "\n\n".join("\n".join(block) for block in blocks)


def _extras(dice: random.Random, say: Callable[..., str]) -> list[str]:
    """What shuts people out: degree lines, years, coded words, in as many ads as in real ones, about."""
    found = []
    chance = dice.random()
    if chance < 0.3:
        found.append(say("degree"))
    elif chance < 0.42:
        found.append(say("degree_open"))
    for part, share in (("years", 0.2), ("coded", 0.06), ("physical", 0.06)):
        if dice.random() < share:
            found.append(say(part))
    return found

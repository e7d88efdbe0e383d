"""What the job families of the starter framework ask for, read from the package, not from the database."""

import random
from dataclasses import dataclass, replace
from functools import cache

from techhire.commons.skills import starter
from techhire.portals.console.demo.tables import Row, Urn, rows


@dataclass(frozen=True)
class Asked:
    """One line of a role or a posting: the skill's slug, a level from 1 to 5, a weight, how and when it matters."""

    skill: str
    level: int
    weight: int
    importance: str
    when: str

    @property
    def is_core(self) -> bool:
        """Whether it is needed on day one and essential."""
        return self.importance == "essential" and self.when == "day_one"

    def at_level(self, level: int) -> "Asked":
        """The same line at another level."""
        return replace(self, level=level)


@cache
def profile(family: str) -> tuple[Asked, ...]:
    """The role profile of a family."""
    return tuple(
        Asked(row["skill"], int(row["level"]), int(row["weight"]), row["importance"], row["when"])
        for row in starter.rows("role_profiles_*.csv")
        if row["family"] == family
    )


@cache
def skill_names(language: str) -> dict[str, str]:
    """Names of skills as they stand inside a sentence, by slug: tools as they are written, others in small letters."""
    column = "name_es" if language == "es" else "name_en"
    return {row["slug"]: _inside(row[column], row["kind"]) for row in starter.rows("skills_*.csv")}


def _inside(name: str, kind: str) -> str:
    proper = kind in {"tool", "language", "platform"} or any(letter.isupper() for letter in name[1:])
    return name if proper else name[:1].lower() + name[1:]


@cache
def soc_codes() -> dict[str, str]:
    """The occupation code of each family."""
    return {row["slug"]: row["soc_code"] for row in starter.rows("families_*.csv")}


def draw_family(dice: random.Random) -> Row:
    """A job family, as often as the demo's region needs it."""
    return Urn(rows("families"), "share").draw(dice)


@cache
def neighbors(family: str) -> tuple[str, ...]:
    """Skills of other families that people of this one often have too, in a fixed order."""
    own = {line.skill for line in profile(family)}
    near = {
        "digital-literacy",
        "email-use",
        "spreadsheets",
        "teamwork",
        "customer-service",
        "typing",
        "data-entry",
    }
    for other in ("user-support", "systems-network", "software", "data", "other"):
        if other != family:
            near |= {line.skill for line in profile(other) if line.is_core}
    return tuple(sorted(near - own))

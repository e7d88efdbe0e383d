"""A step that would open more jobs, as the API says it."""

from datetime import date
from decimal import Decimal
from typing import Any

from techhire.portals.api.fields import Shown
from techhire.portals.api.skills import SkillNamed


class OfferShown(Shown):
    """A program as a step."""

    id: int
    name: str
    provider: str
    provider_slug: str


class StepShown(Shown):
    """A skill to show at a level, or a program to complete; how many more jobs it opens, shown and if confirmed."""

    kind: str
    skill: SkillNamed | None
    level: int | None
    program: OfferShown | None
    opens: int
    opens_if_confirmed: int
    weeks: int | None
    tuition: Decimal | None
    free: bool
    next_start: date | None


def step_shown(step: Any) -> dict[str, Any]:
    """A step in plain data."""
    said = {name: getattr(step, name) for name in ("kind", "skill", "level", "weeks", "tuition", "free")}
    offer = step.program
    program = offer and {
        "id": offer.program_id,
        "name": offer.name,
        "provider": offer.organization_name,
        "provider_slug": offer.organization_slug,
    }
    return said | {
        "program": program,
        "opens": step.gain_shown,
        "opens_if_confirmed": step.gain_if_confirmed,
        "next_start": step.next_start,
    }

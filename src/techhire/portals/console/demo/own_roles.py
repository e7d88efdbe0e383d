"""A role profile of the demo community's own: proposed by its civic lead, changed once and published."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.commons.skills.actions.role_life import propose_role, publish_role, update_role
from techhire.commons.skills.actions.role_lines import RoleLine
from techhire.portals.console.demo.roles import Asked

if TYPE_CHECKING:
    from techhire.portals.console.demo.seeding import Scene

TEXTS: dict[str, Any] = {
    "name": "Computer support at a clinic",
    "about": "Helps nurses and front desks with computers, printers and sign-ins, in person, while patients wait.",
    "name_es": "Soporte de computadoras en una clínica",
    "about_es": (
        "Ayuda a enfermería y recepción con computadoras, impresoras y accesos, en persona y con pacientes esperando."
    ),
    "soc_code": "15-1232",
}
LINES = (
    Asked("customer-service", 3, 5, "essential", "day_one"),
    Asked("computer-troubleshooting", 2, 5, "essential", "day_one"),
    Asked("communication", 3, 4, "essential", "day_one"),
    Asked("printer-support", 2, 4, "essential", "day_one"),
    Asked("de-escalation", 2, 3, "preferred", "day_one"),
    Asked("account-administration", 2, 3, "essential", "learned"),
    Asked("ticketing-systems", 2, 3, "essential", "learned"),
)
AT_FIRST = {"printer-support": 1}
"""Levels as they were proposed, where they were changed."""


@transaction.atomic
def add_own_role(scene: "Scene") -> None:
    """Its three steps on three days, so that its history has something to tell."""
    actors = (actor_for(seats[0], scene.community) for seats in scene.seats.values())
    lead = next(actor for actor in actors if actor.is_convener)
    began = scene.now - timedelta(days=40)
    lines = [_line(scene, asked) for asked in LINES]
    first = [_line(scene, asked.at_level(AT_FIRST.get(asked.skill, asked.level))) for asked in LINES]
    role = propose_role(lead, lines=first, note="Asked for by two clinics.", now=began, **TEXTS)
    role = update_role(
        lead,
        role,
        lines=lines,
        note="Printers are half of the calls.",
        now=began + timedelta(days=3),
    )
    publish_role(lead, role, note="Read by two employers.", now=began + timedelta(days=5))


def _line(scene: "Scene", asked: Asked) -> RoleLine:
    return RoleLine(scene.skills[asked.skill], asked.level, asked.weight, asked.importance, asked.when)

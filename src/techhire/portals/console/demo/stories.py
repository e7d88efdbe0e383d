"""What the demo's job seeker told about what she has done: one thing in full, one half told."""

from typing import TYPE_CHECKING

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.commons.skills.queries import tasks_named
from techhire.plays.seekers.actions.experiences import (
    answer_found_skill,
    describe_experience,
    start_experience,
)
from techhire.plays.seekers.queries import found_skills, seeker_of
from techhire.portals.console.demo.accounts import ENDING

if TYPE_CHECKING:
    from techhire.portals.console.demo.seeding import Scene

STORE = (
    "Atendía a los clientes en la caja y contestaba el teléfono. Llevaba el inventario en una hoja de cálculo y, "
    "cuando fallaban las impresoras o el wifi, yo los arreglaba."
)
HOME = "Cuidaba a mi abuela: llevaba sus citas y sus medicinas, y le enseñé a hacer videollamadas."
TAPPED = ("ask-me-printer-wifi", "set-up-phones-family")
LEFT_OPEN = 2
"""Skills of the first story that still wait for an answer."""


@transaction.atomic
def add_stories(scene: "Scene") -> None:
    """Two stories of the named seeker, told by herself."""
    account = scene.accounts.get(f"seeker{ENDING}")
    actor = actor_for(account, scene.community)
    seeker = seeker_of(actor)
    if account is None or seeker is None:
        return
    store = start_experience(actor, seeker, kind="paid", now=scene.now)
    store = describe_experience(
        actor,
        store,
        title="cashier",
        place="Abarrotes La Esquina",
        since=scene.now.year - 6,
        until=scene.now.year - 2,
        what=STORE,
        tools="Excel, radio, lector de tarjetas",
        often="daily",
        task_ids=[task.pk for task in tasks_named(TAPPED)],
        now=scene.now,
    )
    for one in found_skills(actor, store)[:-LEFT_OPEN]:
        answer_found_skill(actor, one.row, level=one.row.likely_level or 3, now=scene.now)
    home = start_experience(actor, seeker, kind="family", now=scene.now)
    describe_experience(actor, home, title="caregiver", what=HOME, now=scene.now)

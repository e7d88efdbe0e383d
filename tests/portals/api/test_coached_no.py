"""A coach's program keeps the no of somebody without an account; nobody else's program does."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.actions.feedback import give_feedback
from techhire.plays.seekers.models import EmployerBlock, EmployerFeedback, Evidence, Grant
from tests.cases import in_one_world
from tests.factories.matches import NOW
from tests.factories.seekers import piece

Call = Callable[..., Any]


@pytest.fixture
def vouch(world: Any, coach: Actor) -> Evidence:
    """What the provider vouched for, about somebody on the caseload."""
    take_on(coach, world.onramp, world.seeker, now=NOW)
    return piece(world.seeker, world.evidence.skill, "vouch", 2, organization=world.provider)


def place(world: Any, rest: str) -> str:
    return f"onramps/{world.onramp.slug}/people/{world.seeker.code}/{rest}"


def test_a_vouch_is_not_used(world: Any, calls: Call, coach: Actor, vouch: Evidence) -> None:
    address = place(world, f"vouches/{vouch.pk}/refuse")
    assert calls(coach)("POST", address).status_code == 204
    vouch.refresh_from_db()
    assert vouch.state == "withdrawn"
    assert calls(coach)("POST", place(world, "vouches/999999/refuse")).status_code == 404


def test_feedback_is_not_used(world: Any, calls: Call, coach: Actor, vouch: Evidence, system: Actor) -> None:
    seeker, employer = world.seeker, world.employer
    Grant.objects.create(seeker=seeker, organization=employer, purpose="hiring", posting_id=3, since=NOW)
    given = {"posting_id": 3, "skill_id": vouch.skill_id, "level": 4, "at": NOW.date(), "now": NOW}
    row = give_feedback(system, seeker, employer, **given)
    assert calls(coach)("POST", place(world, f"feedback/{row.pk}/refuse")).status_code == 204
    assert EmployerFeedback.objects.get().state == "refused"


def test_an_employer_is_hidden_from_and_let_in_again(
    world: Any, calls: Call, coach: Actor, vouch: Evidence
) -> None:
    address = place(world, f"hidden-from/{world.employer.slug}")
    assert calls(coach)("PUT", address).status_code == 204
    assert EmployerBlock.objects.get().organization_id == world.employer.pk
    assert calls(coach)("DELETE", address).status_code == 204
    assert not EmployerBlock.objects.exists()
    assert calls(coach)("PUT", place(world, "hidden-from/nobody-here")).status_code == 404


@in_one_world("role", ["hiring_manager", "trainer", "helper", "convener", "person"])
def test_others_say_no_for_nobody(
    role: str, world: Any, calls: Call, vouch: Evidence, request: pytest.FixtureRequest
) -> None:
    caller = calls(request.getfixturevalue(role))
    assert caller("POST", place(world, f"vouches/{vouch.pk}/refuse")).status_code == 404
    assert caller("PUT", place(world, f"hidden-from/{world.employer.slug}")).status_code == 404
    vouch.refresh_from_db()
    assert vouch.state == "counts" and not EmployerBlock.objects.exists()

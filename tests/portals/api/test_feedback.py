"""Employer feedback through the API: said by whom met the person, answered by the person, counted for programs."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.matches.actions.decisions import unmask
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import EmployerFeedback
from tests.cases import in_one_world
from tests.factories.matches import NOW

Call = Callable[..., Any]
SAID = {"skill": "desk-support", "level": 4, "at": "2026-02-20"}


@pytest.fixture
def place(world: Any, hiring_manager: Actor) -> str:
    """The address of what the employer says about the person it has met."""
    show_shortlist(hiring_manager, world.posting, now=NOW)
    unmask(hiring_manager, world.posting, world.seeker, early_reason="interview_set", now=NOW)
    pseudonym = pseudonym_of(world.posting.pk, world.seeker.pk)
    return f"postings/{world.posting.identifier}/shortlist/{pseudonym}/feedback"


def test_it_is_said_read_used_and_taken_back(
    place: str, calls: Call, hiring_manager: Actor, person: Actor
) -> None:
    employer, me = calls(hiring_manager), calls(person)
    said = employer("POST", place, SAID)
    assert said.status_code == 201, said.content
    assert [row["level"] for row in employer("GET", place).json()] == [4]
    (row,) = me("GET", "me/feedback").json()
    assert (row["state"], row["level"]) == ("waiting", 4)
    assert me("POST", f"me/feedback/{row['id']}/agree").status_code == 204
    assert me("GET", "me/feedback").json()[0]["state"] == "agreed"
    assert me("POST", f"me/feedback/{row['id']}/refuse").status_code == 204
    assert me("GET", "me/feedback").json() == []
    assert employer("POST", place, SAID | {"level": 0}).status_code == 422
    assert employer("POST", place, SAID).status_code in {409, 422}


@in_one_world("role", ["rival", "trainer", "coach", "person"])
def test_nobody_else_says_or_answers_it(
    role: str, place: str, calls: Call, hiring_manager: Actor, request: pytest.FixtureRequest
) -> None:
    calls(hiring_manager)("POST", place, SAID)
    number = EmployerFeedback.objects.get().pk
    caller = calls(request.getfixturevalue(role))
    assert caller("POST", place, SAID).status_code in {403, 404}
    assert caller("GET", place).status_code in {403, 404}
    if role != "person":
        assert caller("POST", f"me/feedback/{number}/agree").status_code == 404


def test_a_provider_reads_counts_of_its_own(world: Any, calls: Call, trainer: Actor, coach: Actor) -> None:
    assert calls(trainer)("GET", f"providers/{world.provider.slug}/feedback").json() == []
    assert calls(coach)("GET", f"providers/{world.provider.slug}/feedback").status_code == 404

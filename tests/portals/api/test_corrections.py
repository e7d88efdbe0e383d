"""A coach asks for a correction in somebody's words; whoever added it, or the civic lead, answers by a program."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.models import Dispute, Evidence, Grant
from tests.cases import in_one_world
from tests.factories.matches import NOW
from tests.factories.seekers import piece

Call = Callable[..., Any]
SAID = {"reason": "wrong_level", "words": "I did more than that."}


@pytest.fixture
def vouch(world: Any) -> Evidence:
    """Something the provider said."""
    return piece(world.seeker, world.evidence.skill, "completion", 2, organization=world.provider)


def place(world: Any) -> str:
    return f"onramps/{world.onramp.slug}/people/{world.seeker.code}/disputes"


def disputed(vouch: Evidence, world: Any, calls: Call, coach: Actor) -> Dispute:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    made = calls(coach)("POST", place(world), SAID | {"evidence": vouch.pk})
    assert made.status_code == 201, made.content
    return Dispute.objects.get(pk=made.json()["id"])


def test_a_coach_asks_and_the_source_answers(
    world: Any, calls: Call, vouch: Evidence, coach: Actor, trainer: Actor
) -> None:
    dispute = disputed(vouch, world, calls, coach)
    assert Evidence.objects.get(pk=vouch.pk).state == "disputed"
    waiting = calls(trainer)("GET", "corrections").json()["items"]
    assert [(row["id"], row["person"], row["words"], row["answers"]) for row in waiting] == [
        (dispute.pk, world.seeker.code, SAID["words"], ["stands", "corrected", "removed"])
    ]
    assert "Dana" not in str(waiting)
    answer = f"corrections/{dispute.pk}/answer"
    assert calls(trainer)("POST", answer, {"answer": "maybe"}).status_code == 422
    told = calls(trainer)("POST", answer, {"answer": "stands"})
    assert told.status_code == 200 and told.json()["answer"] == "stands", told.content
    assert Evidence.objects.get(pk=vouch.pk).state == "counts"
    assert calls(trainer)("POST", answer, {"answer": "stands"}).status_code == 404
    assert calls(trainer)("GET", "corrections").json()["items"] == []


def test_a_coach_needs_the_persons_words_and_evidence_of_this_person(
    world: Any, calls: Call, vouch: Evidence, coach: Actor
) -> None:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    given = {"evidence": vouch.pk, "reason": "wrong_level"}
    assert calls(coach)("POST", place(world), given).status_code == 422
    assert calls(coach)("POST", place(world), SAID | {"evidence": 10**9}).status_code == 404
    claim = piece(world.seeker, world.evidence.skill)
    assert calls(coach)("POST", place(world), SAID | {"evidence": claim.pk}).status_code == 403
    assert not Dispute.objects.exists()


@in_one_world("role", ["hiring_manager", "rival", "helper", "coach", "person", "stranger"])
def test_others_neither_see_nor_answer(
    role: str, world: Any, calls: Call, vouch: Evidence, coach: Actor, request: pytest.FixtureRequest
) -> None:
    dispute = disputed(vouch, world, calls, coach)
    caller = calls(request.getfixturevalue(role))
    seen = caller("GET", "corrections")
    answered = caller("POST", f"corrections/{dispute.pk}/answer", {"answer": "removed"})
    if role == "stranger":
        assert (seen.status_code, answered.status_code) == (401, 401)
    else:
        assert seen.json()["items"] == [] and answered.status_code == 404
    assert Dispute.objects.get(pk=dispute.pk).answered_at is None


def test_the_civic_lead_answers_too_and_a_reader_only_nothing(
    world: Any, calls: Call, vouch: Evidence, coach: Actor, convener: Actor, as_member: Callable[..., Actor]
) -> None:
    dispute = disputed(vouch, world, calls, coach)
    reader = calls(as_member(world.provider, "reader"))
    assert reader("GET", "corrections").json()["items"] == []
    assert reader("POST", f"corrections/{dispute.pk}/answer", {"answer": "removed"}).status_code == 404
    told = calls(convener)("POST", f"corrections/{dispute.pk}/answer", {"answer": "removed"})
    assert told.json()["answer"] == "removed"
    assert Evidence.objects.get(pk=vouch.pk).state == "withdrawn"


@in_one_world("role", ["hiring_manager", "rival", "trainer", "convener", "helper", "person", "stranger"])
def test_only_the_coach_asks_for_a_person(
    role: str, world: Any, calls: Call, vouch: Evidence, coach: Actor, request: pytest.FixtureRequest
) -> None:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    caller = calls(request.getfixturevalue(role))
    status = caller("POST", place(world), SAID | {"evidence": vouch.pk}).status_code
    assert status == (401 if role == "stranger" else 404)


def test_without_the_grant_a_coach_asks_for_nothing(
    world: Any, calls: Call, vouch: Evidence, coach: Actor, person: Actor
) -> None:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    end_grant(person, Grant.objects.get(organization=world.onramp, purpose="coaching"), now=NOW)
    assert calls(coach)("POST", place(world), SAID | {"evidence": vouch.pk}).status_code == 404

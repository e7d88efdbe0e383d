"""What I have done, told by a program for me, and by nobody else."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Experience
from tests.cases import in_one_world

Call = Callable[..., Any]


def test_it_is_begun_told_answered_and_forgotten(world: Any, calls: Call, person: Actor) -> None:
    caller = calls(person)
    begun = caller("POST", "me/experiences", {"kind": "family"})
    assert begun.status_code == 201, begun.content
    place = f"me/experiences/{begun.json()['id']}"
    told = caller(
        "PATCH",
        place,
        {
            "version": begun.json()["version"],
            "title": "caregiver",
            "what": "I did networking for the family and desk support.",
            "tasks": ["i-calm-down-angry-customers"],
            "since": 2018,
            "often": None,
        },
    )
    assert told.status_code == 200, told.content
    found = {row["skill"]["code"]: row for row in told.json()["skills"]}
    assert found["networking"]["quote"] == "networking" and found["networking"]["level"] is None
    assert found["desk-support"]["likely_level"] == 2
    said = caller("PUT", f"{place}/skills/networking", {"level": 4})
    assert said.status_code == 200
    (brief,) = caller("GET", "me/experiences").json()
    assert (brief["named"], brief["kept"], brief["unanswered"]) == ("Family caregiver", 1, 1)
    assert caller("PUT", f"{place}/skills/nonsense", {"level": 4}).status_code == 404
    assert caller("PATCH", place, {"tasks": ["nonsense"]}).status_code == 422
    assert caller("PATCH", place, {"version": 1, "place": "Home"}).status_code in {403, 409, 422}
    assert caller("DELETE", place).status_code == 204
    assert caller("GET", place).status_code == 404
    assert not Experience.objects.exists()


@in_one_world("role", ["coach", "trainer", "hiring_manager", "convener"])
def test_nobody_else_reads_it(
    role: str, world: Any, calls: Call, person: Actor, request: pytest.FixtureRequest
) -> None:
    number = calls(person)("POST", "me/experiences", {"kind": "paid"}).json()["id"]
    caller = calls(request.getfixturevalue(role))
    for method, path in (("GET", ""), ("PATCH", ""), ("DELETE", "")):
        body = {} if method == "PATCH" else None
        assert caller(method, f"me/experiences/{number}{path}", body).status_code == 404

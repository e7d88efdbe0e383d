"""Records a law keeps, told by the civic lead's program."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Hold
from tests.cases import in_one_world

Call = Callable[..., Any]


def test_a_hold_is_placed_listed_and_lifted(world: Any, calls: Call, convener: Actor) -> None:
    caller = calls(convener)
    given = {
        "person": world.seeker.code,
        "reason": "funding",
        "law": "29 USC 3245",
        "until": "2027-03-01",
    }
    made = caller("POST", "holds", given)
    assert made.status_code == 201, made.content
    (row,) = caller("GET", "holds").json()["items"]
    assert (row["person"], row["sealed"]) == (world.seeker.code, False)
    assert caller("POST", "holds", given | {"until": "2026-01-01"}).status_code == 422
    assert caller("POST", "holds", given | {"person": "NOBODY"}).status_code == 404
    assert caller("POST", f"holds/{row['id']}/lift").status_code == 204
    assert caller("GET", "holds").json()["items"] == []


@in_one_world("role", ["person", "coach", "trainer", "hiring_manager", "helper"])
def test_it_is_closed_to_everybody_else(
    role: str, world: Any, calls: Call, request: pytest.FixtureRequest
) -> None:
    caller = calls(request.getfixturevalue(role))
    given = {"person": world.seeker.code, "reason": "funding", "law": "x", "until": "2027-03-01"}
    assert caller("GET", "holds").status_code == 403
    assert caller("POST", "holds", given).status_code == 403
    assert not Hold.objects.exists()

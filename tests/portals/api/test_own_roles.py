"""Role profiles of a community's own, made and kept by a program of its civic lead."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.models import ProfileSkill, RoleProfile, Skill
from tests.cases import in_one_world

Call = Callable[..., Any]
TOLD = {"name": "Barge desk", "about": "Helps.", "name_es": "Mesa de barcazas", "about_es": "Ayuda."}
ASKS = [{"skill": "desk-support", "level": 2}, {"skill": "networking", "level": 1, "when": "learned"}]


@pytest.fixture
def shared(world: Any) -> RoleProfile:
    """A role every community has."""
    role = RoleProfile.objects.create(slug="help-desk", name="Help desk", about="Helps.", about_es="Ayuda.")
    desk = Skill.objects.get(code="desk-support")
    ProfileSkill.objects.create(profile=role, skill=desk, level=3, importance="essential", when="day_one")
    return role


def test_a_role_profile_goes_from_proposal_to_retirement(
    world: Any, calls: Call, convener: Actor, hiring_manager: Actor
) -> None:
    lead = calls(convener)
    made = lead("POST", "own-roles", TOLD | {"asks": ASKS})
    assert (made.status_code, made.json()["state"], made.json()["version"]) == (201, "proposed", 1)
    assert made.json()["asks"][0]["skill"]["code"] == "desk-support"
    place = f"own-roles/{made.json()['id']}"
    assert calls(hiring_manager)("GET", place).status_code == 404
    assert calls(None)("GET", "roles/barge-desk").status_code == 404
    changed = lead("PATCH", place, {"version": 1, "asks": [ASKS[0] | {"level": 3, "weight": 5}]})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert lead("PATCH", place, {"version": 1, "name": "Late"}).status_code == 409
    assert lead("POST", f"{place}/publish", {"note": "Asked for."}).json()["state"] == "published"
    assert [row["level"] for row in calls(None)("GET", "roles/barge-desk").json()["asks"]] == [3]
    posting = {"title": "Deck help", "role": "barge-desk"}
    begun = calls(hiring_manager)("POST", f"employers/{world.employer.slug}/postings", posting)
    assert begun.status_code == 201, begun.content
    assert lead("POST", f"{place}/retire", {}).json()["state"] == "retired"
    assert calls(None)("GET", "roles/barge-desk").status_code == 404
    again = calls(hiring_manager)("POST", f"employers/{world.employer.slug}/postings", posting)
    assert again.status_code == 404
    kept = calls(hiring_manager)("GET", f"postings/{begun.json()['identifier']}/requirements").json()
    assert [row["level"] for row in kept["lines"]] == [3]


def test_its_history_is_read_page_by_page(
    world: Any, calls: Call, convener: Actor, hiring_manager: Actor
) -> None:
    lead = calls(convener)
    place = f"own-roles/{lead('POST', 'own-roles', TOLD | {'asks': ASKS}).json()['id']}"
    lead("PATCH", place, {"name": "Lock desk", "asks": ASKS[:1], "note": "Shorter."})
    first = lead("GET", f"{place}/history?limit=1").json()
    step = first["items"][0]
    assert (step["version"], step["note"]) == (2, "Shorter.")
    assert step["texts"] == [{"field": "name", "before": "Barge desk", "after": "Lock desk"}]
    assert [(one["skill"]["code"], one["after"]) for one in step["asks"]] == [("networking", None)]
    assert lead("GET", f"{place}/history?limit=1&cursor={first['next']}").json()["items"][0]["version"] == 1
    lead("POST", f"{place}/publish", {})
    assert calls(hiring_manager)("GET", place).status_code == 200
    assert calls(hiring_manager)("GET", f"{place}/history").status_code == 403


def test_a_copy_is_made_by_the_slug_of_the_shared_one(
    shared: RoleProfile, calls: Call, convener: Actor, elsewhere: Community, stranger: Actor
) -> None:
    lead = calls(convener)
    made = lead("POST", "own-roles", {"copied_from": "help-desk", "name_es": "Mesa"})
    assert made.status_code == 201, made.content
    assert (made.json()["copied_from"], made.json()["name"], made.json()["slug"]) == (
        "help-desk",
        "Help desk",
        "help-desk",
    )
    lead("POST", f"own-roles/{made.json()['id']}/publish", {})
    assert [row["name_es"] for row in calls(None)("GET", "roles").json()["items"]] == ["Mesa"]
    assert [row["copied_from"] for row in lead("GET", "own-roles").json()["items"]] == ["help-desk"]
    north = calls(stranger).below("/c/north")
    assert north("GET", "own-roles").json()["items"] == []
    assert north("GET", f"own-roles/{made.json()['id']}").status_code == 404
    assert north("GET", "roles/help-desk").json()["name_es"] == ""


def test_what_is_wrong_is_said_at_its_field(shared: RoleProfile, calls: Call, convener: Actor) -> None:
    lead = calls(convener)
    for body, field in (
        ({"about": "Helps."}, "name"),
        ({"name": "Desk"}, "about"),
        ({"copied_from": "no-such"}, "copied_from"),
        (TOLD | {"soc_code": "help"}, "soc_code"),
        (TOLD | {"asks": [{"skill": "no-such", "level": 2}]}, "asks"),
        (TOLD | {"asks": [ASKS[0], ASKS[0]]}, "asks"),
    ):
        refused = lead("POST", "own-roles", body)
        assert refused.status_code == 422, refused.content
        assert refused.json()["errors"][0]["field"] == f"body.{field}"
    assert lead("POST", "own-roles", {"copied_from": "help-desk", "weight": 3}).status_code == 422


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "rival", "person"])
def test_nobody_else_makes_or_moves_one(
    who: str, shared: RoleProfile, calls: Call, convener: Actor, request: pytest.FixtureRequest
) -> None:
    made = calls(convener)("POST", "own-roles", {"copied_from": "help-desk", "name_es": "Mesa"}).json()
    calls(convener)("POST", f"own-roles/{made['id']}/publish", {})
    other = calls(request.getfixturevalue(who))
    assert other("POST", "own-roles", TOLD).status_code == 403
    assert other("PATCH", f"own-roles/{made['id']}", {"name": "Mine"}).status_code == 403
    for step in ("publish", "retire"):
        assert other("POST", f"own-roles/{made['id']}/{step}", {}).status_code == 403

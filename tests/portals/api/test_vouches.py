"""Vouches through the API: read by whom they are about and by their source, and by nobody else."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.seekers.models import AccessRecord, Evidence
from tests.cases import in_one_world
from tests.factories.matches import a_skill
from tests.factories.seekers import access, piece, seeker_in

Call = Callable[..., Any]


@pytest.fixture
def vouch(world: Any, calls: Call, trainer: Actor) -> Evidence:
    """A vouch of the provider that waits for the person."""
    access(world.seeker, world.provider, "vouching")
    given = {"person": world.seeker.code, "skill": "networking", "level": 3, "at": "2026-02-01"}
    made = calls(trainer)("POST", f"providers/{world.provider.slug}/vouches", given)
    assert made.status_code == 201, made.content
    return Evidence.objects.get(pk=made.json()["id"])


def test_a_person_reads_agrees_and_takes_back(
    world: Any, calls: Call, person: Actor, vouch: Evidence
) -> None:
    caller = calls(person)
    (row,) = caller("GET", "me/vouches").json()
    assert (row["state"], row["organization"], row["level"]) == ("waiting", world.provider.name, 3.0)
    assert "Too few" in row["record"]
    assert caller("POST", f"me/vouches/{vouch.pk}/agree").status_code == 204
    (piece_shown,) = caller("GET", "me/skills/networking").json()["pieces"]
    assert piece_shown["counts"] and "Too few" in piece_shown["record"]
    assert caller("POST", f"me/vouches/{vouch.pk}/agree").status_code == 422
    assert caller("POST", f"me/vouches/{vouch.pk}/refuse").status_code == 204
    assert caller("GET", "me/vouches").json() == []


@in_one_world("role", ["trainer", "hiring_manager", "coach", "convener"])
def test_nobody_answers_for_the_person(
    role: str, calls: Call, vouch: Evidence, request: pytest.FixtureRequest
) -> None:
    caller = calls(request.getfixturevalue(role))
    for deed in ("agree", "refuse"):
        assert caller("POST", f"me/vouches/{vouch.pk}/{deed}").status_code == 404
    vouch.refresh_from_db()
    assert vouch.state == "waiting"


def test_a_source_reads_its_record_and_answers(
    world: Any, calls: Call, trainer: Actor, vouch: Evidence
) -> None:
    skill = a_skill("Patience")
    other = seeker_in(world.community)
    bad = piece(other, skill, "vouch", 4, organization=world.provider)
    piece(other, skill, "proctored_test", 1, at=bad.at)
    caller, place = calls(trainer), f"organizations/{world.provider.slug}"
    record = caller("GET", f"{place}/vouch-record").json()
    assert (record["turned_out"], record["checked"], record["is_neutral"]) == (0, 1, True)
    assert record["outcomes"] == {"waiting": 1, "not_held": 1}
    first = caller("GET", f"{place}/vouches?limit=1").json()
    rest = caller("GET", f"{place}/vouches?cursor={first['next']}").json()
    names = {row["id"]: row["person"] and row["person"]["code"] for row in first["items"] + rest["items"]}
    assert names == {vouch.pk: world.seeker.code, bad.pk: None}
    said = caller("POST", f"{place}/vouches/{bad.pk}/answer", {"answer": "too_high"})
    assert (said.status_code, said.json()["answer"]) == (200, "too_high")
    assert caller("POST", f"{place}/vouches/{bad.pk}/answer", {"answer": "nonsense"}).status_code == 422
    assert caller("POST", f"{place}/vouches/{vouch.pk}/answer", {"answer": "faded"}).status_code == 409
    assert AccessRecord.objects.filter(purpose="vouching", seeker=world.seeker).count() == 1


@in_one_world("role", ["person", "hiring_manager", "coach", "rival", "convener"])
def test_a_record_is_closed_to_others(
    role: str, world: Any, calls: Call, request: pytest.FixtureRequest
) -> None:
    caller, place = calls(request.getfixturevalue(role)), f"organizations/{world.provider.slug}"
    for path in ("vouch-record", "vouches"):
        assert caller("GET", f"{place}/{path}").status_code == 404

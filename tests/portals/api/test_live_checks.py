"""Live checks through the API: asked by the employer or the coach, agreed to by the person, begun on pages alone."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.live import begin_confirm
from techhire.plays.assessments.models import LiveCheck
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.actions.found import turn_found_off
from techhire.plays.seekers.models import AccessRecord, Grant
from techhire.portals.api.docs import described
from tests.cases import in_one_world
from tests.factories.assessments import a_live_check, able, answer_all
from tests.factories.matches import NOW

Call = Callable[..., Any]


@pytest.fixture
def desk(world: Any) -> Skill:
    """The skill of the world's job, with a live check of the community's."""
    skill = world.posting.requirements.get().skill
    a_live_check(world.community, skill)
    return skill


@pytest.fixture
def place(world: Any, desk: Skill, hiring_manager: Actor) -> str:
    """Where the employer keeps the live checks of the person it said yes to and knows by name."""
    show_shortlist(hiring_manager, world.posting, now=NOW)
    decide(hiring_manager, world.posting, world.seeker, answer="yes", now=NOW)
    unmask(hiring_manager, world.posting, world.seeker, now=NOW)
    name = pseudonym_of(world.posting.pk, world.seeker.pk)
    return f"postings/{world.posting.identifier}/people/{name}/live-checks"


def test_an_employer_asks_the_person_agrees_and_it_is_started(
    world: Any, place: str, desk: Skill, calls: Call, hiring_manager: Actor, person: Actor
) -> None:
    employer, me = calls(hiring_manager), calls(person)
    [offer] = employer("GET", place).json()
    assert (offer["skill"]["code"], offer["may_ask"], offer["check"]) == (desk.code, True, None)
    asked = employer("POST", place, {"skill": desk.code, "watched": "video"})
    assert asked.status_code == 201 and asked.json()["state"] == "asked"
    number = asked.json()["id"]
    [mine] = me("GET", "me/live-checks").json()
    assert (mine["id"], mine["counts"], mine["job"]) == (number, False, world.posting.title)
    assert mine["organization"] == world.employer.name and "answer" in mine["says"]
    assert employer("POST", f"{place}/{number}/start").status_code == 403
    assert me("POST", f"me/live-checks/{number}/agree").json()["state"] == "agreed"
    assert employer("POST", f"{place}/{number}/start").json()["state"] == "started"
    answer_all(person, begin_confirm(person, LiveCheck.objects.get(), now=NOW), able(9))
    [offer] = employer("GET", place).json()
    assert offer["check"]["outcome"] == "consistent" and not offer["may_ask"]
    [row] = [
        row
        for row in employer("GET", f"postings/{world.posting.identifier}/shortlist").json()["rows"]
        if row["unmasked"]
    ]
    assert [line["live"] for line in row["lines"]] == ["consistent"]
    assert me("GET", "me/live-checks").json() == []


def test_asking_twice_is_a_conflict_and_what_is_taken_back_is_gone(
    place: str, desk: Skill, calls: Call, hiring_manager: Actor
) -> None:
    employer = calls(hiring_manager)
    number = employer("POST", place, {"skill": desk.code}).json()["id"]
    assert employer("POST", place, {"skill": desk.code}).status_code == 409
    assert employer("DELETE", f"{place}/{number}").status_code == 204
    [offer] = employer("GET", place).json()
    assert offer["check"]["state"] == "withdrawn" and offer["may_ask"]
    assert employer("DELETE", f"{place}/{number}").status_code == 403
    assert employer("DELETE", f"{place}/{number + 1}").status_code == 404


def test_bodies_are_bounded(place: str, desk: Skill, calls: Call, hiring_manager: Actor) -> None:
    employer = calls(hiring_manager)
    for body in (
        {},
        {"skill": "no-such-skill"},
        {"skill": desk.code, "watched": "camera"},
        {"skill": desk.code, "posting_id": 1},
        {"skill": "x" * 200},
    ):
        answer = employer("POST", place, body)
        assert answer.status_code == 422, body
        assert answer["Content-Type"] == "application/problem+json"
    assert not LiveCheck.objects.exists()


def test_everybody_is_asked_in_one_go(
    world: Any, place: str, desk: Skill, calls: Call, hiring_manager: Actor
) -> None:
    employer, address = calls(hiring_manager), f"postings/{world.posting.identifier}/live-checks"
    asked = employer("POST", address, {"skill": desk.code})
    assert (asked.status_code, asked.json()) == (201, {"asked": 1})
    assert employer("POST", address, {"skill": desk.code}).status_code == 409


def test_the_person_says_no_and_the_employer_reads_that_it_ended(
    place: str, desk: Skill, calls: Call, hiring_manager: Actor, person: Actor
) -> None:
    employer, me = calls(hiring_manager), calls(person)
    number = employer("POST", place, {"skill": desk.code}).json()["id"]
    assert me("POST", f"me/live-checks/{number}/decline").json()["state"] == "declined"
    [offer] = employer("GET", place).json()
    assert offer["check"]["state"] == "declined" and not offer["may_ask"]


def test_without_the_name_or_after_it_ended_nothing_is_told(
    world: Any, desk: Skill, calls: Call, hiring_manager: Actor, system: Actor
) -> None:
    employer = calls(hiring_manager)
    name = pseudonym_of(world.posting.pk, world.seeker.pk)
    address = f"postings/{world.posting.identifier}/people/{name}/live-checks"
    show_shortlist(hiring_manager, world.posting, now=NOW)
    assert employer("GET", address).status_code == 403
    assert employer("POST", address, {"skill": desk.code}).status_code == 403
    decide(hiring_manager, world.posting, world.seeker, answer="yes", now=NOW)
    unmask(hiring_manager, world.posting, world.seeker, now=NOW)
    end_grant(system, Grant.objects.get(seeker=world.seeker, purpose="hiring"), now=NOW)
    assert employer("GET", address).status_code == 403
    shown = employer("GET", f"postings/{world.posting.identifier}/shortlist/{name}").json()
    assert shown["ended"] is True and shown["known"] is None
    turn_found_off(system, world.seeker, now=NOW)
    for path in (address, address.replace(name, "zzzzzz")):
        assert employer("GET", path).status_code == 404


def test_who_asked_to_be_read_is_found_under_the_same_name(
    world: Any, desk: Skill, calls: Call, hiring_manager: Actor, person: Actor
) -> None:
    ask_for_review(person, world.seeker, world.posting, now=NOW)
    turn_found_off(person, world.seeker, now=NOW)
    decide(hiring_manager, world.posting, world.seeker, answer="yes", now=NOW)
    unmask(hiring_manager, world.posting, world.seeker, now=NOW)
    name = pseudonym_of(world.posting.pk, world.seeker.pk)
    address = f"postings/{world.posting.identifier}/people/{name}/live-checks"
    assert calls(hiring_manager)("POST", address, {"skill": desk.code}).status_code == 201
    looks = AccessRecord.objects.filter(seeker=world.seeker, organization=world.employer, what="name")
    assert looks.exists()


@in_one_world("who", ["rival", "coach", "convener", "trainer", "helper", "person", "stranger"])
def test_nobody_else_finds_it(
    who: str, place: str, desk: Skill, calls: Call, hiring_manager: Actor, request: pytest.FixtureRequest
) -> None:
    number = calls(hiring_manager)("POST", place, {"skill": desk.code}).json()["id"]
    caller = calls(request.getfixturevalue(who))
    nothing = 401 if who == "stranger" else 404
    assert caller("GET", place).status_code == nothing
    assert caller("POST", f"{place}/{number}/start").status_code == nothing
    assert caller("DELETE", f"{place}/{number}").status_code == nothing
    if who != "person":
        assert caller("POST", f"me/live-checks/{number}/agree").status_code == nothing


def test_a_coach_asks_starts_and_takes_back(world: Any, calls: Call, coach: Actor, person: Actor) -> None:
    from tests.factories.onramps import on_caseload

    cabling = world.day.assessments.get().bank.skill
    a_live_check(world.community, cabling)
    on_caseload(world.onramp, world.seeker)
    caller, me = calls(coach), calls(person)
    address = f"onramps/{world.onramp.slug}/people/{world.seeker.code}/live-checks"
    first = caller("POST", address, {"skill": cabling.code})
    assert first.status_code == 201
    assert me("GET", "me/live-checks").json()[0]["counts"] is True
    assert caller("DELETE", f"{address}/{first.json()['id']}").status_code == 204
    number = caller("POST", address, {"skill": cabling.code}).json()["id"]
    me("POST", f"me/live-checks/{number}/agree")
    assert caller("POST", f"{address}/{number}/start").json()["state"] == "started"
    assert [row["state"] for row in caller("GET", address).json()] == ["started", "withdrawn"]
    assert caller("POST", address, {"skill": "desk-support"}).status_code == 404


def test_nothing_begins_through_the_api() -> None:
    ways = {(method, path) for path, ways in described("")["paths"].items() for method in ways}
    assert not [path for _method, path in ways if "live-checks" in path and "begin" in path]

"""Programs ask to be read by a person, answer, and count answers in time; and read and set the settings."""

from collections.abc import Callable
from typing import Any

from techhire.commons.permits import Actor
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.onramps.actions.caseload import take_on
from tests.factories.matches import NOW

Call = Callable[..., Any]


def test_somebody_asks_is_read_and_answered(
    world: Any, calls: Call, person: Actor, hiring_manager: Actor
) -> None:
    me, employer = calls(person), calls(hiring_manager)
    place = f"me/fits/{world.posting.identifier}/review"
    made = me("POST", place, {"scope": ["name_after_yes"]})
    assert made.status_code == 201, made.content
    assert (made.json()["state"], made.json()["asked_on"], made.json()["answer_by"]) == (
        "waiting",
        "2026-03-02",
        "2026-03-09",
    )
    asked = f"postings/{world.posting.identifier}/asked"
    told = employer("GET", asked)
    rows = told.json()["items"]
    assert len(rows) == 1 and "Dana" not in told.content.decode() and "fit" not in rows[0]
    who = f"{asked}/{rows[0]['pseudonym']}"
    assert employer("GET", who).json()["known"] is None
    assert employer("POST", f"{who}/unmask", {}).status_code == 403
    assert employer("PUT", f"{who}/decision", {"answer": "yes"}).json() == {"answer": "yes"}
    assert employer("POST", f"{who}/unmask", {}).json()["known"] == {"name": "Dana Reyes", "contacts": []}
    mine = me("GET", "me/reviews").json()["items"]
    assert [(row["state"], row["answer"]) for row in mine] == [("answered", "yes")]


def test_a_request_is_taken_back_even_after_the_job_closed(
    world: Any, calls: Call, person: Actor, hiring_manager: Actor
) -> None:
    me = calls(person)
    place = f"me/fits/{world.posting.identifier}/review"
    assert me("DELETE", place).status_code == 404
    me("POST", place, {})
    calls(hiring_manager)("POST", f"postings/{world.posting.identifier}/close", {"reason": "not_hiring"})
    assert me("DELETE", place).status_code == 204
    assert me("POST", place, {}).status_code == 404
    assert me("GET", "me/reviews").json()["items"][0]["state"] == "taken_back"


def test_a_coach_asks_in_somebodys_words(world: Any, calls: Call, coach: Actor) -> None:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    place = f"onramps/{world.onramp.slug}/people/{world.seeker.code}/fits/{world.posting.identifier}/review"
    assert calls(coach)("POST", place, {}).status_code == 422
    assert calls(coach)("POST", place, {"words": "Read me, please."}).status_code == 201
    assert ReviewRequest.objects.get().consent.words == "Read me, please."
    assert calls(coach)("DELETE", place).status_code == 204


def test_an_unknown_pseudonym_is_nobody(world: Any, calls: Call, hiring_manager: Actor) -> None:
    place = f"postings/{world.posting.identifier}/asked/zzzzzz"
    for method, path, body in (
        ("GET", place, None),
        ("PUT", f"{place}/decision", {"answer": "no"}),
        ("POST", f"{place}/unmask", {}),
    ):
        assert calls(hiring_manager)(method, path, body).status_code == 404


def test_the_civic_lead_counts_answers_and_nobody_else_does(
    world: Any, calls: Call, person: Actor, convener: Actor, hiring_manager: Actor
) -> None:
    calls(person)("POST", f"me/fits/{world.posting.identifier}/review", {})
    told = calls(convener)("GET", "community/reviews").json()
    assert (told["waiting"], told["overdue"], told["jobs"][0]["first_due"]) == (1, 0, "2026-03-09")
    for other in (person, hiring_manager):
        assert calls(other)("GET", "community/reviews").status_code == 403


def test_settings_are_read_and_set_by_the_civic_lead(
    world: Any, calls: Call, convener: Actor, hiring_manager: Actor
) -> None:
    lead = calls(convener)
    assert lead("GET", "community/settings").json()["ranking_needs_audit"] is False
    told = lead("PATCH", "community/settings", {"ranking_needs_audit": True, "place": "Here"}).json()
    assert (told["ranking_needs_audit"], told["place"]) == (True, "Here")
    assert calls(None)("GET", f"jobs/{world.posting.identifier}").json()["ranking"] == {
        "is_ranked": False,
        "since": None,
        "audit_url": "",
    }
    late = lead("PATCH", "community/settings", {"version": told["version"] - 1, "place": "There"})
    assert late.status_code == 409 and "Somebody else changed this" in late.content.decode()
    same = lead("PATCH", "community/settings", {"version": told["version"], "place": "There"}).json()
    assert (same["place"], same["version"]) == ("There", told["version"] + 1)
    assert lead("PATCH", "community/settings", {"time_zone": "Mars/Olympus"}).status_code == 422
    for method in ("GET", "PATCH"):
        assert calls(hiring_manager)(method, "community/settings", {}).status_code == 403

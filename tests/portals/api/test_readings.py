"""What pages show and programs read as well: interviews, rules of tests, agreement, issued badges, packages."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Rubric, Submission, TestDay
from techhire.plays.assessments.words import Agreement
from techhire.plays.credentials.models import Credential
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.models import AccessRecord, Contact
from tests.factories.assessments import a_test
from tests.factories.credentials import badge_for
from tests.factories.judging import a_rubric
from tests.factories.matches import NOW, a_skill

Call = Callable[..., Any]


@pytest.fixture
def at(world: Any, coach: Actor) -> str:
    """The address of the person on the caseload."""
    take_on(coach, world.onramp, world.seeker, now=NOW)
    return f"onramps/{world.onramp.slug}/people/{world.seeker.code}"


@pytest.fixture
def guide(world: Any) -> Rubric:
    return a_rubric(world.onramp, a_skill("Patience"), kind="interview", task="", task_es="")


def test_an_interview_is_opened_rated_finished_and_read_by_the_person(
    world: Any, calls: Call, coach: Actor, person: Actor, hiring_manager: Actor, at: str, guide: Rubric
) -> None:
    caller = calls(coach)
    made = caller("POST", f"{at}/interviews", {"guide": guide.pk})
    assert (made.status_code, made.json()["version"], made.json()["state"]) == (201, 0, "open")
    assert made.json()["criteria"][0]["question"] == "Tell me about part 1."
    place = f"interviews/{made.json()['id']}"
    scores = [{"criterion": row["id"], "level": 3, "remark": "clear"} for row in made.json()["criteria"]]
    early = caller("PUT", f"{place}/rating", {"scores": scores[:1], "version": 0})
    assert (early.status_code, "not said yes" in early.json()["detail"]) == (403, True)
    (asking,) = calls(person)("GET", "me/interview-requests").json()["items"]
    assert (asking["job"], asking["job_language"]) == ("", "")
    assert (asking["permitted"], [one["name"] for one in asking["looks_at"]]) == (
        "waiting",
        ["Part 1", "Part 2"],
    )
    yes = f"me/interview-requests/{asking['id']}/answer"
    assert calls(person)("POST", yes, {"agrees": True}).json()["permitted"] == "yes"
    assert caller("POST", f"{place}/finish").status_code == 409
    kept = caller("PUT", f"{place}/rating", {"scores": scores[:1], "version": 0}).json()
    assert (kept["handed_in"], kept["under_way"], kept["result"]) == (False, 1, None)
    assert caller("POST", f"{place}/rating/give", {"scores": scores, "version": 0}).status_code == 409
    given = caller("POST", f"{place}/rating/give", {"scores": scores, "version": kept["version"]}).json()
    assert (given["handed_in"], given["result"]["readers"]) == (True, 1)
    assert calls(person)("GET", "me/interviews").json()["items"] == []
    assert caller("POST", f"{place}/finish").json()["state"] == "finished"
    assert [row["state"] for row in caller("GET", f"{at}/interviews").json()] == ["finished"]
    (mine,) = calls(person)("GET", "me/interviews").json()["items"]
    told = calls(person)("GET", f"me/interviews/{mine['id']}").json()
    assert [line["level"] for line in told["result"]["lines"]] == [3, 3]
    answer = calls(person)("POST", f"me/interviews/{mine['id']}/answer", {"agrees": True})
    assert (mine["agreement"], answer.status_code) == (Agreement.WAITING, 200)
    for actor in (person, hiring_manager):
        assert calls(actor)("GET", place).status_code == 404
    assert AccessRecord.objects.filter(seeker=world.seeker, what="name", purpose="coaching").exists()


def test_an_employer_interviews_and_offers_work_while_people_are_shown_for_its_posting(
    world: Any, calls: Call, hiring_manager: Actor, person: Actor
) -> None:
    show_shortlist(hiring_manager, world.posting, now=NOW)
    decide(hiring_manager, world.posting, world.seeker, answer="yes", now=NOW)
    unmask(hiring_manager, world.posting, world.seeker, now=NOW)
    skill, caller = a_skill("Patience"), calls(hiring_manager)
    guide = a_rubric(world.employer, skill, kind="interview", task="", task_es="")
    sample = a_rubric(world.onramp, skill)
    there = f"postings/{world.posting.identifier}/people/{pseudonym_of(world.posting.pk, world.seeker.pk)}"
    made = caller("POST", f"{there}/interviews", {"guide": guide.pk})
    (asking,) = calls(person)("GET", "me/interview-requests").json()["items"]
    for shown in (made.json(), asking, *caller("GET", f"{there}/interviews").json()):
        assert (shown["job"], shown["job_language"]) == (world.posting.title, world.posting.language)
    place = f"interviews/{made.json()['id']}"
    assert calls(person)("POST", f"me/{place.replace('views', 'view-requests')}/answer", {"agrees": True})
    scores = [{"criterion": row["id"], "level": 3, "remark": "clear"} for row in made.json()["criteria"]]
    rating = {"scores": scores, "version": 0}
    Posting.objects.filter(pk=world.posting.pk).update(state="held")
    for method, path, body in (
        ("POST", f"{there}/interviews", {"guide": guide.pk}),
        ("POST", f"{there}/work", {"rubric": sample.pk}),
        ("PUT", f"{place}/rating", rating),
        ("POST", f"{place}/rating/give", rating),
        ("POST", f"{place}/finish", None),
    ):
        refused = caller(method, path, body)
        assert (refused.status_code, "out of sight" in refused.json()["detail"]) == (403, True), path
    Posting.objects.filter(pk=world.posting.pk).update(state="published")
    assert caller("POST", f"{place}/rating/give", rating).status_code == 200
    assert caller("POST", f"{place}/finish").json()["state"] == "finished"
    assert caller("POST", f"{there}/work", {"rubric": sample.pk}).status_code == 201


def test_an_interview_needs_a_guide_in_use(calls: Call, coach: Actor, trainer: Actor, at: str) -> None:
    refused = calls(coach)("POST", f"{at}/interviews", {"guide": 999})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "body.guide")
    assert calls(trainer)("GET", f"{at}/interviews").status_code == 404


def test_a_work_sample_is_offered(world: Any, calls: Call, coach: Actor, trainer: Actor, at: str) -> None:
    sample = a_rubric(world.onramp, a_skill("Patience"))
    made = calls(coach)("POST", f"{at}/work", {"rubric": sample.pk})
    assert (made.status_code, made.json()) == (201, {"rubric": sample.pk, "state": "offered"})
    there = f"providers/{world.provider.slug}/people/{world.seeker.code}/work"
    assert calls(trainer)("POST", there, {"rubric": 999}).status_code == 422
    assert calls(coach)("POST", there, {"rubric": sample.pk}).status_code == 404
    assert Submission.objects.filter(seeker=world.seeker).count() == 1


def test_agreement_is_for_the_steward(
    world: Any, calls: Call, coach: Actor, trainer: Actor, guide: Rubric
) -> None:
    told = calls(coach)("GET", f"rubrics/{guide.pk}/agreement").json()
    assert (told["pairs"], told["kappa"], told["people"]) == (0, None, [])
    assert told["error"] > 0 and told["assumed"] == 1
    assert calls(trainer)("GET", f"rubrics/{guide.pk}/agreement").status_code == 404


def test_the_civic_lead_holds_a_badge_back_and_takes_it_back(
    world: Any, calls: Call, convener: Actor, coach: Actor
) -> None:
    badge: Credential = badge_for(world.seeker, a_skill("Patience"), now=NOW)
    caller, place = calls(convener), f"issued-badges/{badge.identifier}"
    (row,) = caller("GET", "issued-badges?state=issued").json()["items"]
    assert (row["skill"]["name"], row["level"], "name" in row) == ("Patience", badge.achievement.level, False)
    assert caller("POST", f"{place}/suspend").json()["state"] == "suspended"
    assert caller("POST", f"{place}/reinstate").json()["state"] == "issued"
    assert caller("POST", f"{place}/revoke", {"reason": "mistake"}).json()["state"] == "revoked"
    assert caller("GET", place).json()["reason"] == "mistake"
    assert calls(coach)("GET", "issued-badges").json()["items"] == []
    for deed in ("suspend", "reinstate"):
        assert calls(coach)("POST", f"{place}/{deed}").status_code == 404


def test_rules_of_a_test_are_read_changed_and_stand_in_the_way(
    world: Any, calls: Call, convener: Actor, person: Actor
) -> None:
    caller, place = calls(convener), f"banks/{world.bank.pk}/tests"
    made = caller("POST", place, {"kind": "adaptive", "title": "Desk at work"})
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    one, version = f"{place}/{made.json()['id']}", made.json()["version"]
    assert caller("POST", f"{one}/open").status_code == 422
    changed = caller("PATCH", one, {"version": version, "retake_days": 60, "max_items": 12}).json()
    assert (changed["retake_days"], changed["max_items"], changed["min_items"]) == (60, 12, 8)
    assert changed["obstacles"][0]["field"] == "min_items"
    assert caller("PATCH", one, {"version": version, "retake_days": 5}).status_code == 409
    assert caller("PATCH", one, {"min_items": 20, "max_items": 12}).status_code == 422
    assert caller("POST", f"{one}/close").json()["state"] == "retired"
    assert [row["id"] for row in caller("GET", place).json()] == [made.json()["id"]]
    other = a_test(world.bank)
    assert caller("GET", f"banks/{world.item.bank_id}/tests/{other.pk}").status_code == 200
    for method, path in (("GET", place), ("GET", one), ("POST", f"{one}/open")):
        assert calls(person)(method, path).status_code == 404


def test_history_and_package_of_a_bank(world: Any, calls: Call, convener: Actor, person: Actor) -> None:
    caller = calls(convener)
    caller("POST", f"items/{world.item.pk}/retire", {})
    (step,) = caller("GET", f"items/{world.item.pk}/history").json()["items"]
    assert (step["step"], step["after"]) == ("retired", "retired")
    assert calls(person)("GET", f"items/{world.item.pk}/history").status_code == 404
    empty = caller("GET", f"banks/{world.bank.pk}/package")
    assert empty.status_code == 422
    caller("POST", f"items/{world.item.pk}/revive", {})
    sent = caller("GET", f"banks/{world.bank.pk}/package?language=en")
    assert (sent["Content-Type"], sent["Cache-Control"]) == ("application/zip", "no-store")
    assert "imsmanifest.xml" in zipfile.ZipFile(io.BytesIO(sent.content)).namelist()
    without = calls(convener, ("own:read", "own:write"))
    assert without("GET", f"banks/{world.bank.pk}/package").status_code == 403
    assert calls(person)("GET", f"banks/{world.bank.pk}/package").status_code == 404


def test_contacts_are_kept_and_taken_away(world: Any, calls: Call, person: Actor, helper: Actor) -> None:
    caller = calls(person)
    kept = caller("PUT", "me/contacts", {"phone": "816 555 0100", "for_employers": False}).json()
    assert [(row["kind"], row["for_employers"]) for row in kept] == [("phone", False)]
    assert caller("PUT", "me/contacts", {"email": "not one"}).status_code == 422
    assert caller("PUT", "me/contacts", {}).json() == []
    assert not Contact.objects.filter(seeker=world.seeker).exists()
    assert calls(helper)("GET", "me/contacts").status_code == 404


def test_a_test_day_is_moved_and_somebody_taken_off_its_list(
    world: Any, calls: Call, coach: Actor, trainer: Actor, at: str
) -> None:
    caller, place = calls(coach), f"onramps/{world.onramp.slug}/test-days"
    test = world.day.assessments.get().pk
    given = {"starts_at": "2026-05-02T15:00:00Z", "place": "Room", "tests": [test]}
    one = f"{place}/{caller('POST', place, given).json()['id']}"
    assert caller("PUT", one, given | {"place": "Hall", "seats": 4}).json()["place"] == "Hall"
    assert caller("PUT", one, given | {"tests": [999]}).status_code == 404
    listed = caller("POST", f"{one}/people", {"person": world.seeker.code})
    assert listed.status_code == 201, listed.content
    row = listed.json()["listed"][0]["id"]
    assert calls(trainer)("DELETE", f"{one}/people/{row}").status_code == 404
    assert caller("DELETE", f"{one}/people/{row}").status_code == 204
    assert caller("GET", one).json()["listed"] == []
    assert TestDay.objects.filter(place="Hall").exists()

"""An employer's program: from a pasted ad to a name."""

from collections.abc import Callable
from typing import Any

from techhire.commons.permits import Actor
from techhire.commons.skills.models import Occupation
from techhire.plays.marketplace.models import Posting

Call = Callable[..., Any]
AD = "Help desk technician. Requirements: desk support experience required. Networking is a plus."


def test_an_ad_becomes_an_open_job(world: Any, calls: Call, hiring_manager: Actor) -> None:
    caller = calls(hiring_manager)
    made = caller("POST", f"employers/{world.employer.slug}/postings", {"title": "Help desk", "text": AD})
    assert made.status_code == 201, made.content
    place = f"postings/{made.json()['identifier']}"
    assert caller("POST", f"{place}/publish").status_code == 409
    read = caller("GET", f"{place}/requirements").json()
    assert {line["skill"]["code"] for line in read["lines"]} == {"desk-support", "networking"}
    assert not any(line["confirmed"] for line in read["lines"])
    lines = [{"skill": "desk-support", "level": 2}]
    kept = caller("PUT", f"{place}/requirements", {"version": read["version"], "lines": lines})
    assert [line["confirmed"] for line in kept.json()["lines"]] == [True]
    details = {"zip_code": "64106", "pay_min": "20.00", "pay_max": 26, "fair_chance": True}
    assert caller("PATCH", place, details).json()["city"] == "Kansas City"
    assert caller("POST", f"{place}/publish").json()["state"] == "published"
    assert calls(None)("GET", f"jobs/{made.json()['identifier']}").status_code == 200
    assert caller("POST", f"{place}/pause").json()["state"] == "paused"
    assert calls(None)("GET", f"jobs/{made.json()['identifier']}").status_code == 404
    assert caller("POST", f"{place}/resume").json()["state"] == "published"
    assert caller("POST", f"{place}/close", {"reason": "filled_here"}).json()["state"] == "filled"


def test_an_occupation_is_proposed_from_the_title_until_one_is_sent(
    world: Any, calls: Call, hiring_manager: Actor
) -> None:
    Occupation.objects.create(scheme="soc2018", code="15-1232", title="Computer User Support Specialists")
    Occupation.objects.create(scheme="soc2018", code="15-1254", title="Web Developers")
    caller, there = calls(hiring_manager), f"employers/{world.employer.slug}/postings"
    made = caller("POST", there, {"title": "web developers", "text": AD}).json()
    assert (made["soc_code"], made["proposed_soc_code"]) == ("", "15-1254")
    place = f"postings/{made['identifier']}"
    other = caller("PATCH", place, {"title": "Computer user support specialists"}).json()
    assert (other["soc_code"], other["proposed_soc_code"]) == ("", "15-1232")
    assert caller("PATCH", place, {"title": "Boat whisperer"}).json()["proposed_soc_code"] == ""
    kept = caller("PATCH", place, {"title": "Web developers", "soc_code": "15-1254"}).json()
    assert (kept["soc_code"], kept["proposed_soc_code"]) == ("15-1254", "")
    told = {"title": "Web developers", "text": AD, "soc_code": "15-1232"}
    sent = caller("POST", there, told).json()
    assert (sent["soc_code"], sent["proposed_soc_code"]) == ("15-1232", "")
    assert Posting.objects.get(identifier=made["identifier"]).soc_code == "15-1254"
    Posting.objects.filter(pk=world.posting.pk).update(title="Web developers")
    assert caller("GET", f"postings/{world.posting.identifier}").json()["proposed_soc_code"] == ""
    assert "proposed_soc_code" not in calls(None)("GET", f"jobs/{world.posting.identifier}").json()


def test_the_check_is_answered_line_by_line(world: Any, calls: Call, hiring_manager: Actor) -> None:
    Posting.objects.filter(pk=world.draft.pk).update(
        text="You need a bachelor's degree. You are a rockstar. You lift 50 pounds."
    )
    caller, place = calls(hiring_manager), f"postings/{world.draft.identifier}/check"
    findings = caller("GET", place).json()
    softer = next(row for row in findings if row["can_accept"])
    changed = caller("POST", f"{place}/{softer['key']}/accept").json()
    assert softer["text"] not in changed["text"]
    left = caller("GET", place).json()
    kept = next(row for row in left if row["can_keep"])
    assert caller("POST", f"{place}/{kept['key']}/keep").status_code == 200
    assert kept["key"] not in [row["key"] for row in caller("GET", place).json()]


def test_an_unknown_skill_is_refused(world: Any, calls: Call, hiring_manager: Actor) -> None:
    lines = [{"skill": "no-such-skill", "level": 2}]
    said = calls(hiring_manager)("PUT", f"postings/{world.draft.identifier}/requirements", {"lines": lines})
    assert said.status_code == 422
    assert said.json()["errors"][0]["field"] == "body.lines"


def test_a_shortlist_names_nobody_until_the_agreed_stage(
    world: Any, calls: Call, hiring_manager: Actor
) -> None:
    caller, place = calls(hiring_manager), f"postings/{world.posting.identifier}/shortlist"
    told = caller("GET", place)
    rows = told.json()["rows"]
    assert len(rows) == 2
    assert "Dana" not in told.content.decode() and "Rosa" not in told.content.decode()
    assert "seeker_id" not in told.content.decode()
    assert [row["lines"][0]["proven_by"] for row in rows] == [["a supervised test"]] * 2
    who = rows[0]["pseudonym"]
    person = caller("GET", f"{place}/{who}").json()
    assert (person["known"], person["at_stage"]) == (None, False)
    assert caller("POST", f"{place}/{who}/unmask", {}).status_code == 403
    assert caller("PUT", f"{place}/{who}/decision", {"answer": "yes"}).json() == {"answer": "yes"}
    shown = caller("POST", f"{place}/{who}/unmask", {}).json()
    assert shown["known"]["name"]
    assert caller("GET", place).json()["rows"][0]["unmasked"] is True


def test_an_unknown_pseudonym_is_nobody(world: Any, calls: Call, hiring_manager: Actor) -> None:
    place = f"postings/{world.posting.identifier}/shortlist/zzzzzz"
    for method, path, body in (
        ("GET", place, None),
        ("PUT", f"{place}/decision", {"answer": "no"}),
        ("POST", f"{place}/unmask", {}),
    ):
        assert calls(hiring_manager)(method, path, body).status_code == 404


def test_impact_is_told_in_rounded_numbers(world: Any, calls: Call, hiring_manager: Actor) -> None:
    said = calls(hiring_manager)("GET", f"postings/{world.posting.identifier}/impact").json()
    assert said["now"] == {"value": None, "words": "fewer than 10"}
    assert [line["skill"]["code"] for line in said["lines"]] == ["desk-support"]


def test_an_employer_lists_drafts_too(world: Any, calls: Call, hiring_manager: Actor, rival: Actor) -> None:
    path = f"employers/{world.employer.slug}/postings"
    states = {row["state"] for row in calls(hiring_manager)("GET", path).json()["items"]}
    assert states == {"draft", "published"}
    assert calls(rival)("GET", path).json()["items"] == []

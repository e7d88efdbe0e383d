"""Badges for programs: checking any, having one's own signed and shared, and what verifiers need of the issuer."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.credentials.actions.outside import accept_outside_credential, send_outside_credential
from techhire.plays.credentials.actions.trusting import judge_issuer
from techhire.plays.credentials.models import AcceptedCredential, Credential
from techhire.portals.api import badges
from tests.cases import in_one_world
from tests.factories.credentials import OUTSIDE_DID, badge_for, outside_badge, outside_text
from tests.factories.matches import NOW

Calls = Callable[..., Any]


@pytest.fixture
def badge(world: Any) -> Credential:
    return badge_for(world.seeker, world.evidence.skill)


def test_anybody_checks_a_credential_as_text_or_as_an_object(
    world: Any, calls: Calls, badge: Credential
) -> None:
    for credential in (badge.document, json.loads(badge.document), badge.compact):
        said = calls(None)("POST", "verify", {"credential": credential}).json()
        assert (said["verdict"], said["standing"]) == ("valid", "own")
        assert {one["name"]: one["outcome"] for one in said["checks"]}["revocation"] == "passed"
        assert said["said"]["title"] == "Desk support, level 3: independent"


def test_what_is_not_good_says_why(world: Any, calls: Calls) -> None:
    bad = outside_badge()
    bad["name"] = "Changed"
    said = calls(None)("POST", "verify", {"credential": bad}).json()
    failed = [one for one in said["checks"] if one["outcome"] == "failed"]
    assert said["verdict"] == "not_valid"
    assert [(one["name"], one["code"]) for one in failed] == [("signature", "does_not_hold")]
    assert "changed after it was signed" in failed[0]["says"]
    assert calls(None)("POST", "verify", {"credential": "hello"}).json()["said"] is None


def test_an_address_is_not_followed(world: Any, calls: Calls) -> None:
    response = calls(None)("POST", "verify", {"credential": "https://127.0.0.1/x.json"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "body.credential"


def test_whose_it_is_can_be_asked(world: Any, calls: Calls) -> None:
    body = {"credential": outside_text(), "email": "dana@example.org"}
    assert calls(None)("POST", "verify", body).json()["verdict"] == "valid"
    body["email"] = "eve@example.org"
    assert calls(None)("POST", "verify", body).json()["verdict"] == "not_valid"


def test_the_issuer_tells_what_verifiers_need_and_no_secret(
    world: Any, calls: Calls, badge: Credential
) -> None:
    response = calls(None)("GET", "issuer")
    said = response.json()
    assert said["did"] == badge.key.did
    assert {entry["statusListCredential"] for entry in json.loads(badge.document)["credentialStatus"]} == set(
        said["status_lists"]
    )
    assert said["did_documents"][0]["id"] == said["did"]
    assert badge.key.seed not in response.content.decode()


def test_a_community_that_signed_nothing_is_no_issuer(world: Any, calls: Calls) -> None:
    assert calls(None)("GET", "issuer").status_code == 404


def test_a_badge_is_signed_opened_shared_and_given_up(world: Any, calls: Calls, person: Actor) -> None:
    call = calls(person)
    offers = {row["skill"]["code"]: row["level"] for row in call("GET", "me/badge-offers").json()}
    assert offers["desk-support"] == 3
    made = call("POST", "me/badges", {"skill": "desk-support", "holder": "nobody"})
    assert made.status_code == 201
    number = made.json()["identifier"]
    assert made.json()["link"] == "" and not made.json()["shared"]
    assert "desk-support" not in {row["skill"]["code"] for row in call("GET", "me/badge-offers").json()}
    assert call("POST", "me/badges", {"skill": "desk-support", "holder": "nobody"}).status_code == 422
    assert [row["identifier"] for row in call("GET", "me/badges").json()["items"]] == [number]
    shared = call("PUT", f"me/badges/{number}/sharing", {"link": True, "for_employers": True}).json()
    assert "/badges/shared/" in shared["link"] and shared["for_employers"]
    assert (
        call("PUT", f"me/badges/{number}/sharing", {"link": False, "for_employers": False}).json()["link"]
        == ""
    )
    opened = call("GET", f"me/badges/{number}").json()
    assert calls(None)("POST", "verify", {"credential": opened["compact"]}).json()["verdict"] == "valid"
    assert call("DELETE", f"me/badges/{number}").status_code == 204
    assert call("GET", f"me/badges/{number}").json()["state"] == "revoked"
    assert call("DELETE", f"me/badges/{number}").status_code == 409


@in_one_world("who", ["convener", "hiring_manager", "trainer", "coach", "helper", "rival"])
def test_nobody_else_opens_a_persons_badge(
    world: Any, calls: Calls, badge: Credential, request: pytest.FixtureRequest, who: str
) -> None:
    call = calls(request.getfixturevalue(who))
    for method, path, body in (
        ("GET", f"me/badges/{badge.identifier}", None),
        ("PUT", f"me/badges/{badge.identifier}/sharing", {"link": True, "for_employers": True}),
        ("DELETE", f"me/badges/{badge.identifier}", None),
    ):
        assert call(method, path, body).status_code == 404
    badge.refresh_from_db()
    assert (badge.state, badge.share_fingerprint) == ("issued", None)


def test_checking_is_counted_for_all_processes(
    world: Any, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(badges.verifying, "without", 2)
    answers = [calls(None)("POST", "verify", {"credential": "x"}).status_code for _unused in range(3)]
    assert answers == [200, 200, 429]


@pytest.fixture
def sent(world: Any, civic: Organization, person: Actor) -> AcceptedCredential:
    return send_outside_credential(person, world.seeker, civic, text=outside_text(), agreed=True, now=NOW)


def test_what_i_sent_is_read_with_its_checks_and_its_version(
    calls: Calls, world: Any, person: Actor, convener: Actor, sent: AcceptedCredential
) -> None:
    accept_outside_credential(
        convener, sent, skill_id=world.evidence.skill_id, level=2, saw_person=True, now=NOW
    )
    said = calls(person)("GET", "me/outside-credentials").json()["items"][0]
    assert (said["state"], said["about"], said["level"], said["skill_version"]) == (
        "accepted",
        "cannot_tell",
        2,
        1,
    )
    assert {one["name"]: one["outcome"] for one in said["checks"]}["signature"] == "passed"
    pieces = calls(person)("GET", "me/skills/desk-support").json()["pieces"]
    assert [(one["skill_version"], one["reworded"]) for one in pieces if one["kind"] == "credential"] == [
        (1, False)
    ]


def test_what_waits_is_read_by_whom_it_was_sent_to_and_names_nobody(
    calls: Calls, world: Any, convener: Actor, coach: Actor, sent: AcceptedCredential
) -> None:
    said = calls(convener)("GET", "outside-credentials")
    assert said.json()["items"][0]["id"] == sent.pk
    assert world.seeker.name not in said.content.decode() and world.seeker.code not in said.json()["items"][0]
    assert calls(coach)("GET", "outside-credentials").json()["items"] == []


def test_whom_to_trust_is_read_by_the_civic_lead_alone(
    calls: Calls, world: Any, convener: Actor, coach: Actor
) -> None:
    judge_issuer(convener, world.community, did=OUTSIDE_DID, name="Board", standing="trusted", now=NOW)
    said = calls(convener)("GET", "trusted-issuers").json()["items"][0]
    assert (said["did"], said["standing"], said["keeps_keys"]) == (OUTSIDE_DID, "trusted", False)
    assert calls(coach)("GET", "trusted-issuers").status_code == 403

"""Credentials from elsewhere by program: sent, taken back, looked at, accepted or not, and whom the lead trusts."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.credentials.actions.outside import send_outside_credential
from techhire.plays.credentials.models import AcceptedCredential, TrustedIssuer
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.models import AccessRecord, Consent, Evidence, Grant
from techhire.portals.api import outside
from tests.cases import in_one_world
from tests.factories.credentials import OUTSIDE_DID, outside_badge, outside_text
from tests.factories.matches import NOW

Call = Callable[..., Any]
WORDS = "Yes, please ask them about my certificate."
ISSUER = {"did": OUTSIDE_DID, "name": "Board", "standing": "trusted"}


@pytest.fixture
def body(civic: Organization) -> dict[str, Any]:
    return {"organization": civic.slug, "credential": outside_badge(), "agreed": True}


@pytest.fixture
def sent(world: Any, civic: Organization, person: Actor) -> AcceptedCredential:
    return send_outside_credential(person, world.seeker, civic, text=outside_text(), agreed=True, now=NOW)


@pytest.fixture
def coached(world: Any, coach: Actor) -> str:
    take_on(coach, world.onramp, world.seeker, now=NOW)
    return f"onramps/{world.onramp.slug}/people/{world.seeker.code}/outside-credentials"


@pytest.mark.parametrize("shape", [outside_badge, outside_text])
def test_i_send_one_as_an_object_or_as_text_and_take_it_back(
    shape: Call, world: Any, calls: Call, person: Actor, body: dict[str, Any]
) -> None:
    caller = calls(person)
    made = caller("POST", "me/outside-credentials", body | {"credential": shape()})
    assert made.status_code == 201, made.content
    assert (made.json()["state"], made.json()["organization"]["slug"]) == ("waiting", body["organization"])
    assert caller("GET", "me/outside-credentials").json()["items"][0]["id"] == made.json()["id"]
    one = f"me/outside-credentials/{made.json()['id']}"
    assert caller("DELETE", one).status_code == 204
    row = AcceptedCredential.objects.get()
    assert (row.state, row.document) == ("taken_back", "")
    assert caller("DELETE", one).status_code == 409


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"agreed": False}, "body.agreed"),
        ({"credential": "nothing of the kind"}, "body.credential"),
        ({"credential": outside_badge() | {"name": "Changed"}}, "body.credential"),
        ({"credential": {"long": "x" * 70_000}}, "body.credential"),
        ({"credential": "x" * 70_000}, "body.credential"),
    ],
)
def test_what_the_page_would_not_send_is_not_sent(
    change: dict[str, Any], field: str, world: Any, calls: Call, person: Actor, body: dict[str, Any]
) -> None:
    answer = calls(person)("POST", "me/outside-credentials", body | change)
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"].startswith(field)
    assert (
        not AcceptedCredential.objects.exists() and not Consent.objects.filter(scope=["credential"]).exists()
    )


def test_one_is_sent_to_somebody_who_decides_here(
    world: Any, calls: Call, person: Actor, body: dict[str, Any]
) -> None:
    for slug in (world.employer.slug, "nobody"):
        answer = calls(person)("POST", "me/outside-credentials", body | {"organization": slug})
        assert answer.status_code == 404


def test_sending_is_counted_for_all_processes(
    world: Any, calls: Call, person: Actor, body: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside.sending, "with_token", 1)
    caller = calls(person)
    answers = [caller("POST", "me/outside-credentials", body | {"agreed": False}) for _unused in "12"]
    assert [one.status_code for one in answers] == [422, 429]


def test_a_coach_sends_and_takes_back_at_the_persons_word(
    world: Any, calls: Call, coach: Actor, coached: str, body: dict[str, Any]
) -> None:
    caller = calls(coach)
    assert caller("POST", coached, body).status_code == 422
    made = caller("POST", coached, body | {"words": WORDS})
    assert made.status_code == 201, made.content
    consent = next(row for row in Consent.objects.all() if row.words == WORDS)
    assert (consent.spoken, consent.recorded_by_id) == (True, coach.account_id)
    assert [row["id"] for row in caller("GET", coached).json()["items"]] == [made.json()["id"]]
    assert caller("DELETE", f"{coached}/{made.json()['id']}").status_code == 204
    looks = AccessRecord.objects.filter(seeker=world.seeker, organization=world.onramp, what="record")
    assert looks.filter(purpose="coaching").exists()


@in_one_world(
    "role", ["hiring_manager", "rival", "trainer", "convener", "helper", "person", "stranger", "reader"]
)
def test_nobody_else_sends_or_takes_back_through_the_coachs_address(
    role: str,
    world: Any,
    calls: Call,
    coached: str,
    body: dict[str, Any],
    sent: AcceptedCredential,
    request: pytest.FixtureRequest,
    as_member: Callable[..., Actor],
) -> None:
    caller = calls(as_member(world.onramp, "reader") if role == "reader" else request.getfixturevalue(role))
    asked = [
        caller("GET", coached),
        caller("POST", coached, body | {"words": WORDS}),
        caller("DELETE", f"{coached}/{sent.pk}"),
    ]
    assert {one.status_code for one in asked} == ({401} if role == "stranger" else {404})
    sent.refresh_from_db()
    assert sent.state == "waiting" and AcceptedCredential.objects.count() == 1


def test_without_the_grant_it_is_closed_to_the_coach(
    world: Any, calls: Call, coach: Actor, person: Actor, coached: str, body: dict[str, Any]
) -> None:
    end_grant(person, Grant.objects.get(organization=world.onramp, purpose="coaching"), now=NOW)
    assert calls(coach)("POST", coached, body | {"words": WORDS}).status_code == 404


@in_one_world("role", ["helper", "coach", "convener", "hiring_manager", "trainer"])
def test_nobody_takes_back_what_another_sent(
    role: str, world: Any, calls: Call, sent: AcceptedCredential, request: pytest.FixtureRequest
) -> None:
    caller = calls(request.getfixturevalue(role))
    if role == "helper":
        caller("POST", "me/record", {})
    assert caller("DELETE", f"me/outside-credentials/{sent.pk}").status_code == 404


def test_the_one_it_was_sent_to_opens_and_accepts_it_and_the_person_reads_who_looked(
    world: Any, calls: Call, convener: Actor, civic: Organization, sent: AcceptedCredential
) -> None:
    caller, one = calls(convener), f"outside-credentials/{sent.pk}"
    opened = caller("GET", one).json()
    assert (opened["person"], opened["name"]) == (world.seeker.code, world.seeker.name)
    assert (opened["about"], opened["standing"]) == ("cannot_tell", "unknown")
    assert {row["name"]: row["outcome"] for row in opened["checks"]}["signature"] == "passed"
    look = AccessRecord.objects.get(seeker=world.seeker, what="credential")
    assert (look.purpose, look.organization) == ("vouching", civic)
    said = {"skill": "desk-support", "level": 2}
    unseen = caller("POST", f"{one}/accept", said)
    assert unseen.json()["errors"][0]["field"] == "body.saw_person"
    accepted = caller("POST", f"{one}/accept", said | {"saw_person": True})
    assert (accepted.status_code, accepted.json()["state"]) == (200, "accepted")
    assert (accepted.json()["skill"]["code"], accepted.json()["level"]) == ("desk-support", 2)
    assert Evidence.objects.get(seeker=world.seeker, kind="credential").organization == civic
    assert caller("POST", f"{one}/accept", said | {"saw_person": True}).status_code == 409
    assert caller("GET", one).json()["state"] == "accepted"


def test_it_is_refused_with_a_reason_of_the_list(
    world: Any, calls: Call, convener: Actor, person: Actor, sent: AcceptedCredential
) -> None:
    caller, one = calls(convener), f"outside-credentials/{sent.pk}"
    assert caller("POST", f"{one}/refuse", {"reason": "because"}).status_code == 422
    assert caller("POST", f"{one}/refuse", {"reason": "too_old"}).json()["state"] == "not_accepted"
    assert calls(person)("GET", "me/outside-credentials").json()["items"][0]["reason"] == "too_old"
    assert caller("GET", "outside-credentials").json()["items"] == []


def test_one_that_ended_is_found_and_accepted_anew(
    world: Any, calls: Call, convener: Actor, sent: AcceptedCredential
) -> None:
    AcceptedCredential.objects.filter(pk=sent.pk).update(state="ended", reason="expired", ended_at=NOW)
    caller = calls(convener)
    rows = caller("GET", "outside-credentials?state=ended").json()["items"]
    assert [row["id"] for row in rows] == [sent.pk]
    body = {"skill": "desk-support", "level": 2, "saw_person": True}
    assert caller("POST", f"outside-credentials/{sent.pk}/accept", body).json()["state"] == "accepted"
    assert caller("GET", "outside-credentials?state=all").status_code == 422


@in_one_world(
    "role", ["hiring_manager", "rival", "trainer", "coach", "helper", "person", "stranger", "reader"]
)
def test_nobody_else_decides(
    role: str,
    world: Any,
    calls: Call,
    civic: Organization,
    sent: AcceptedCredential,
    request: pytest.FixtureRequest,
    as_member: Callable[..., Actor],
) -> None:
    caller = calls(as_member(civic, "reader") if role == "reader" else request.getfixturevalue(role))
    one = f"outside-credentials/{sent.pk}"
    wanted = {"stranger": 401, "reader": 403}.get(role, 404)
    for method, path, body in (
        ("GET", one, None),
        ("POST", f"{one}/accept", {"skill": "desk-support", "level": 2, "saw_person": True}),
        ("POST", f"{one}/refuse", {"reason": "no_skill"}),
    ):
        assert caller(method, path, body).status_code == wanted, (method, path)
    sent.refresh_from_db()
    assert sent.state == "waiting" and not AccessRecord.objects.filter(what="credential").exists()


def test_the_civic_lead_says_whom_to_trust_and_what_is_left_out_stays(
    world: Any, calls: Call, convener: Actor
) -> None:
    caller = calls(convener)
    first = caller("PUT", "trusted-issuers", ISSUER)
    assert (first.status_code, first.json()["standing"]) == (200, "trusted")
    TrustedIssuer.objects.update(document=json.dumps({"id": OUTSIDE_DID}))
    kept = caller("PUT", "trusted-issuers", ISSUER | {"standing": "refused"}).json()
    assert (kept["standing"], kept["keeps_keys"], kept["id"]) == ("refused", True, first.json()["id"])
    assert caller("PUT", "trusted-issuers", ISSUER | {"document": ""}).json()["keeps_keys"] is False
    for change, field in (
        ({"did": "somebody"}, "body.did"),
        ({"standing": "maybe"}, "body.standing"),
        ({"document": "{"}, "body.document"),
        ({"document": "x" * 20_001}, "body.document"),
    ):
        answer = caller("PUT", "trusted-issuers", ISSUER | change)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


@in_one_world("role", ["hiring_manager", "trainer", "coach", "helper", "person", "stranger", "reader"])
def test_nobody_else_says_whom_to_trust(
    role: str,
    world: Any,
    calls: Call,
    civic: Organization,
    request: pytest.FixtureRequest,
    as_member: Callable[..., Actor],
) -> None:
    caller = calls(as_member(civic, "reader") if role == "reader" else request.getfixturevalue(role))
    assert caller("PUT", "trusted-issuers", ISSUER).status_code == (401 if role == "stranger" else 403)
    assert not TrustedIssuer.objects.exists()

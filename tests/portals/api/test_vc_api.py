"""The routes of the W3C CCG VC API: off by default, token and scope, issuing and verifying within bounds."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.engines.credential_proofs import data_integrity, keys
from techhire.engines.credential_proofs.documents import VC_CONTEXT
from techhire.plays.credentials.actions.keys import revoke_key
from techhire.plays.credentials.models import Credential, Issuer, SigningKey, StatusEntry
from techhire.portals.api import vc_api
from tests.cases import in_one_world
from tests.factories.credentials import badge_for, outside_badge
from tests.portals.api.conftest import token

ISSUE, STATUS = "/credentials/issue", "/credentials/status"
VERIFY, PRESENT = "/credentials/verify", "/presentations/verify"
SCOPE = ("credentials:sign",)
PLAIN = {
    "@context": [VC_CONTEXT],
    "type": ["VerifiableCredential"],
    "credentialSubject": {"id": "did:example:dana"},
}


@pytest.fixture
def on() -> Iterator[None]:
    """The operator switched it on."""
    with override_settings(VC_API=True):
        yield


@pytest.fixture
def owner(civic: Organization, as_member: Callable[..., Actor]) -> Actor:
    """An owner of the civic lead."""
    return as_member(civic, "owner")


@pytest.fixture
def secret(owner: Actor) -> str:
    return token(owner, SCOPE).secret


def send(path: str, body: Any, secret: str = "", **headers: str) -> Any:
    given: dict[str, Any] = {"HTTP_AUTHORIZATION": f"Bearer {secret}"} if secret else {}
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return Client().post(path, data, content_type="application/json", **given, **headers)


@pytest.mark.parametrize("path", [ISSUE, STATUS, VERIFY, PRESENT])
def test_while_it_is_off_there_is_nothing_here(community: Community, secret: str, path: str) -> None:
    response = send(path, {"credential": PLAIN}, secret)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("path", [ISSUE, STATUS, VERIFY, PRESENT])
def test_no_token_a_wrong_one_and_one_made_for_other_things_are_kept_out(
    owner: Actor, stranger: Actor, path: str
) -> None:
    assert send(path, {}).status_code == 401
    assert send(path, {}, "th_nothing").status_code == 401
    assert send(path, {}, token(stranger, SCOPE).secret).status_code == 401
    assert send(path, {}, token(owner, ("own:write", "own:read")).secret).status_code == 403
    assert "WWW-Authenticate" in send(path, {}).headers


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("path", [ISSUE, STATUS, VERIFY, PRESENT])
def test_other_methods_and_bodies_are_told_so(
    secret: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = Client().get(path)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    for body in ("", "hello", "[]", "null", "[" * 100_000, '{"credential": 3}', "{}"):
        assert send(path, body, secret).status_code == 400
    assert send(path, b"\xff", secret).status_code == 400
    monkeypatch.setattr(vc_api, "LARGEST", 10)
    assert send(path, {"credential": PLAIN}, secret).status_code == 413
    wrong = Client().post(path, {"a": "b"}, HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert wrong.status_code == 415


@pytest.mark.usefixtures("on")
def test_a_credential_is_signed_with_the_communitys_key_and_verified(secret: str) -> None:
    response = send(ISSUE, {"credential": PLAIN, "options": {}}, secret)
    assert response.status_code == 201
    signed = response.json()["verifiableCredential"]
    assert signed["issuer"] == Issuer.objects.get().did
    assert signed["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert Fact.objects.get(name="CredentialSignedForProgram").data.keys() == {
        "issuer_id",
        "key_id",
        "signed_id",
    }
    assert not Credential.objects.exists()


def status(credential_id: object, purpose: object = "revocation", on: object = True) -> dict[str, object]:
    kind = {"type": "BitstringStatusListEntry", "statusPurpose": purpose}
    return {"credentialId": credential_id, "credentialStatus": kind, "status": on}


def failing(signed: dict[str, Any], secret: str) -> list[str]:
    said = send(VERIFY, {"verifiableCredential": signed}, secret).json()
    return [one["title"] for one in said["problemDetails"] if one["title"].endswith(":set")]


@pytest.mark.usefixtures("on")
def test_what_is_signed_has_its_places_in_the_lists_and_is_taken_back_by_its_id(secret: str) -> None:
    signed = send(ISSUE, {"credential": PLAIN}, secret).json()["verifiableCredential"]
    assert signed["id"].startswith("urn:uuid:")
    places = signed["credentialStatus"]
    assert [one["statusPurpose"] for one in places] == ["revocation", "suspension"]
    assert failing(signed, secret) == []
    assert send(STATUS, status(signed["id"], "suspension"), secret).status_code == 200
    assert failing(signed, secret) == ["suspension:set"]
    assert send(STATUS, status(signed["id"], "suspension", False), secret).status_code == 200
    assert send(STATUS, status(signed["id"]), secret).status_code == 200
    assert failing(signed, secret) == ["revocation:set"]
    for_good = send(STATUS, status(signed["id"], on=False), secret)
    assert for_good.status_code == 400 and "stays taken back" in for_good.json()["detail"]
    assert signed["id"] not in str(list(Fact.objects.values_list("data", flat=True)))


@pytest.mark.usefixtures("on")
def test_a_program_keeps_its_own_id_and_its_own_list(secret: str) -> None:
    own = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://lists.example/1",
    }
    named = PLAIN | {"id": "https://college.example/diplomas/7"}
    signed = send(ISSUE, {"credential": named | {"credentialStatus": own}}, secret)
    assert signed.json()["verifiableCredential"]["credentialStatus"] == own
    assert send(STATUS, status(named["id"]), secret).status_code == 404
    assert send(ISSUE, {"credential": named}, secret).json()["verifiableCredential"]["id"] == named["id"]
    assert send(STATUS, status(named["id"]), secret).status_code == 200


@pytest.mark.usefixtures("on")
def test_a_program_takes_back_nobodys_badge(secret: str, world: Any) -> None:
    badge = badge_for(world.seeker, world.evidence.skill)
    for name in (json.loads(badge.document)["id"], str(badge.identifier), ""):
        assert send(STATUS, status(name), secret).status_code == 404
    assert send(VERIFY, {"verifiableCredential": json.loads(badge.document)}, secret).json()["verified"]


@pytest.mark.usefixtures("on")
def test_a_status_that_is_not_whole_is_told_so(secret: str) -> None:
    for wrong in (
        status(3),
        status("urn:x", 3),
        status("urn:x", "message"),
        status("urn:x", on="true"),
        {"credentialId": "urn:x", "status": True},
    ):
        assert send(STATUS, wrong, secret).status_code == 400


@pytest.mark.usefixtures("on")
def test_a_key_nobody_believes_takes_back_what_programs_had_signed(
    owner: Actor, community: Community, secret: str
) -> None:
    send(ISSUE, {"credential": PLAIN}, secret)
    revoke_key(owner, SigningKey.objects.get(), now=timezone.now())
    entry = StatusEntry.objects.get(list__purpose="revocation")
    assert entry.signed_id is not None and entry.is_set


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "did:example:somebody"},
        {"issuer": {"id": "did:example:somebody"}},
        {"issuer": 3},
        {"proof": {"type": "DataIntegrityProof"}},
        {"validFrom": "yesterday"},
        {"type": ["Thing"]},
        {"type": ["VerifiableCredential", "NobodyDefinedThis"]},
        {"nobodyDefinedThis": "x"},
        {"@context": ["https://evil.example/context"]},
        {"credentialSubject": None},
        {"credentialSubject": {"id": "did:example:dana", "nobodyDefinedThis": 1}},
    ],
)
def test_what_would_not_be_covered_by_the_signature_is_not_signed(secret: str, wrong: dict[str, Any]) -> None:
    response = send(ISSUE, {"credential": PLAIN | wrong}, secret)
    assert response.status_code == 400
    assert response.json()["detail"]


@pytest.mark.usefixtures("on")
@in_one_world("who", ["convener", "trainer", "coach", "hiring_manager", "person"])
def test_only_an_owner_of_the_civic_lead_has_things_signed(
    community: Community, request: pytest.FixtureRequest, who: str
) -> None:
    secret = token(request.getfixturevalue(who), SCOPE).secret
    assert send(ISSUE, {"credential": PLAIN}, secret).status_code == 403
    assert send(STATUS, status("urn:x"), secret).status_code == 403
    assert send(VERIFY, {"verifiableCredential": outside_badge()}, secret).status_code == 200


@pytest.mark.usefixtures("on")
def test_a_badge_is_verified_also_inside_an_envelope(secret: str, world: Any) -> None:
    badge = badge_for(world.seeker, world.evidence.skill)
    enveloped = {
        "@context": VC_CONTEXT,
        "type": "EnvelopedVerifiableCredential",
        "id": f"data:application/vc+jwt,{badge.compact}",
    }
    for credential in (json.loads(badge.document), enveloped):
        said = send(VERIFY, {"verifiableCredential": credential}, secret).json()
        assert said == {"verified": True, "problemDetails": []}
    asked = {"verifiableCredential": enveloped, "options": {"returnCredential": True}}
    assert send(VERIFY, asked, secret).json()["verifiableCredential"] == enveloped


@pytest.mark.usefixtures("on")
def test_what_does_not_verify_says_which_check_failed(secret: str) -> None:
    bad = outside_badge()
    bad["name"] = "Changed"
    said = send(VERIFY, {"verifiableCredential": bad}, secret).json()
    assert said["verified"] is False
    assert said["problemDetails"][0]["title"] == "signature:does_not_hold"
    envelope = {"type": "EnvelopedVerifiableCredential", "id": "https://127.0.0.1/x"}
    assert send(VERIFY, {"verifiableCredential": envelope}, secret).json()["verified"] is False


HOLDER = keys.new_key(b"h" * 32)


def presentation(*credentials: Any, **more: Any) -> dict[str, Any]:
    return {
        "@context": [VC_CONTEXT],
        "type": ["VerifiablePresentation"],
        "holder": keys.did_key(HOLDER.public),
        "verifiableCredential": list(credentials),
        **more,
    }


def signed(document: dict[str, Any], **options: str) -> dict[str, Any]:
    """A presentation with a proof of its holder, made the way the standard says."""
    told = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-03-02T15:00:00Z",
        "verificationMethod": keys.method_id(keys.did_key(HOLDER.public), HOLDER.public),
        "proofPurpose": "authentication",
        **options,
    }
    value = HOLDER.sign(data_integrity._signed(document, told, ()))
    return {**document, "proof": {**told, "proofValue": "z" + keys.to_base58(value)}}


@pytest.mark.usefixtures("on")
def test_a_presentation_is_verified_with_its_holder_and_all_in_it(secret: str) -> None:
    whole = signed(presentation(outside_badge()), challenge="c1", domain="jobs.example")
    options = {"challenge": "c1", "domain": "jobs.example", "returnPresentation": True}
    said = send(PRESENT, {"verifiablePresentation": whole, "options": options}, secret).json()
    assert said["verified"] is True, said
    assert said["credentialResults"] == [{"verified": True, "problemDetails": []}]
    assert said["verifiablePresentation"] == whole


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize(
    ("change", "options", "code"),
    [
        ({}, {"challenge": "other"}, "challenge"),
        ({}, {"domain": "other.example"}, "domain"),
        ({"holder": "did:example:eve"}, {}, "holder"),
        ({"holder": "did:example:eve"}, {}, "does_not_hold"),
        ({"proof": None}, {}, "no_proof"),
        ({"proof": [1]}, {}, "proof_shape"),
        ({"type": ["Thing"]}, {}, "not_a_presentation"),
        ({"verifiableCredential": []}, {}, "credentials"),
    ],
)
def test_what_is_wrong_with_a_presentation_is_said(
    secret: str, change: dict[str, Any], options: dict[str, str], code: str
) -> None:
    whole = signed(presentation(outside_badge()), challenge="c1") | change
    said = send(PRESENT, {"verifiablePresentation": whole, "options": options}, secret).json()
    assert said["verified"] is False
    assert f"presentation:{code}" in [one["title"] for one in said["problemDetails"]]


@pytest.mark.usefixtures("on")
def test_one_bad_credential_spoils_it_and_six_are_too_many(secret: str) -> None:
    bad = outside_badge()
    bad["name"] = "Changed"
    said = send(PRESENT, {"presentation": presentation(outside_badge(), bad)}, secret).json()
    assert said["verified"] is False
    assert [one["verified"] for one in said["credentialResults"]] == [True, False]
    many = presentation(*[outside_badge()] * 6)
    said = send(PRESENT, {"presentation": many}, secret).json()
    assert said["verified"] is False and len(said["credentialResults"]) == 5


@pytest.mark.usefixtures("on")
def test_an_address_inside_a_presentation_is_not_followed(secret: str) -> None:
    said = send(PRESENT, {"presentation": presentation("https://127.0.0.1/x.json")}, secret).json()
    assert said["verified"] is False


@pytest.mark.usefixtures("on")
def test_whoever_asks_too_often_has_to_wait(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vc_api.pace, "with_token", 1)
    assert send(VERIFY, {"verifiableCredential": outside_badge()}, secret).status_code == 200
    response = send(VERIFY, {"verifiableCredential": outside_badge()}, secret)
    assert response.status_code == 429 and response["Retry-After"]


@pytest.mark.parametrize("setting", [True, False])
def test_the_scope_is_offered_only_where_it_is_switched_on(
    client: Client, owner: Actor, setting: bool
) -> None:
    account = Account.objects.get(pk=owner.account_id)
    client.force_login(account)
    with override_settings(VC_API=setting):
        page = client.get("/account/tokens/").content.decode()
    assert ("credentials:sign" in page) is setting

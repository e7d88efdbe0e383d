"""The compact form holds exactly what was signed, and nothing hostile passes for it."""

import base64
import json
import time
from datetime import UTC, datetime

import jwt as outside
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.credential_proofs import documents, jwt, keys

KEY = keys.new_key(b"k" * 32)
DID = keys.did_key(KEY.public)
FROM, UNTIL = datetime(2026, 3, 2, tzinfo=UTC), datetime(2099, 3, 2, tzinfo=UTC)
CREDENTIAL = documents.achievement_credential(
    id="urn:uuid:5b6e2d10-8c0f-4f6e-9f53-0f4f6f9d3c11",
    issuer=documents.Issuer(DID, "River City"),
    subject=documents.Subject(id="did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"),
    achievement=documents.Achievement("https://example.org/a/sql", "SQL", "Asks a database.", "A test."),
    valid_from=FROM,
    valid_until=UNTIL,
)
TOKEN = jwt.issue(CREDENTIAL, KEY)


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(payload: bytes, **header: object) -> str:
    head = text(json.dumps({"alg": "EdDSA", "typ": "JWT", **header}).encode())
    body = f"{head}.{text(payload)}"
    return f"{body}.{text(KEY.sign(body.encode()))}"


def payload(**changes: object) -> dict[str, object]:
    plain = {
        "iss": DID,
        "sub": CREDENTIAL["credentialSubject"]["id"],
        "jti": CREDENTIAL["id"],
        "nbf": int(FROM.timestamp()),
        "exp": int(UNTIL.timestamp()),
    }
    return {**CREDENTIAL, **plain, **changes}


def test_what_is_issued_is_read_again_and_holds():
    token = jwt.read(TOKEN)
    assert token.credential == CREDENTIAL
    assert token.holds_for(KEY.public)
    assert not token.holds_for(keys.new_key(b"o" * 32).public)


def test_another_library_accepts_the_token_and_finds_the_required_claims():
    assert FROM.timestamp() < time.time()
    public = Ed25519PublicKey.from_public_bytes(KEY.public)
    claims = outside.decode(TOKEN, public, algorithms=["EdDSA"], issuer=DID)
    assert claims == payload()
    assert outside.get_unverified_header(TOKEN)["typ"] == "JWT"


def test_a_token_of_another_library_is_accepted_under_both_types():
    secret = keys.Ed25519PrivateKey.from_private_bytes(KEY.seed)
    for kind in ("JWT", "vc+jwt"):
        made = outside.encode(payload(), secret, algorithm="EdDSA", headers={"typ": kind})
        assert jwt.read(made).holds_for(KEY.public)


@settings(max_examples=200)
@given(st.integers(0, len(TOKEN) - 1), st.sampled_from("ABCxyz019-_."))
def test_any_changed_character_is_refused(place, character):
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    if changed == TOKEN:
        return
    try:
        token = jwt.read(changed)
    except jwt.BadToken:
        return
    assert not token.holds_for(KEY.public)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "did:key:z"},
        {"jti": "urn:other"},
        {"nbf": 0},
        {"exp": 1},
        {"sub": "did:key:z"},
        {"validUntil": "soon"},
        {"id": ""},
    ],
    ids=str,
)
def test_claims_that_disagree_with_the_credential_are_refused(changes):
    with pytest.raises(jwt.BadToken, match="claims"):
        jwt.read(signed(json.dumps(payload(**changes)).encode()))


def test_a_token_need_not_repeat_its_subject():
    said = payload()
    del said["sub"]
    assert jwt.read(signed(json.dumps(said).encode())).credential == CREDENTIAL


@pytest.mark.parametrize("old", [{"vc": {}}, {"@context": [jwt.OLD_CONTEXT]}], ids=["vc", "context"])
def test_a_token_of_the_older_data_model_is_refused_as_such(old):
    with pytest.raises(jwt.BadToken, match="version_1"):
        jwt.read(signed(json.dumps(payload(**old)).encode()))


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("a" * (jwt.LONGEST + 1), "too_large"),
        ("a.b", "shape"),
        (signed(b"[]"), "shape"),
        (signed(b"{"), "shape"),
        (signed(b'{"a": NaN}'), "shape"),
        (signed(b'{"a": 1, "a": 2}'), "repeated_key"),
        (signed(b'{"a":' * 40 + b"1" + b"}" * 40), "too_deep"),
        (signed(b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}"), "too_deep"),
        (signed(json.dumps(payload()).encode(), alg="none"), "algorithm"),
        (signed(json.dumps(payload()).encode(), alg="HS256"), "algorithm"),
        (signed(json.dumps(payload()).encode(), alg="RS256"), "algorithm_unknown"),
        (signed(json.dumps(payload()).encode(), alg=["EdDSA"]), "algorithm"),
        (signed(json.dumps(payload()).encode(), crit=["b64"]), "algorithm"),
        (signed(json.dumps(payload()).encode(), typ="at+jwt"), "type"),
    ],
    ids=lambda value: value if len(value) < 20 else "token",
)
def test_a_hostile_or_foreign_token_is_refused_with_a_code(token, code):
    with pytest.raises(jwt.BadToken, match=code):
        jwt.read(token)

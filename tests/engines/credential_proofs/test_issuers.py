"""A key speaks for an issuer only where the issuer lists it, today."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.credential_proofs import jwt, keys
from techhire.engines.credential_proofs.issuers import BadIssuer, readable_keys
from techhire.engines.credential_proofs.verifying import Name, Verdict, verify

from .issued import DID, KEY, NOW, OTHER, dids, embedded, lists, unsigned
from .looking import ACTIVE, DIDS, JSON, LISTS, RETIRED, SIGNED, TAKEN_BACK, TOKEN, code, look


def test_a_did_key_is_asked_of_nobody():
    def nobody(did):
        raise AssertionError(did)

    did = keys.did_key(KEY.public)
    result = verify(embedded(did=did), did_document=nobody, status_list=lists(did=did).get, now=NOW)
    assert result.verdict is Verdict.VALID
    unnamed = jwt.issue(unsigned(did=did), KEY)
    assert (
        verify(unnamed, did_document=nobody, status_list=lists(did=did).get, now=NOW).verdict is Verdict.VALID
    )


def test_the_issuers_document_is_asked_for_once():
    asked = []

    def remember(did):
        asked.append(did)
        return DIDS[did]

    verify(SIGNED, did_document=remember, status_list=LISTS.get, now=NOW)
    assert asked == [DID]


def test_a_retired_key_still_counts_and_a_revoked_one_does_not():
    about = {"status_lists": lists(key=OTHER)}
    assert look(SIGNED, did_documents=dids((KEY, RETIRED), (OTHER, ACTIVE)), **about).verdict is Verdict.VALID
    gone = dids((KEY, TAKEN_BACK), (OTHER, ACTIVE))
    assert code(SIGNED, Name.ISSUER_KEY, did_documents=gone) == "failed key_not_listed"
    assert code(TOKEN, Name.ISSUER_KEY, did_documents=gone) == "failed key_not_listed"


def document(**words) -> dict[str, dict[str, object]]:
    """The issuer's document with other words."""
    return {DID: {**DIDS[DID], **words}}


METHOD = DIDS[DID]["verificationMethod"][0]
P384 = "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ"
JWK = {"kty": "OKP", "crv": "Ed25519", "x": "dXJuOng"}
DOCUMENTS = {
    "not to be had": ({}, "not_checked issuer_not_reached"),
    "of another": (document(id="did:web:other.example"), "failed issuer_document"),
    "without uses": (document(assertionMethod=[]), "failed key_not_listed"),
    "uses of another kind": (document(assertionMethod="x"), "failed issuer_document"),
    "without methods": (document(verificationMethod=[]), "failed key_not_listed"),
    "too many": (document(assertionMethod=[METHOD["id"]] * 101), "failed issuer_document"),
    "inside": (document(verificationMethod=[], assertionMethod=[METHOD]), "passed"),
    "relative": (
        document(
            verificationMethod=[{**METHOD, "id": "#" + METHOD["id"].partition("#")[2]}],
            assertionMethod=["#" + METHOD["id"].partition("#")[2]],
        ),
        "passed",
    ),
    "controlled by another": (
        document(verificationMethod=[{**METHOD, "controller": "did:web:other.example"}]),
        "failed other_issuer",
    ),
    "revoked by date": (
        document(verificationMethod=[{**METHOD, "revoked": "2026-03-03T00:00:00Z"}]),
        "failed key_revoked",
    ),
    "to be revoked": (document(verificationMethod=[{**METHOD, "revoked": "2036-03-03T00:00:00Z"}]), "passed"),
    "no date": (document(verificationMethod=[{**METHOD, "expires": "soon"}]), "failed key_revoked"),
    "another kind": (document(verificationMethod=[{**METHOD, "type": "X25519"}]), "failed key_kind"),
    "another curve": (
        document(verificationMethod=[{**METHOD, "publicKeyMultibase": "zDna"}]),
        "failed key_kind",
    ),
    "a curve we do not know": (
        document(verificationMethod=[{**METHOD, "publicKeyMultibase": P384}]),
        "not_checked key_unknown",
    ),
    "a jwk of a curve we do not know": (
        document(
            verificationMethod=[
                {**METHOD, "type": "JsonWebKey", "publicKeyJwk": {"kty": "EC", "crv": "P-384"}}
            ]
        ),
        "not_checked key_unknown",
    ),
    "short jwk": (
        document(verificationMethod=[{**METHOD, "type": "JsonWebKey", "publicKeyJwk": JWK}]),
        "failed key_kind",
    ),
    "no jwk": (document(verificationMethod=[{**METHOD, "type": "JsonWebKey"}]), "failed key_kind"),
}


@pytest.mark.parametrize(("did_documents", "wanted"), DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize("thing", [SIGNED, TOKEN], ids=["embedded", "compact"])
def test_a_key_must_be_listed_by_its_issuer(thing, did_documents, wanted):
    assert code(thing, Name.ISSUER_KEY, did_documents=did_documents) == wanted


def test_a_key_may_be_written_as_a_jwk():
    x = jwt._text(KEY.public)
    method = {**METHOD, "type": "JsonWebKey", "publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": x}}
    assert look(SIGNED, did_documents=document(verificationMethod=[method])).verdict is Verdict.VALID


def test_somebody_elses_key_does_not_speak_for_the_issuer():
    forged = embedded(did=keys.did_key(OTHER.public), key=OTHER)
    forged["issuer"]["id"] = DID
    assert code(forged, Name.ISSUER_KEY) == "failed other_issuer"
    assert code(jwt.issue(unsigned(), OTHER), Name.ISSUER_KEY) == "failed key_not_listed"


@settings(max_examples=60)
@given(st.sampled_from(["whole", *DIDS[DID], *METHOD]), JSON)
def test_no_hostile_document_breaks_the_verifier(place, value):
    said = copy.deepcopy(DIDS[DID])
    if place == "whole":
        said = value
    elif place in METHOD:
        said["verificationMethod"][0][place] = value
    else:
        said[place] = value
    verify(SIGNED, did_document=lambda did: said, status_list=LISTS.get, now=NOW)


def test_keys_that_can_be_checked_with_are_counted():
    whole = dids((KEY, ACTIVE), (OTHER, RETIRED))[DID]
    assert readable_keys(whole, DID, NOW) == 2
    first = {**whole["verificationMethod"][0], "revoked": "2020-01-01T00:00:00Z"}
    assert (
        readable_keys({**whole, "verificationMethod": [first, whole["verificationMethod"][1]]}, DID, NOW) == 1
    )
    rsa = {**first, "publicKeyMultibase": "z" + keys.to_base58(b"\x12\x05" + bytes(40))}
    del rsa["revoked"]
    assert readable_keys({**whole, "assertionMethod": [rsa], "verificationMethod": []}, DID, NOW) == 0
    with pytest.raises(BadIssuer):
        readable_keys(whole, "did:web:other.example", NOW)
    with pytest.raises(BadIssuer):
        readable_keys([], DID, NOW)


@pytest.mark.parametrize("bad", ["did:web:other.example#k9", "#nowhere", 7, {"type": "Multikey"}])
def test_an_entry_that_names_no_key_of_the_issuer_does_not_spoil_the_others(bad):
    """The verifier takes such a document for its good key, so it is this issuer's also where keys are counted."""
    whole = DIDS[DID]
    mixed = {**whole, "assertionMethod": [*whole["assertionMethod"], bad]}
    assert look(SIGNED, did_documents={DID: mixed}).verdict is Verdict.VALID
    assert readable_keys(mixed, DID, NOW) == 1
    assert readable_keys({**mixed, "assertionMethod": [bad]}, DID, NOW) == 0
    with pytest.raises(BadIssuer, match="issuer_document"):
        readable_keys({**mixed, "assertionMethod": []}, "did:web:other.example", NOW)


def test_a_listed_key_that_another_issuer_holds_is_not_counted():
    whole = DIDS[DID]
    foreign = {**METHOD, "id": "did:web:other.example#k9"}
    listed = {**whole, "assertionMethod": [foreign["id"]], "verificationMethod": [foreign]}
    assert readable_keys(listed, DID, NOW) == 0

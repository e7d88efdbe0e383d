"""A proof inside a credential covers every word of it, and is only made where it can."""

import copy
import hashlib
from datetime import timedelta

import pytest

from techhire.engines.credential_proofs import contexts, keys, linked_data
from techhire.engines.credential_proofs.data_integrity import (
    BadProof,
    check_times,
    proof_holds,
    proofs_in,
    read_proof,
    sign,
)
from techhire.engines.credential_proofs.documents import VC_CONTEXT

from .issued import DID, FROM, KEY, NOW, OTHER, embedded, unsigned

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
PUBLISHED_KEY = keys.new_key(keys.from_base58("3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")[2:])
PUBLISHED_METHOD = keys.method_id(keys.did_key(PUBLISHED_KEY.public), PUBLISHED_KEY.public)
PUBLISHED = {
    "@context": [VC_CONTEXT, EXAMPLES],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": PUBLISHED_METHOD,
        "proofPurpose": "assertionMethod",
        "proofValue": "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme",
    },
}


def test_the_test_vector_of_the_standard_holds(monkeypatch):
    """W3C Data Integrity EdDSA Cryptosuites 1.0, B.1; its examples' context is one no product would pin."""
    known = {**contexts.PINNED, EXAMPLES: ("", "")}
    monkeypatch.setattr(linked_data, "PINNED", known)
    examples = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
    monkeypatch.setattr(
        linked_data, "context", lambda name: examples if name == EXAMPLES else contexts.context(name)
    )
    proof = read_proof(PUBLISHED["proof"])
    assert proof_holds(PUBLISHED, proof, PUBLISHED_KEY.public)
    assert not proof_holds({**PUBLISHED, "name": "Another"}, proof, PUBLISHED_KEY.public)


def test_what_is_signed_holds_for_the_issuers_key_alone():
    signed = embedded()
    proof = read_proof(signed["proof"])
    assert proof.method == keys.method_id(DID, KEY.public)
    assert proof_holds(signed, proof, KEY.public)
    assert not proof_holds(signed, proof, OTHER.public)


def test_signing_leaves_the_document_alone_and_is_always_the_same():
    document = unsigned()
    before = copy.deepcopy(document)
    assert sign(document, KEY, created=FROM) == sign(document, KEY, created=FROM)
    assert document == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"issuer": ""}, "issuer"),
        ({"favoriteColor": "green"}, "undefined_term"),
        ({"jti": "urn:x"}, "undefined_term"),
        ({"type": ["VerifiableCredential", "Favorite"]}, "undefined_term"),
        ({"@context": ["https://example.org"]}, "unknown_context"),
        ({"name": "a\0"}, "characters"),
    ],
    ids=str,
)
def test_nothing_is_signed_that_a_proof_would_not_cover(change, code):
    with pytest.raises(BadProof, match=code):
        sign({**unsigned(), **change}, KEY, created=FROM)


def test_a_second_proof_stands_beside_the_first_and_both_hold():
    twice = sign(embedded(), OTHER, created=FROM)
    first, second = (read_proof(one) for one in proofs_in(twice))
    assert proof_holds(twice, first, KEY.public)
    assert proof_holds(twice, second, OTHER.public)


def chained() -> dict[str, object]:
    """A credential whose second proof builds on the first."""
    first = {**embedded()["proof"], "id": "urn:uuid:0d8f6c1e-0000-4000-8000-000000000001"}
    document = unsigned()
    options = {word: value for word, value in first.items() if word != "proofValue"}
    first = {**options, "proofValue": _value(document, options, [])}
    options = {
        **{word: value for word, value in options.items() if word != "id"},
        "verificationMethod": keys.method_id(DID, OTHER.public),
        "previousProof": first["id"],
    }
    second = {**options, "proofValue": _value(document, options, [first], OTHER)}
    return {**document, "proof": [first, second]}


def _value(document, options, earlier, key=KEY):
    """What the standard has signed: the digest of the options, then that of the document."""
    told = linked_data.canonical({"@context": document["@context"], **options})
    said = linked_data.canonical({**document, **({"proof": earlier} if earlier else {})})
    both = hashlib.sha256(told).digest() + hashlib.sha256(said).digest()
    return "z" + keys.to_base58(key.sign(both))


def test_a_proof_that_builds_on_another_covers_it():
    document = chained()
    first, second = (read_proof(one) for one in proofs_in(document))
    assert proof_holds(document, first, KEY.public)
    assert proof_holds(document, second, OTHER.public)
    document["proof"][0]["created"] = "2026-03-02T15:00:01Z"
    assert not proof_holds(document, second, OTHER.public)


def test_a_proof_whose_ground_is_gone_is_refused():
    document = chained()
    document["proof"] = document["proof"][1:]
    with pytest.raises(BadProof, match="previous_proof"):
        proof_holds(document, read_proof(document["proof"][0]), OTHER.public)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "Ed25519Signature2020"}, "suite_unknown"),
        ({"cryptosuite": "eddsa-jcs-2022"}, "suite_unknown"),
        ({"proofPurpose": "authentication"}, "purpose"),
        ({"proofPurpose": ["assertionMethod"]}, "purpose"),
        ({"verificationMethod": {"id": "x"}}, "proof_shape"),
        ({"created": "2026-03-02"}, "proof_shape"),
        ({"created": "2026-03-02T15:00:00"}, "proof_shape"),
        ({"expires": ["2026-03-02T15:00:00Z"]}, "proof_shape"),
        ({"expires": None}, "proof_shape"),
        ({"previousProof": [3]}, "proof_shape"),
        ({"previousProof": ""}, "proof_shape"),
        ({"proofValue": "u123"}, "proof_shape"),
        ({"proofValue": "z0"}, "proof_shape"),
        ({"proofValue": "z" + "1" * 500}, "proof_shape"),
        ({"proofValue": "z2"}, "proof_shape"),
        ({"@context": [VC_CONTEXT]}, "proof_shape"),
    ],
    ids=str,
)
def test_a_proof_of_another_kind_or_form_is_refused(change, code):
    with pytest.raises(BadProof, match=code):
        read_proof({**embedded()["proof"], **change})


@pytest.mark.parametrize(
    ("proof", "code"), [(None, "no_proof"), ([], "no_proof"), ("x", "proof_shape"), ([{}] * 5, "proof_shape")]
)
def test_proofs_that_are_none_or_too_many_are_refused(proof, code):
    with pytest.raises(BadProof, match=code):
        proofs_in({"proof": proof})


def test_a_proof_runs_out_and_does_not_come_from_the_future():
    short = read_proof(sign(unsigned(), KEY, created=FROM, expires=NOW)["proof"])
    check_times(short, NOW)
    check_times(short, FROM)
    with pytest.raises(BadProof, match="proof_expired"):
        check_times(short, NOW + timedelta(seconds=1))
    with pytest.raises(BadProof, match="proof_from_the_future"):
        check_times(short, FROM - timedelta(minutes=6))

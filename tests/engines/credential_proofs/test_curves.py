"""Keys on P-256: what others sign with them holds here, and no key passes for one of another kind."""

import json

import jwt as outside
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.credential_proofs import contexts, jwt, keys, linked_data
from techhire.engines.credential_proofs.curves import ED25519, P256, UnknownKind
from techhire.engines.credential_proofs.data_integrity import _signed, proof_holds, read_proof
from techhire.engines.credential_proofs.documents import VC_CONTEXT
from techhire.engines.credential_proofs.verifying import Name, Verdict, verify

from .issued import NOW, compact, embedded, lists, unsigned

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
PUBLISHED_KEY = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
PUBLISHED_SECRET = "z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN"
PUBLISHED_P384 = "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ"
P384_PROOF = (
    "z2TbABGK6hv4svEB3z97iSHb53AAgkpdF29ufhjftTdcAHsbif9E98qZwu3qePHBnBwE283o5ph6EgBHJYSmvtfweL7xyCaoJ6NDWWCyqxz6"
    "M2MumKaMXUuaoHihsRpuKaTtH"
)
PUBLISHED_DIGESTS = (
    "3a8a522f689025727fb9d1f0fa99a618da023e8494ac74f51015d009d35abc2e"
    "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
)
ISSUER = "https://vc.example/issuers/5678"
PUBLISHED = {
    "@context": [VC_CONTEXT, EXAMPLES],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": ISSUER,
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": {
        "type": "DataIntegrityProof",
        "cryptosuite": "ecdsa-rdfc-2019",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"did:key:{PUBLISHED_KEY}#{PUBLISHED_KEY}",
        "proofPurpose": "assertionMethod",
        "proofValue": "zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw",
    },
}
SECRET = ec.derive_private_key(0x1DEA5, ec.SECP256R1())
PUBLIC = SECRET.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
DID = "did:key:z" + keys.to_base58(P256.prefix + PUBLIC)
METHOD = f"{DID}#{DID.removeprefix('did:key:')}"


def raw(message: bytes, secret: ec.EllipticCurvePrivateKey = SECRET) -> bytes:
    """A signature as JOSE and Data Integrity write it: r, then s."""
    r, s = decode_dss_signature(secret.sign(message, ec.ECDSA(SHA256())))
    return r.to_bytes(32) + s.to_bytes(32)


def of_another_maker(**changes: object) -> dict[str, object]:
    """An Open Badge signed with a P-256 key in ecdsa-rdfc-2019."""
    document = unsigned(did=DID, status=[])
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "ecdsa-rdfc-2019",
        "created": "2026-03-02T15:00:00Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
        **changes,
    }
    value = "z" + keys.to_base58(raw(_signed(document, options, ())))
    return {**document, "proof": {**options, "proofValue": value}}


def token(secret: object = SECRET, algorithm: str = "ES256", **header: object) -> str:
    """The same as a token that PyJWT signed."""
    said = {**unsigned(did=DID, status=[])}
    claims = jwt._claims(said)
    return outside.encode({**said, **claims}, secret, algorithm=algorithm, headers={"kid": METHOD, **header})


def look(thing: object, **about: object):
    return verify(thing, did_document=lambda did: None, status_list=lists().get, now=NOW, **about)


def test_the_test_vector_of_the_standard_holds(monkeypatch):
    """W3C Data Integrity ECDSA Cryptosuites 1.0, with curve P-256; its examples' context is one nobody would pin."""
    monkeypatch.setattr(linked_data, "PINNED", {**contexts.PINNED, EXAMPLES: ("", "")})
    examples = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
    monkeypatch.setattr(
        linked_data, "context", lambda name: examples if name == EXAMPLES else contexts.context(name)
    )
    proof, public = read_proof(PUBLISHED["proof"]), P256.of_multikey(PUBLISHED_KEY)
    assert _signed(PUBLISHED, proof.options, ()).hex() == PUBLISHED_DIGESTS
    assert proof_holds(PUBLISHED, proof, public)
    assert not proof_holds({**PUBLISHED, "name": "Another"}, proof, public)


def test_the_key_pair_of_the_test_vector_belongs_together():
    secret = keys.from_base58(PUBLISHED_SECRET[1:])
    assert secret[:2] == bytes.fromhex("8626")
    key = ec.derive_private_key(int.from_bytes(secret[2:]), ec.SECP256R1()).public_key()
    written = key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    assert P256.of_multikey(PUBLISHED_KEY) == written


def test_a_badge_of_a_maker_with_such_a_key_is_valid_in_both_forms():
    for thing in (of_another_maker(), token(), token(typ="vc+jwt")):
        assert look(thing).verdict is Verdict.VALID


def test_what_was_changed_afterwards_does_not_hold():
    changed = {**of_another_maker(), "name": "Another badge"}
    assert look(changed).check(Name.SIGNATURE).code == "does_not_hold"
    head, body, signature = token().split(".")
    claims = json.loads(jwt._bytes(body)) | {"name": "Another badge"}
    moved = f"{head}.{jwt._text(json.dumps(claims).encode())}.{signature}"
    assert look(moved).check(Name.SIGNATURE).code == "does_not_hold"


@settings(max_examples=40)
@given(st.integers(0, 511))
def test_a_signature_with_one_changed_bit_does_not_hold(bit):
    signature = bytearray(raw(b"badge"))
    assert P256.verifies(PUBLIC, bytes(signature), b"badge")
    signature[bit // 8] ^= 1 << bit % 8
    assert not P256.verifies(PUBLIC, bytes(signature), b"badge")


@pytest.mark.parametrize(
    ("public", "signature"),
    [
        (PUBLIC, b""),
        (PUBLIC, bytes(64)),
        (PUBLIC, raw(b"badge") + b"\0"),
        (PUBLIC, SECRET.sign(b"badge", ec.ECDSA(SHA256()))),
        (bytes(33), raw(b"badge")),
        (b"\x02" + b"\xff" * 32, raw(b"badge")),
        (b"", raw(b"badge")),
    ],
    ids=["none", "zeros", "too long", "in DER", "no point", "off the curve", "no key"],
)
def test_what_is_no_signature_or_no_key_does_not_hold(public, signature):
    assert not P256.verifies(public, signature, b"badge")


def test_a_key_of_one_kind_does_not_serve_a_proof_of_the_other():
    swapped = {**embedded(did=keys.did_key(keys.new_key(b"k" * 32).public))}
    swapped["proof"] = {**swapped["proof"], "cryptosuite": "ecdsa-rdfc-2019"}
    assert look(swapped).check(Name.ISSUER_KEY).code == "key_kind"
    back = of_another_maker(cryptosuite="eddsa-rdfc-2022")
    assert look(back).check(Name.ISSUER_KEY).code == "key_kind"
    head = jwt._pack({"alg": "EdDSA", "typ": "JWT", "kid": METHOD})
    other = head + "." + token().split(".", 1)[1]
    assert look(other).check(Name.ISSUER_KEY).code == "key_kind"
    ours = compact(did=keys.did_key(keys.new_key(b"k" * 32).public)).split(".", 1)[1]
    assert (
        look(f"{jwt._pack({'alg': 'ES256', 'typ': 'JWT'})}.{ours}").check(Name.ISSUER_KEY).code == "key_kind"
    )


def test_an_honest_key_of_a_kind_we_do_not_know_leaves_the_question_open():
    did = f"did:key:{PUBLISHED_P384}"
    document = {**of_another_maker(), "issuer": {**unsigned()["issuer"], "id": did}}
    method = f"{did}#{PUBLISHED_P384}"
    document["proof"] = {**document["proof"], "verificationMethod": method, "proofValue": P384_PROOF}
    result = look(document)
    assert (result.verdict, result.check(Name.ISSUER_KEY).code) == (Verdict.CANNOT_TELL, "key_unknown")
    with pytest.raises(UnknownKind):
        P256.of_multikey(PUBLISHED_P384)
    with pytest.raises(UnknownKind):
        ED25519.of_jwk({"kty": "RSA", "n": "x", "e": "AQAB"})


def test_a_key_may_be_written_as_a_jwk():
    numbers = SECRET.public_key().public_numbers()
    jwk = {"kty": "EC", "crv": "P-256"} | {
        name: jwt._text(getattr(numbers, name).to_bytes(32)) for name in ("x", "y")
    }
    assert P256.of_jwk(jwk) == PUBLIC
    for wrong in (
        {**jwk, "y": jwk["x"]},
        {**jwk, "x": "AA"},
        {**jwk, "x": None},
        {**jwk, "crv": ["P-256"]},
        3,
    ):
        with pytest.raises(keys.BadKey):
            P256.of_jwk(wrong)


def test_it_is_never_what_we_sign_with():
    assert embedded()["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert outside.get_unverified_header(compact())["alg"] == "EdDSA"

"""Keys are written as the standards write them, and identifiers lead to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.credential_proofs import keys
from techhire.engines.credential_proofs.curves import ED25519

SEEDS = st.binary(min_size=32, max_size=32)


def test_a_seed_gives_the_public_key_and_signature_of_rfc_8032():
    key = keys.new_key(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a")


def test_the_key_pair_of_the_w3c_test_vector_belongs_together():
    secret = keys.from_base58("3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")
    assert secret[:2] == bytes.fromhex("8026")
    public = keys.new_key(secret[2:]).public
    assert keys.multikey(public) == "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"


@pytest.mark.parametrize(
    ("data", "text"), [(b"Hello World!", "2NEpo7TZRRrLZSi2U"), (bytes.fromhex("0000287fb4cd"), "11233QC4")]
)
def test_base58_agrees_with_the_published_examples(data, text):
    assert keys.to_base58(data) == text
    assert keys.from_base58(text) == data


@given(st.binary(max_size=80))
def test_base58_loses_nothing(data):
    assert keys.from_base58(keys.to_base58(data)) == data


@pytest.mark.parametrize("text", ["0", "l", "é", "1" * 141])
def test_what_is_not_base58_is_refused(text):
    with pytest.raises(keys.BadKey):
        keys.from_base58(text)


@given(SEEDS)
def test_a_did_key_leads_back_to_its_key(seed):
    public = keys.new_key(seed).public
    did = keys.did_key(public)
    assert ED25519.of_did_key(did) == ED25519.of_did_key(f"{did}#{keys.multikey(public)}") == public


def test_a_did_key_whose_fragment_names_another_key_is_refused():
    mine, other = keys.new_key(b"a" * 32).public, keys.new_key(b"b" * 32).public
    with pytest.raises(keys.BadKey):
        ED25519.of_did_key(f"{keys.did_key(mine)}#{keys.multikey(other)}")


@given(SEEDS, st.binary(max_size=40), st.integers(0, 511))
def test_a_signature_with_one_changed_bit_does_not_hold(seed, message, bit):
    key = keys.new_key(seed)
    signature = bytearray(key.sign(message))
    assert keys.signature_holds(key.public, bytes(signature), message)
    signature[bit // 8] ^= 1 << bit % 8
    assert not keys.signature_holds(key.public, bytes(signature), message)


@pytest.mark.parametrize(
    ("did", "address"),
    [
        ("did:web:example.org", "https://example.org/.well-known/did.json"),
        ("did:web:example.org:c:river#key", "https://example.org/c/river/did.json"),
        ("did:web:localhost%3A8000", "https://localhost:8000/.well-known/did.json"),
    ],
)
def test_a_did_web_names_the_address_of_its_document(did, address):
    assert keys.did_web_address(did) == address


def test_a_host_with_a_port_keeps_it_in_its_did_web():
    assert keys.did_web("localhost:8000", "c", "river") == "did:web:localhost%3A8000:c:river"


@pytest.mark.parametrize(
    "did", ["did:key:z6Mk", "did:web:", "did:web:a%2Fb", "did:web:a:..", "did:web:user%40a", "https://a"]
)
def test_a_did_web_that_could_lead_elsewhere_is_refused(did):
    with pytest.raises(keys.BadKey):
        keys.did_web_address(did)


def test_a_retired_key_stays_in_the_document_and_a_revoked_one_leaves():
    pairs = [
        (keys.new_key(bytes([number]) * 32).public, standing) for number, standing in enumerate(keys.Standing)
    ]
    document = keys.did_document("did:web:example.org", [keys.ListedKey(*pair) for pair in pairs])
    kept = [
        keys.method_id("did:web:example.org", public) for public, standing in pairs if standing != "revoked"
    ]
    assert document["assertionMethod"] == kept == [line["id"] for line in document["verificationMethod"]]


def test_the_secret_is_never_printed():
    assert "seed" not in repr(keys.new_key(b"s" * 32)) and "ssss" not in repr(keys.new_key(b"s" * 32))

"""Proofs that travel inside the credential: eddsa-rdfc-2022, which we write, and ecdsa-rdfc-2019 on P-256.

Source: W3C Data Integrity 1.0, Data Integrity EdDSA Cryptosuites 1.0 and Data Integrity ECDSA Cryptosuites 1.0. What is
signed is the SHA-256 of the proof's options followed by the SHA-256 of the document, both in canonical form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from techhire.engines.credential_proofs.curves import ED25519, P256, Curve
from techhire.engines.credential_proofs.documents import issuer_of, moment, read_moment
from techhire.engines.credential_proofs.keys import (
    BadKey,
    SigningKey,
    from_base58,
    method_id,
    to_base58,
)
from techhire.engines.credential_proofs.linked_data import BadLinkedData, canonical

KIND = "DataIntegrityProof"
SUITE = "eddsa-rdfc-2022"
"""The suite we sign in."""
SUITES: Mapping[object, Curve] = {SUITE: ED25519, "ecdsa-rdfc-2019": P256}
"""The suites we read, each with the kind of key it takes here."""
SIZES = (64, 96)
"""Bytes of a signature; the second is of P-384, whose keys we do not know."""
PURPOSE = "assertionMethod"
MOST_PROOFS = 4
SKEW = timedelta(minutes=5)
"""How far the clock of an issuer may be ahead of ours."""


class BadProof(ValueError):
    """A document that cannot be signed, or a proof that cannot be used; the argument is a code.

    no_proof, proof_shape, suite_unknown, purpose, previous_proof, proof_expired, proof_from_the_future, issuer,
    and those of BadLinkedData.
    """


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof taken apart, not yet believed; `options` is what it says of itself, without the signature."""

    curve: Curve
    method: str
    created: datetime | None
    expires: datetime | None
    previous: tuple[str, ...]
    options: Mapping[str, object]
    signature: bytes


def sign(
    credential: Mapping[str, object], key: SigningKey, *, created: datetime, expires: datetime | None = None
) -> dict[str, object]:
    """A copy of the credential with a proof by its issuer's key; proofs it already has stay.

    Raises BadProof where the document names no issuer, or holds anything a proof would leave unsigned.
    """
    issuer = issuer_of(credential)
    if not issuer:
        raise BadProof("issuer")
    options: dict[str, object] = {
        "type": KIND,
        "cryptosuite": SUITE,
        "created": moment(created),
        **({"expires": moment(expires)} if expires else {}),
        "verificationMethod": method_id(issuer, key.public),
        "proofPurpose": PURPOSE,
    }
    earlier = [] if "proof" not in credential else list(proofs_in(credential))
    try:
        signature = key.sign(_signed(credential, options, ()))
    except BadLinkedData as problem:
        raise BadProof(str(problem)) from problem
    made = {**options, "proofValue": "z" + to_base58(signature)}
    return {**credential, "proof": [*earlier, made] if earlier else made}


def proofs_in(document: Mapping[str, object]) -> tuple[Mapping[str, object], ...]:
    """The proofs a document carries, as it writes them; raises BadProof without any, or with too many."""
    said = document.get("proof")
    found = said if isinstance(said, list) else [] if said is None else [said]
    if not found:
        raise BadProof("no_proof")
    proofs = tuple(one for one in found if isinstance(one, Mapping))
    if len(proofs) != len(found) or len(found) > MOST_PROOFS:
        raise BadProof("proof_shape")
    return proofs


def is_known(said: Mapping[str, object]) -> bool:
    """Whether a proof is of a suite we know; another one may be right, we cannot tell."""
    suite = said.get("cryptosuite")
    return said.get("type") == KIND and isinstance(suite, str) and suite in SUITES


def read_proof(said: Mapping[str, object]) -> Proof:
    """A proof taken apart; raises BadProof for another suite, purpose, or a form the standard does not allow."""
    if not is_known(said):
        raise BadProof("suite_unknown")
    if said.get("proofPurpose") != PURPOSE:
        raise BadProof("purpose")
    times = {word: read_moment(said[word]) for word in ("created", "expires") if word in said}
    method = said.get("verificationMethod")
    if None in times.values() or not isinstance(method, str) or "@context" in said:
        raise BadProof("proof_shape")
    options = {word: value for word, value in said.items() if word != "proofValue"}
    return Proof(
        SUITES[said["cryptosuite"]],
        method,
        times.get("created"),
        times.get("expires"),
        _names(said.get("previousProof")),
        options,
        _signature(said.get("proofValue")),
    )


def check_times(proof: Proof, now: datetime) -> None:
    """Raise BadProof where a proof has run out, or was made later than now."""
    if proof.expires is not None and proof.expires < now:
        raise BadProof("proof_expired")
    if proof.created is not None and proof.created > now + SKEW:
        raise BadProof("proof_from_the_future")


def proof_holds(document: Mapping[str, object], proof: Proof, public: bytes) -> bool:
    """Whether the holder of this key signed the document together with the proofs that this one builds on.

    Raises BadProof where one of those is not in the document, BadLinkedData for what has no safe canonical form.
    """
    written = [one for one in proofs_in(document) if one.get("id") in proof.previous]
    if {one.get("id") for one in written} != set(proof.previous):
        raise BadProof("previous_proof")
    return proof.curve.verifies(public, proof.signature, _signed(document, proof.options, written))


def _signed(
    document: Mapping[str, object], options: Mapping[str, object], earlier: Sequence[Mapping[str, object]]
) -> bytes:
    bare = {word: value for word, value in document.items() if word != "proof"}
    if earlier:
        bare["proof"] = list(earlier)
    told = canonical({"@context": document.get("@context"), **options})
    said = canonical(bare)
    return hashlib.sha256(told).digest() + hashlib.sha256(said).digest()


def _names(said: object) -> tuple[str, ...]:
    listed = said if isinstance(said, list) else [] if said is None else [said]
    names = tuple(name for name in listed if isinstance(name, str) and name)
    if len(names) != len(listed):
        raise BadProof("proof_shape")
    return names


def _signature(said: object) -> bytes:
    try:
        signature = from_base58(said[1:]) if isinstance(said, str) and said.startswith("z") else b""
    except BadKey as problem:
        raise BadProof("proof_shape") from problem
    if len(signature) not in SIZES:
        raise BadProof("proof_shape")
    return signature

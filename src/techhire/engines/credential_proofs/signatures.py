"""Whether the issuer signed it: the same three checks for an embedded proof and for a token."""

from __future__ import annotations

from collections.abc import Mapping

from techhire.engines.credential_proofs.arriving import Arrived
from techhire.engines.credential_proofs.curves import Curve
from techhire.engines.credential_proofs.data_integrity import (
    BadProof,
    Proof,
    check_times,
    is_known,
    proof_holds,
    proofs_in,
    read_proof,
)
from techhire.engines.credential_proofs.documents import VC_CONTEXT
from techhire.engines.credential_proofs.issuers import BadIssuer, IssuerKeys, UnknownIssuer
from techhire.engines.credential_proofs.linked_data import BadLinkedData, canonical
from techhire.engines.credential_proofs.verification import (
    Check,
    Name,
    Outcome,
    failed,
    not_checked,
    passed,
)

Three = tuple[Check, Check, Check]


def signature_checks(arrived: Arrived, keys: IssuerKeys) -> Three:
    """The checks of contexts, issuer key and signature."""
    if arrived.token is not None:
        return _of_token(arrived, keys)
    document = {word: value for word, value in arrived.credential.items() if word != "proof"}
    try:
        canonical(document)
    except BadLinkedData as problem:
        # Words of a context we do not have may be right; words no context has are not.
        unknown = str(problem) == "unknown_context"
        broken = (not_checked if unknown else failed)(Name.CONTEXTS, str(problem))
        return broken, not_checked(Name.ISSUER_KEY, "contexts"), not_checked(Name.SIGNATURE, "contexts")
    return passed(Name.CONTEXTS), *_of_proofs(arrived, keys)


def holds(checks: tuple[Check, ...]) -> bool:
    """Whether all of some checks passed."""
    return all(check.outcome is Outcome.PASSED for check in checks)


def _of_proofs(arrived: Arrived, keys: IssuerKeys) -> tuple[Check, Check]:
    """Every proof we can read must hold and be the issuer's; one of another suite or kind of key is let be."""
    try:
        proofs = [read_proof(one) for one in proofs_in(arrived.credential) if is_known(one)]
    except BadProof as problem:
        return not_checked(Name.ISSUER_KEY, "signature"), failed(Name.SIGNATURE, str(problem))
    if not proofs:
        return not_checked(Name.ISSUER_KEY, "suite_unknown"), not_checked(Name.SIGNATURE, "suite_unknown")
    told = [_of_proof(arrived, proof, keys) for proof in proofs]
    readable = [checks for checks in told if checks[0].code != "key_unknown"]
    return next((checks for checks in readable if not holds(checks)), (readable or told)[0])


def _of_proof(arrived: Arrived, proof: Proof, keys: IssuerKeys) -> tuple[Check, Check]:
    key, public = _key(keys, proof.method, proof.curve)
    if public is None:
        return key, not_checked(Name.SIGNATURE, "no_key")
    try:
        check_times(proof, keys.now)
        held = proof_holds(arrived.credential, proof, public)
    except (BadProof, BadLinkedData) as problem:
        return key, failed(Name.SIGNATURE, str(problem))
    return key, passed(Name.SIGNATURE) if held else failed(Name.SIGNATURE, "does_not_hold")


def _of_token(arrived: Arrived, keys: IssuerKeys) -> Three:
    contexts = _named(arrived.credential)
    token = arrived.token
    method = _method_of(token.header if token else {}, keys.issuer)
    if token is None or not method:
        return contexts, not_checked(Name.ISSUER_KEY, "no_key"), failed(Name.SIGNATURE, "no_key")
    key, public = _key(keys, method, token.curve)
    if public is None:
        return contexts, key, not_checked(Name.SIGNATURE, "no_key")
    held = passed(Name.SIGNATURE) if token.holds_for(public) else failed(Name.SIGNATURE, "does_not_hold")
    return contexts, key, held


def _named(credential: Mapping[str, object]) -> Check:
    """A token signs its own letters, so contexts are not read; the data model must still be the one we know."""
    named = credential.get("@context")
    if not isinstance(named, list) or named[:1] != [VC_CONTEXT]:
        return failed(Name.CONTEXTS, "unknown_context")
    return passed(Name.CONTEXTS, "not_needed")


def _method_of(header: dict[str, object], issuer: str) -> str:
    """The key a token names; a did:key has but one, so its issuer need not name it."""
    named = header.get("kid")
    if isinstance(named, str) and named:
        return named
    alone = issuer.removeprefix("did:key:")
    return f"{issuer}#{alone}" if named is None and alone != issuer else ""


def _key(keys: IssuerKeys, method: str, curve: Curve) -> tuple[Check, bytes | None]:
    try:
        return passed(Name.ISSUER_KEY), keys.public(method, curve)
    except BadIssuer as problem:
        return failed(Name.ISSUER_KEY, str(problem)), None
    except UnknownIssuer as problem:
        return not_checked(Name.ISSUER_KEY, str(problem)), None

"""Checking a presentation: the holder's own proof where there is one, and every credential inside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from techhire.commons.communities.models import Community
from techhire.engines.credential_proofs.curves import UnknownKind
from techhire.engines.credential_proofs.data_integrity import (
    PURPOSE,
    BadProof,
    check_times,
    is_known,
    proof_holds,
    proofs_in,
    read_proof,
)
from techhire.engines.credential_proofs.documents import types_of
from techhire.engines.credential_proofs.keys import BadKey
from techhire.engines.credential_proofs.linked_data import BadLinkedData
from techhire.engines.credential_proofs.plain_json import BadJson, plain
from techhire.plays.credentials.queries.checking import Checked, check_credential

MOST = 5
AUTHENTICATION = "authentication"
ENVELOPES = ("data:application/vc+jwt,", "data:application/jwt,")


@dataclass(frozen=True)
class CheckedPresentation:
    """What came out: codes of what is wrong with the presentation itself, and each credential checked."""

    problems: tuple[str, ...]
    credentials: tuple[Checked, ...]

    @property
    def verified(self) -> bool:
        """Whether nothing is wrong with it, and every credential in it is valid as far as could be checked."""
        return not self.problems and all(one.is_good for one in self.credentials)


def check_presentation(
    community: Community,
    presentation: Mapping[str, object],
    *,
    signed: bool,
    challenge: str = "",
    domain: str = "",
    now: datetime,
) -> CheckedPresentation:
    """Check a presentation with at most five credentials; ``signed`` says that its holder has to have signed it.

    A holder's proof is checked where the holder is a did:key, which carries the key; others are said not to be.
    """
    try:
        document = plain(presentation)
    except BadJson as problem:
        return CheckedPresentation((str(problem),), ())
    problems = list(_shape(document))
    inside = list(_credentials(document))
    if not 1 <= len(inside) <= MOST:
        problems.append("credentials")
    if signed and not problems:
        problems += _holder(document, challenge, domain, now)
    checked = tuple(check_credential(community, one, now=now) for one in inside[:MOST])
    return CheckedPresentation(tuple(problems), checked)


def enveloped(credential: object) -> object:
    """The token inside an envelope of the data model 2.0; anything else as it is."""
    if isinstance(credential, Mapping) and "EnvelopedVerifiableCredential" in types_of(credential):
        address = credential.get("id")
        start = next((e for e in ENVELOPES if isinstance(address, str) and address.startswith(e)), "")
        return address.removeprefix(start) if start and isinstance(address, str) else ""
    return credential


def _shape(document: Mapping[str, object]) -> Iterator[str]:
    if "VerifiablePresentation" not in types_of(document):
        yield "not_a_presentation"


def _credentials(document: Mapping[str, object]) -> Iterator[object]:
    said = document.get("verifiableCredential", [])
    for one in said if isinstance(said, list) else [said]:
        found = enveloped(one)
        # An address in place of a credential is not followed.
        yield "" if isinstance(found, str) and found.strip().startswith("http") else found


def _holder(document: Mapping[str, object], challenge: str, domain: str, now: datetime) -> Iterator[str]:
    """Codes of what is wrong with the holder's own proofs, all of which have to hold."""
    try:
        proofs = proofs_in(document)
    except BadProof as problem:
        yield str(problem)
        return
    for said in proofs:
        try:
            yield from _proof(document, said, challenge, domain, now)
        except (BadProof, BadLinkedData) as problem:
            yield str(problem)


def _proof(
    document: Mapping[str, object], said: Mapping[str, object], challenge: str, domain: str, now: datetime
) -> Iterator[str]:
    if not is_known(said):
        yield "suite_unknown"
        return
    if said.get("proofPurpose") != AUTHENTICATION:
        yield "purpose"
        return
    if challenge and said.get("challenge") != challenge:
        yield "challenge"
    if domain and said.get("domain") != domain:
        yield "domain"
    options = {word: value for word, value in said.items() if word != "proofValue"}
    proof = replace(read_proof({**said, "proofPurpose": PURPOSE}), options=options)
    check_times(proof, now)
    holder = document.get("holder")
    named = holder.get("id") if isinstance(holder, Mapping) else holder
    if named is not None and proof.method.partition("#")[0] != named:
        yield "holder"
    try:
        public = proof.curve.of_did_key(proof.method)
    except (BadKey, UnknownKind):
        yield "holder_key_not_checked"
        return
    if not proof_holds(document, proof, public):
        yield "does_not_hold"

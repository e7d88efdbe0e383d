"""One way in for anything people upload, paste or scan: is this credential what it says, and does it still hold?

Nothing here reaches for the network or the clock. Whoever asks hands in how to come by an issuer's document and a
status list, and the moment. A credential is never believed because of what it says about itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from techhire.engines.credential_proofs.arriving import Arrived, NotRead, read
from techhire.engines.credential_proofs.documents import issuer_of, read_moment, types_of
from techhire.engines.credential_proofs.issuers import IssuerKeys
from techhire.engines.credential_proofs.jwt import OLD_CONTEXT
from techhire.engines.credential_proofs.shape import shape_check, subject_check
from techhire.engines.credential_proofs.signatures import holds, signature_checks
from techhire.engines.credential_proofs.standing import Standing
from techhire.engines.credential_proofs.verification import (
    Check,
    DidDocuments,
    Name,
    Outcome,
    StatusLists,
    Verdict,
    Verification,
    failed,
    not_checked,
    passed,
    verdict_of,
)

__all__ = [
    "Check",
    "DidDocuments",
    "Name",
    "Outcome",
    "StatusLists",
    "Verdict",
    "Verification",
    "verify",
]

DATES = ("validFrom", "validUntil")


def verify(
    thing: object,
    *,
    did_document: DidDocuments,
    status_list: StatusLists,
    now: datetime,
    email: str = "",
    subject: str = "",
) -> Verification:
    """All checks of a credential in a dict, JSON text, compact token, or the bytes of one of them, a PNG or an SVG.

    `did_document` is asked once at most, about the issuer alone and never about a did:key; `status_list` only once
    the signature holds, and four times at most. `email` or `subject` (a did) ask whether it is about that person.
    Never raises because of what it reads; what the two callables raise goes through.
    """
    try:
        arrived = read(thing)
    except NotRead as problem:
        return _unread(str(problem))
    structure = _structure(arrived.credential)
    if structure.outcome is Outcome.FAILED:
        return _result(arrived, (passed(Name.READ), structure, *_left_open(structure)))
    keys = IssuerKeys(issuer_of(arrived.credential), did_document, now)
    signed = signature_checks(arrived, keys)
    checks = (
        passed(Name.READ),
        structure,
        *signed,
        _period(arrived.credential, now),
        *_standing(arrived, keys, status_list, holds(signed)),
        shape_check(arrived.credential),
        subject_check(arrived.credential, email=email, subject=subject),
    )
    return _result(arrived, checks)


def _structure(credential: Mapping[str, object]) -> Check:
    """What every credential of the data model 2.0 has, written as we read it."""
    contexts = credential.get("@context")
    if OLD_CONTEXT in (contexts if isinstance(contexts, list) else [contexts]):
        return failed(Name.STRUCTURE, "version_1")
    if "VerifiableCredential" not in types_of(credential):
        return failed(Name.STRUCTURE, "not_a_credential")
    if not issuer_of(credential):
        return failed(Name.STRUCTURE, "issuer")
    if not isinstance(credential.get("id", ""), str):
        return failed(Name.STRUCTURE, "id")
    if any(credential.get(word) is not None and not read_moment(credential[word]) for word in DATES):
        return failed(Name.STRUCTURE, "dates")
    if not credential.get("credentialSubject"):
        return failed(Name.STRUCTURE, "subject")
    return passed(Name.STRUCTURE)


def _period(credential: Mapping[str, object], now: datetime) -> Check:
    start, end = (read_moment(credential.get(word)) for word in DATES)
    if start is not None and now < start:
        return failed(Name.PERIOD, "not_yet")
    if end is not None and end < now:
        return failed(Name.PERIOD, "expired")
    return passed(Name.PERIOD)


def _standing(
    arrived: Arrived, keys: IssuerKeys, status_list: StatusLists, signed: bool
) -> tuple[Check, Check]:
    """Lists are asked for only once the signature holds: nobody makes us call an address by inventing one."""
    if not signed:
        return not_checked(Name.REVOCATION, "signature"), not_checked(Name.SUSPENSION, "signature")
    standing = Standing(
        keys.issuer, status_list, lambda found: holds(signature_checks(found, keys)), keys.now
    )
    return standing.checks(arrived.credential)


def _left_open(structure: Check) -> tuple[Check, ...]:
    names = tuple(Name)
    return tuple(not_checked(name, structure.name.value) for name in names[names.index(structure.name) + 1 :])


def _unread(code: str) -> Verification:
    """What is left to say of something that was not read; an algorithm we do not know is nobody's fault."""
    if code == "version_1":
        known: tuple[Check, ...] = (passed(Name.READ), failed(Name.STRUCTURE, code))
    elif code == "algorithm_unknown":
        known = (not_checked(Name.READ, code),)
    else:
        known = (failed(Name.READ, code),)
    checks = (*known, *_left_open(known[-1]))
    return Verification(verdict_of(checks), checks)


def _result(arrived: Arrived, checks: tuple[Check, ...]) -> Verification:
    credential = arrived.credential
    return Verification(
        verdict_of(checks), checks, arrived.carrier, arrived.form, credential, issuer_of(credential)
    )

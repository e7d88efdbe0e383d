"""What came out of looking at a credential: named checks, each with an outcome and a plain code, and a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

DidDocuments = Callable[[str], Mapping[str, object] | None]
"""The document of a did, or None where it cannot be had."""
StatusLists = Callable[[str], Mapping[str, object] | str | None]
"""The signed list at an address, as an object, JSON text or token, or None where it cannot be had."""


class Outcome(StrEnum):
    """How one check ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class Verdict(StrEnum):
    """What all checks together say."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    AS_FAR_AS_CHECKED = "as_far_as_checked"
    """The signature holds and nothing failed, but something, such as revocation, could not be checked."""
    CANNOT_TELL = "cannot_tell"
    """Nothing failed, but whether its issuer signed it could not be checked."""
    NO_CREDENTIAL = "no_credential"
    """Nothing in it was ever meant as a signed credential: a page, a photo, a sentence. It is neither good nor bad."""


class Name(StrEnum):
    """The checks, in the order they are made."""

    READ = "read"
    STRUCTURE = "structure"
    CONTEXTS = "contexts"
    ISSUER_KEY = "issuer_key"
    SIGNATURE = "signature"
    PERIOD = "period"
    REVOCATION = "revocation"
    SUSPENSION = "suspension"
    SHAPE = "shape"
    SUBJECT = "subject"


NOTHING_IN_IT = frozenset({"not_a_credential", "no_credential"})
"""Codes of a thing that could be read as far as needed to see that nobody signed a credential in it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check; the code says why it failed, or what it could not see."""

    name: Name
    outcome: Outcome
    code: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks of one credential.

    `carrier` is json, jwt, png, svg or pdf; `form` is data_integrity or jwt; both are empty where nothing
    could be read.
    `credential` is what was read; who is not named in a good verdict did not say it.
    """

    verdict: Verdict
    checks: tuple[Check, ...]
    carrier: str = ""
    form: str = ""
    credential: Mapping[str, object] | None = None
    issuer: str = ""

    def check(self, name: Name) -> Check:
        """The check of this name."""
        return next(check for check in self.checks if check.name is name)

    def failed(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if check.outcome is Outcome.FAILED)


def passed(name: Name, code: str = "") -> Check:
    """A check that found nothing wrong."""
    return Check(name, Outcome.PASSED, code)


def failed(name: Name, code: str) -> Check:
    """A check that found something wrong."""
    return Check(name, Outcome.FAILED, code)


def not_checked(name: Name, code: str) -> Check:
    """A check that could not be made."""
    return Check(name, Outcome.NOT_CHECKED, code)


def verdict_of(checks: tuple[Check, ...]) -> Verdict:
    """The verdict over all checks: one failure is enough, and without a signature nothing is believed."""
    outcomes = {check.name: check.outcome for check in checks}
    if any(check.name is Name.READ and check.code in NOTHING_IN_IT for check in checks):
        return Verdict.NO_CREDENTIAL
    if Outcome.FAILED in outcomes.values():
        return Verdict.NOT_VALID
    if any(outcomes[name] is not Outcome.PASSED for name in (Name.ISSUER_KEY, Name.SIGNATURE)):
        return Verdict.CANNOT_TELL
    if Outcome.NOT_CHECKED in outcomes.values():
        return Verdict.AS_FAR_AS_CHECKED
    return Verdict.VALID

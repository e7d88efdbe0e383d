"""Whether a credential was taken back or suspended, as its issuer's status lists say.

Source: W3C Bitstring Status List 1.0. A list counts only when the credential's own issuer signed it; a list that
cannot be had or believed leaves the question open and never answers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from techhire.engines.credential_proofs import status
from techhire.engines.credential_proofs.arriving import Arrived, NotRead, read
from techhire.engines.credential_proofs.documents import issuer_of, read_moment, types_of
from techhire.engines.credential_proofs.verification import (
    Check,
    Name,
    StatusLists,
    failed,
    not_checked,
    passed,
)

ENTRY = "BitstringStatusListEntry"
MOST_ENTRIES = 4
Signed = Callable[[Arrived], bool]
"""Whether the issuer of the credential signed a list."""


class _Open(ValueError):
    """The question stays open; the argument is a code."""


class Standing:
    """The lists of one credential at one moment; each address is asked for once."""

    def __init__(self, issuer: str, status_list: StatusLists, signed: Signed, now: datetime) -> None:
        self.issuer = issuer
        self.now = now
        self._ask = status_list
        self._signed = signed
        self._bits: dict[tuple[str, str], bytes | _Open] = {}

    def checks(self, credential: Mapping[str, object]) -> tuple[Check, Check]:
        """The checks for revocation and suspension."""
        said = credential.get("credentialStatus")
        found = said if isinstance(said, list) else [] if said is None else [said]
        entries = [entry for entry in found if isinstance(entry, Mapping) and _whole(entry)]
        if len(entries) != len(found) or len(found) > MOST_ENTRIES:
            return failed(Name.REVOCATION, "status_shape"), failed(Name.SUSPENSION, "status_shape")
        return (
            self._check(Name.REVOCATION, "revocation", entries),
            self._check(Name.SUSPENSION, "suspension", entries),
        )

    def _check(self, name: Name, purpose: str, entries: list[Mapping[str, object]]) -> Check:
        if any(ENTRY not in types_of(entry) for entry in entries):
            return not_checked(name, "status_kind")
        asked = [entry for entry in entries if entry.get("statusPurpose") == purpose]
        if not asked:
            return passed(name, "none_given")
        opened = ""
        for entry in asked:
            try:
                if self._is_set(entry, purpose):
                    return failed(name, "set")
            except _Open as problem:
                opened = str(problem)
        return not_checked(name, opened) if opened else passed(name)

    def _is_set(self, entry: Mapping[str, object], purpose: str) -> bool:
        url, index = str(entry["statusListCredential"]), str(entry["statusListIndex"])
        if (url, purpose) not in self._bits:
            self._bits[url, purpose] = self._fetched(url, purpose)
        bits = self._bits[url, purpose]
        if isinstance(bits, _Open):
            raise bits
        try:
            return status.is_set(bits, int(index))
        except status.BadStatusList as problem:
            raise _Open("list_damaged") from problem

    def _fetched(self, url: str, purpose: str) -> bytes | _Open:
        found = self._ask(url)
        if found is None:
            return _Open("list_not_reached")
        try:
            arrived = read(found)
            return self._believed(arrived, url, purpose)
        except _Open as problem:
            return problem
        except (NotRead, status.BadStatusList):
            return _Open("list_damaged")

    def _believed(self, arrived: Arrived, url: str, purpose: str) -> bytes:
        said = arrived.credential
        if said.get("id", url) != url or issuer_of(said) != self.issuer or not self._signed(arrived):
            raise _Open("list_not_believed")
        if not self._is_current(said):
            raise _Open("list_outdated")
        return status.decode(_encoded(said, purpose))

    def _is_current(self, said: Mapping[str, object]) -> bool:
        start, end = (read_moment(said.get(word)) for word in ("validFrom", "validUntil"))
        if (start is None and "validFrom" in said) or (end is None and "validUntil" in said):
            return False
        return (start is None or start <= self.now) and (end is None or self.now <= end)


def _encoded(said: Mapping[str, object], purpose: str) -> str:
    """The list of a status list credential, which must be for this purpose."""
    subject = said.get("credentialSubject")
    if not isinstance(subject, Mapping) or "BitstringStatusListCredential" not in types_of(said):
        raise _Open("list_damaged")
    purposes = subject.get("statusPurpose")
    text = subject.get("encodedList")
    if purpose not in (purposes if isinstance(purposes, list) else [purposes]) or not isinstance(text, str):
        raise _Open("list_damaged")
    return text


def _whole(entry: Mapping[str, object]) -> bool:
    """Whether an entry is written the way that can be looked up; another kind may have other words."""
    if ENTRY not in types_of(entry):
        return bool(types_of(entry))
    index = entry.get("statusListIndex")
    return (
        isinstance(entry.get("statusPurpose"), str)
        and isinstance(entry.get("statusListCredential"), str)
        and isinstance(index, str)
        and re.fullmatch(r"[0-9]{1,9}", index) is not None
    )

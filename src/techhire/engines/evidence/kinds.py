"""What may stand behind a skill: the kinds of evidence, their groups, and one piece of it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from techhire.engines.evidence.track_record import TrackRecord


class Kind(StrEnum):
    """Where a piece of evidence comes from. The values are stored and may be shown through a translation."""

    CLAIM = "claim"
    COMPLETION = "completion"
    VOUCH = "vouch"
    UNPROCTORED_TEST = "unproctored_test"
    PROCTORED_TEST = "proctored_test"
    JUDGED_WORK = "judged_work"
    CREDENTIAL = "credential"
    EMPLOYER_FEEDBACK = "employer_feedback"


class Group(StrEnum):
    """Kinds that share one error when the same source gives them."""

    SELF = "self"
    PROVIDER = "provider"
    UNPROCTORED_TEST = "unproctored_test"
    PROCTORED_TEST = "proctored_test"
    JUDGED_WORK = "judged_work"
    CREDENTIAL = "credential"
    EMPLOYER = "employer"


class EvidenceClass(IntEnum):
    """The best kind of evidence behind an estimate; two bits of the stored code."""

    NONE = 0
    CLAIMS = 1
    OTHER = 2
    EYES_ON = 3


GROUP_OF = {
    Kind.CLAIM: Group.SELF,
    Kind.COMPLETION: Group.PROVIDER,
    Kind.VOUCH: Group.PROVIDER,
    Kind.UNPROCTORED_TEST: Group.UNPROCTORED_TEST,
    Kind.PROCTORED_TEST: Group.PROCTORED_TEST,
    Kind.JUDGED_WORK: Group.JUDGED_WORK,
    Kind.CREDENTIAL: Group.CREDENTIAL,
    Kind.EMPLOYER_FEEDBACK: Group.EMPLOYER,
}

EYES_ON_KINDS = frozenset({Kind.PROCTORED_TEST, Kind.JUDGED_WORK, Kind.CREDENTIAL, Kind.EMPLOYER_FEEDBACK})
MEASURED_KINDS = frozenset({Kind.PROCTORED_TEST, Kind.UNPROCTORED_TEST, Kind.JUDGED_WORK})


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence that says "about this level" for one person and one skill.

    `level` is on the scale 0 to 5.5 and is clamped to it when combined. `source` names the organization,
    issuer or test bank; claims are all one source, the person, whoever typed them. `sd` is the standard error
    in levels of a test or a judged work sample and must be left out for other kinds. `last_used` is the last
    use on the job, which stops age until then. A `disputed` piece stops counting. `open_bank` marks tests
    whose items are published openly or whose difficulty an author guessed: they can at most give the word
    likely. `track` is the record of past vouches of the source; None is neutral.
    """

    kind: Kind
    level: float
    source: Hashable
    at: date
    sd: float | None = None
    last_used: date | None = None
    disputed: bool = False
    open_bank: bool = False
    track: TrackRecord | None = None

    def __post_init__(self) -> None:
        if self.level != self.level:
            raise ValueError("a piece of evidence needs a level that is a number")
        if self.kind in MEASURED_KINDS:
            if self.sd is None or not 0 < self.sd < float("inf"):
                raise ValueError(f"{self.kind} needs a standard error above 0, in levels")
        elif self.sd is not None:
            raise ValueError(f"{self.kind} takes its sd from the parameters, not from the piece")
        if self.track is not None and self.kind is not Kind.VOUCH:
            raise ValueError("only a vouch carries a track record")

    @property
    def source_key(self) -> tuple[Hashable, Group]:
        """Identity of the source: pieces with equal keys share one error."""
        group = GROUP_OF[self.kind]
        return ("" if group is Group.SELF else self.source, group)

    @property
    def evidence_class(self) -> EvidenceClass:
        """The class this piece alone would give."""
        if self.kind is Kind.CLAIM:
            return EvidenceClass.CLAIMS
        if self.kind in EYES_ON_KINDS and not self.open_bank:
            return EvidenceClass.EYES_ON
        return EvidenceClass.OTHER

    @property
    def fresh_on(self) -> date:
        """The day from which the piece ages: when it was given, or the last use on the job since."""
        return self.at if self.last_used is None else max(self.at, self.last_used)

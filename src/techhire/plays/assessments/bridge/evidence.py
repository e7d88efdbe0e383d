"""What a finished sitting says of its skill, as the piece of evidence it becomes or would become."""

from datetime import date
from typing import TypedDict

from techhire.plays.assessments.models import Sitting
from techhire.plays.seekers.words import EvidenceKind


class ResultPiece(TypedDict):
    """The part of a piece that the estimate reads: level and deviation in levels, whence, and as of which day."""

    skill_id: int
    kind: EvidenceKind
    level: float
    sd: float
    at: date
    source: str
    open_bank: bool


def piece_of_result(sitting: Sitting) -> ResultPiece | None:
    """None where too little was answered for a level."""
    if sitting.level is None or sitting.level_sd is None or sitting.finished_at is None:
        return None
    bank = sitting.assessment.bank
    supervised = sitting.given_by_id is not None
    return ResultPiece(
        skill_id=bank.skill_id,
        kind=EvidenceKind.PROCTORED_TEST if supervised else EvidenceKind.UNPROCTORED_TEST,
        level=float(sitting.level),
        sd=float(sitting.level_sd),
        at=sitting.seeker.community.day_of(sitting.finished_at),
        source=f"bank:{bank.pk}",
        open_bank=sitting.open_bank,
    )

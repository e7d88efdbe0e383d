"""What is known of a person's ability on a bank's scale before a live check."""

from dataclasses import dataclass
from math import hypot, sqrt

from techhire.commons.skills.queries import succession
from techhire.engines.evidence import EvidenceClass, decode
from techhire.engines.psychometrics.levels import theta_of
from techhire.engines.psychometrics.settings import GUESSED_VARIANCE
from techhire.plays.assessments.bridge.banks import cuts_of
from techhire.plays.assessments.bridge.scales import on_scale, waits_for_cuts
from techhire.plays.assessments.models import ItemBank, Sitting
from techhire.plays.assessments.words import AssessmentKind, SittingState
from techhire.plays.seekers.models import Estimate, Seeker

LEAST_SE = 0.2


@dataclass(frozen=True)
class Earlier:
    """Ability and standard error in logits."""

    theta: float
    se: float


def earlier_result(seeker: Seeker, bank: ItemBank) -> Earlier | None:
    """The last result on the same bank, else the estimate of the skill where more than claims stand behind it.

    An ability on a scale that is no more says nothing, and an estimate nothing while levels have no place on the
    scale. None where there is nothing to compare with.
    """
    taken = Sitting.objects.filter(
        seeker=seeker,
        assessment__bank=bank,
        assessment__kind=AssessmentKind.ADAPTIVE,
        state=SittingState.FINISHED,
        level__isnull=False,
    )
    last = on_scale(taken, bank).order_by("-finished_at").first()
    if last is not None and (found := earlier_from(last)) is not None:
        return found
    skill_id = succession().end_of(bank.skill_id)
    estimate = Estimate.objects.filter(seeker=seeker, skill_id=skill_id).first()
    cuts = cuts_of(bank)
    if estimate is None or cuts is None or waits_for_cuts(bank):
        return None
    known = decode(estimate.code)
    if known.evidence_class <= EvidenceClass.CLAIMS:
        return None
    theta, se = theta_of(known.mean, known.sd, cuts)
    return Earlier(theta, max(se, LEAST_SE))


def earlier_from(sitting: Sitting) -> Earlier | None:
    """What one finished sitting says for a later check; less sure where it rests on guesses."""
    if sitting.theta is None or sitting.se is None:
        return None
    wider = hypot(sitting.se, sqrt(GUESSED_VARIANCE)) if sitting.open_bank else sitting.se
    return Earlier(sitting.theta, max(wider, LEAST_SE))

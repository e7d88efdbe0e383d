"""What letting a practice result count would do to the person's skill, told before they decide."""

from techhire.commons.permits import Actor
from techhire.plays.assessments.bridge.evidence import piece_of_result
from techhire.plays.assessments.models import Sitting
from techhire.plays.assessments.rules.sittings import may_count_practice
from techhire.plays.seekers.models import Evidence
from techhire.plays.seekers.queries import SkillChange, skill_with
from techhire.plays.seekers.words import EvidenceState


def counting_results(sitting: Sitting) -> list[Sitting]:
    """The person's results of the same bank that became evidence: the one chosen last takes their place."""
    rows = Sitting.objects.filter(
        seeker_id=sitting.seeker_id, assessment__bank_id=sitting.assessment.bank_id, evidence__isnull=False
    )
    return list(rows.select_related("evidence__seeker", "seeker").order_by("pk"))


def if_counted(actor: Actor, sitting: Sitting) -> SkillChange | None:
    """The skill now and as it would be, by the estimate itself; None where there is nothing to let count."""
    if not may_count_practice(actor, sitting) or sitting.evidence_id is not None:
        return None
    said = piece_of_result(sitting)
    if said is None:
        return None
    piece = Evidence(seeker=sitting.seeker, state=EvidenceState.COUNTS, **said)
    others = {row.evidence_id for row in counting_results(sitting) if row.evidence_id is not None}
    skill = sitting.assessment.bank.skill
    return skill_with(actor, sitting.seeker, skill, piece=piece, instead_of=others)

"""Reading an onramp's people."""

from dataclasses import dataclass

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.engines import evidence
from techhire.plays.onramps.models import Caseload
from techhire.plays.onramps.rules import visible_caseloads
from techhire.plays.onramps.words import NextNeed
from techhire.plays.seekers.queries import codes_of
from techhire.plays.seekers.rules import live_grants
from techhire.plays.seekers.words import Purpose


@dataclass(frozen=True)
class CaseloadRow:
    """One person on a caseload: how many skills are told and shown, and what they need next."""

    caseload: Caseload
    told: int
    shown: int
    need: NextNeed


def people_of(actor: Actor, organization: Organization) -> list[CaseloadRow]:
    """Everybody an onramp works with and may still see, those who need most first. Three queries."""
    open_ones = visible_caseloads(actor).filter(organization=organization).select_related("seeker", "coach")
    if not actor.is_system:
        granted = live_grants(actor, Purpose.COACHING).filter(organization=organization)
        open_ones = open_ones.filter(seeker_id__in=granted.values("seeker_id"))
    caseloads = list(open_ones.order_by("since"))
    codes = codes_of([row.seeker_id for row in caseloads])
    rows = [_row(row, codes.get(row.seeker_id, {})) for row in caseloads]
    order = list(NextNeed)
    return sorted(rows, key=lambda row: (order.index(row.need), row.caseload.since))


def _row(caseload: Caseload, codes: dict[int, int]) -> CaseloadRow:
    classes = [evidence.decode(code).evidence_class for code in codes.values()]
    shown = sum(kind > evidence.EvidenceClass.CLAIMS for kind in classes)
    told = len(classes) - shown
    if not classes:
        need = NextNeed.SKILLS
    elif not caseload.seeker.found:
        need = NextNeed.FOUND
    else:
        need = NextNeed.GOOD if shown else NextNeed.PROOF
    return CaseloadRow(caseload, told, shown, need)

"""The order of people for a posting the plain way: every person read from the database, one at a time."""

from techhire.engines import evidence
from techhire.engines.matching import why_not
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import filters_of, need_of
from techhire.plays.seekers.models import EmployerBlock, Estimate, Seeker


def plain_order(posting: Posting) -> tuple[dict[int, tuple[int, float]], int, int]:
    """Group and fit by person id; how many can be found; how many of those the conditions keep out."""
    need = need_of(posting)
    blocked = set(
        EmployerBlock.objects.filter(organization_id=posting.organization_id).values_list(
            "seeker_id", flat=True
        )
    )
    standing: dict[int, tuple[int, float]] = {}
    considered = out = 0
    for seeker in Seeker.objects.filter(community_id=posting.community_id):
        if not (seeker.found and seeker.is_adult and seeker.state == "active") or seeker.pk in blocked:
            continue
        considered += 1
        if why_not(filters_of(seeker), need):
            out += 1
            continue
        codes = dict(Estimate.objects.filter(seeker=seeker).values_list("skill_id", "code"))
        group, fit = _standing(posting, codes)
        if fit > 0:
            standing[seeker.pk] = (group, fit)
    return standing, considered, out


def _standing(posting: Posting, codes: dict[int, int]) -> tuple[int, float]:
    unmet, total, weight = 0, 0.0, 0
    lines = posting.requirements.filter(when="day_one").order_by("skill_id")
    for line in lines:
        code, quarters = (
            codes.get(line.skill_id, 0),
            line.weight * (4 if line.importance == "essential" else 1),
        )
        total += quarters * evidence.value(code, line.level)
        weight += quarters
        unmet += line.importance == "essential" and not evidence.word(code, line.level).is_met
    return min(unmet, 2), total / weight if weight else 0.0

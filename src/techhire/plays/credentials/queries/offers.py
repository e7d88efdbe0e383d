"""Badges a person could have now: nobody is given one unasked, and nothing of an offer is kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from techhire.commons.people.queries import proven_addresses
from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill, Succession
from techhire.commons.skills.queries import succession
from techhire.plays.credentials.bridge.proving import TERMS, level_shown, may_carry, proven_level
from techhire.plays.credentials.models import Credential
from techhire.plays.credentials.rules import may_get_badge
from techhire.plays.credentials.words import BY_LEAD, CredentialState
from techhire.plays.seekers.models import Estimate, Evidence, Seeker
from techhire.plays.seekers.words import EvidenceState, SeekerState


@dataclass(frozen=True)
class Offer:
    """A badge that would be signed if the person asked: skill, level, what it would rest on and take the place of."""

    skill: Skill
    level: int
    evidence_ids: tuple[int, ...]
    replaces: list[Credential] = field(default_factory=list)


def offers_of(actor: Actor, seeker: Seeker, now: datetime) -> list[Offer]:
    """One offer a skill at most, at the highest level that is proven and that no badge says yet. Seven queries.

    Tests and judged work alone must prove the level, and the whole record must call it proven too.
    """
    require(may_get_badge(actor, seeker))
    grouped: dict[int, list[Evidence]] = defaultdict(list)
    chain = succession()
    for row in _that_may_carry(seeker):
        grouped[chain.end_of(row.skill_id)].append(row)
    if not grouped:
        return []
    codes = dict(Estimate.objects.filter(seeker=seeker, skill_id__in=grouped).values_list("skill_id", "code"))
    had = _badges_by_skill(seeker, chain)
    skills = Skill.objects.in_bulk(grouped)
    found = []
    for skill_id, rows in grouped.items():
        skill = skills[skill_id]
        level = min(_shown(rows, skill, seeker), proven_level(codes.get(skill_id, 0)))
        live = [row for row in had[skill_id] if row.valid_until > now]
        if level > 0 and all(_says_more(skill_id, level, row) for row in live):
            found.append(Offer(skill, level, tuple(row.pk for row in rows), had[skill_id]))
    return sorted(found, key=lambda offer: (-offer.level, offer.skill.name))


def _says_more(skill_id: int, level: int, badge: Credential) -> bool:
    """A higher level, or the same in the skill that took the place of the one the badge names."""
    said = badge.achievement
    return level > said.level or (level == said.level and said.skill_id != skill_id)


def offer_of(actor: Actor, seeker: Seeker, skill_id: int, now: datetime) -> Offer | None:
    """The offer for one skill, or for the one that counts for it now."""
    counts = succession().end_of(skill_id)
    return next((one for one in offers_of(actor, seeker, now) if one.skill.pk == counts), None)


def has_offer(seeker_id: int, skill_id: int, kind: str, now: datetime) -> bool:
    """Whether a piece of this kind left a badge waiting for the person; for the product's own letters."""
    if kind not in TERMS.kinds:
        return False
    seeker = Seeker.objects.filter(pk=seeker_id, state=SeekerState.ACTIVE).select_related("community").first()
    return (
        seeker is not None and offer_of(Actor.system(seeker.community_id), seeker, skill_id, now) is not None
    )


def _shown(rows: Iterable[Evidence], skill: Skill, seeker: Seeker) -> int:
    years = float(skill.half_life_years)
    return level_shown(rows, as_of=seeker.community.as_of, half_life_years=years)


def _that_may_carry(seeker: Seeker) -> list[Evidence]:
    """Pieces that count and that the civic lead has not judged: what a badge taken back rested on carries no other."""
    judged = Credential.objects.filter(seeker=seeker, state=CredentialState.REVOKED, reason__in=BY_LEAD)
    judged = judged.filter(evidence__isnull=False)
    rows = Evidence.objects.filter(seeker=seeker, state=EvidenceState.COUNTS, kind__in=TERMS.kinds)
    rows = rows.exclude(pk__in=judged.values("evidence")).select_related("skill").order_by("pk")
    return [row for row in rows if may_carry(row)]


def _badges_by_skill(seeker: Seeker, chain: Succession) -> dict[int, list[Credential]]:
    """The person's badges that were not taken back nor replaced, by the skill that counts for theirs."""
    rows = Credential.objects.filter(seeker=seeker, replaced_at__isnull=True)
    found: dict[int, list[Credential]] = defaultdict(list)
    for row in rows.exclude(state=CredentialState.REVOKED).select_related("achievement"):
        found[chain.end_of(row.achievement.skill_id)].append(row)
    return found


def addresses_of(seeker: Seeker) -> list[str]:
    """The person's own addresses that they have shown to be theirs, which a badge may carry the hash of."""
    return sorted(proven_addresses(seeker.account)) if seeker.account else []

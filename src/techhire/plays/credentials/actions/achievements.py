"""What a badge is given for: made when the first is signed, in the words and the version the skill has then."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import LevelAnchor, Skill
from techhire.commons.skills.queries import alignments_of, anchors_for
from techhire.commons.skills.words import Relation
from techhire.plays.credentials.bridge.addresses import item_address
from techhire.plays.credentials.models import Achievement, AchievementAlignment
from techhire.plays.credentials.words import LEVEL_WORDS

MOST_TIES = 12
ALIKE = (Relation.EXACT, Relation.BROADER, Relation.NARROWER)


def achievement_for(community: Community, skill: Skill, level: int, now: datetime) -> Achievement:
    """The achievement of a skill at a level as the skill is now; a step of actions that have asked their rule."""
    row, made = Achievement.objects.get_or_create(
        community=community,
        skill=skill,
        level=level,
        skill_version=skill.version,
        defaults={**_words(skill, level), "made_at": now},
    )
    if made:
        AchievementAlignment.objects.bulk_create(_ties(row, community))
    return row


def _words(skill: Skill, level: int) -> dict[str, str]:
    anchor = next((row for row in anchors_for(skill) if row.level == level), None)
    said: dict[str, str] = {}
    for language, ending in (("en", ""), ("es", "_es")):
        with override(language):
            said |= {f"{field}{ending}": text for field, text in _in_one(skill, level, anchor, ending)}
    return said


def _in_one(skill: Skill, level: int, anchor: LevelAnchor | None, ending: str) -> Iterator[tuple[str, str]]:
    name = getattr(skill, f"name{ending}") or skill.name
    words = {"skill": name, "level": level, "word": LEVEL_WORDS[level]}
    yield "title", _("%(skill)s, level %(level)d: %(word)s") % words
    yield "description", getattr(skill, f"definition{ending}") or skill.definition
    criteria = _(
        "A supervised test, or work judged by an assessor, showed that the person very likely reaches this level: "
        "the chance is at least 80 in 100."
    )
    can_do = (getattr(anchor, f"text{ending}") or anchor.text) if anchor else ""
    yield "criteria", " ".join(filter(None, (criteria, can_do)))


def _ties(row: Achievement, community: Community) -> Iterator[AchievementAlignment]:
    """The skill itself, and those of other frameworks that mean the same, a wider or a narrower thing."""
    yield _tie(row, community, row.skill, row.skill_version)
    ties = alignments_of(community.pk, row.skill).filter(relation__in=ALIKE)[:MOST_TIES]
    for tie in ties:
        origin = tie.origin_id == row.skill_id
        other = tie.target if origin else tie.origin
        yield _tie(row, community, other, tie.target_version if origin else tie.origin_version)


def _tie(row: Achievement, community: Community, skill: Skill, version: int) -> AchievementAlignment:
    return AchievementAlignment(
        achievement=row,
        name=skill.name,
        url=item_address(community, skill.identifier),
        code=skill.code,
        framework=skill.framework.name,
        framework_version=skill.framework.version,
        skill_version=version,
    )

"""What a person at each of the five levels of one skill can do, where its community says so itself."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.permits.inputs import one_line
from techhire.commons.skills.models import LevelAnchor, Skill
from techhire.commons.skills.words import LEVELS

LONGEST = 400


def put_anchors(skill: Skill, anchors: Mapping[int, tuple[str, str]]) -> list[int]:
    """Set a skill's own words, English and Spanish, for these levels; empty ones leave the general words standing.

    Returns the levels that changed. Raises ``Refused`` at ``anchor_3`` or ``anchor_3_es`` where one language lacks.
    """
    if not set(anchors) <= set(LEVELS):
        raise Refused(_("There are five levels."), field="anchors")
    wanted = {level: _both(level, *texts) for level, texts in anchors.items()}
    kept = LevelAnchor.objects.filter(skill=skill, level__in=wanted)
    old = {row.level: (row.text, row.text_es) for row in kept}
    changed = [level for level, said in sorted(wanted.items()) if said != old.get(level, ("", ""))]
    kept.filter(level__in=changed).delete()
    LevelAnchor.objects.bulk_create(
        LevelAnchor(framework=skill.framework, skill=skill, level=level, text=said[0], text_es=said[1])
        for level in changed
        if any(said := wanted[level])
    )
    return changed


def _both(level: int, text: str, text_es: str) -> tuple[str, str]:
    english, spanish = f"anchor_{level}", f"anchor_{level}_es"
    said = one_line(text, field=english, limit=LONGEST, required=False)
    said_es = one_line(text_es, field=spanish, limit=LONGEST, required=False)
    if bool(said) != bool(said_es):
        field = spanish if said else english
        raise Refused(_("Say what the level means in English and in Spanish, or in neither."), field=field)
    return said, said_es

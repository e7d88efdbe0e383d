"""What somebody asks for, line by line, before it stands in a posting."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.skills.models import Skill, shared_with
from techhire.commons.skills.words import LEVELS, Importance, When
from techhire.plays.marketplace.models import Posting, Requirement

MOST_LINES = 40


@dataclass(frozen=True)
class Line:
    """One confirmed line: the skill, the level (1 to 5), the weight (1 to 5), how it matters and when it is needed."""

    skill_id: int
    level: int
    weight: int = 3
    importance: str = Importance.ESSENTIAL
    when: str = When.DAY_ONE


def check_lines(lines: Sequence[Line], community_id: int) -> None:
    """Refuse lines that cannot stand in a posting of this community."""
    if len(lines) > MOST_LINES:
        raise Refused(_("Ask for at most 40 skills. Fewer is better."))
    ids = [line.skill_id for line in lines]
    if len(set(ids)) != len(ids):
        raise Refused(_("Each skill can stand in a posting once."))
    if Skill.objects.filter(shared_with(community_id), pk__in=ids).count() != len(ids):
        raise Refused(_("We do not know one of these skills."))
    for line in lines:
        known = line.level in LEVELS and 1 <= line.weight <= 5
        if not known or line.importance not in Importance.values or line.when not in When.values:
            raise Refused(_("Choose a level from 1 to 5, how much it matters, and when it is needed."))


def move_spans(posting: Posting) -> None:
    """Find each requirement's words again after the text around them changed."""
    moved = []
    for line in Requirement.objects.filter(posting=posting).exclude(text=""):
        places = line.places_in(posting.text)
        line.start = min(places, key=lambda at: abs(at - (line.start or 0)), default=None)
        line.end = None if line.start is None else line.start + len(line.text)
        moved.append(line)
    Requirement.objects.bulk_update(moved, ["start", "end"])

"""What would open a job whole, as pages tell it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from techhire.plays.matches.queries import Way, in_words

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill


def ways_in_words(ways: Iterable[Way], skills: "Mapping[int, Skill]") -> list[dict[str, Any]]:
    """Each way with its words, its skills, its count in words, and whether it is enough to be counted."""
    return [
        {
            "words": _words(way),
            "skills": [skills[pk] for pk in way.skills],
            "count": in_words(way.count),
            "helps": way.count.value is not None,
        }
        for way in ways
    ]


def _words(way: Way) -> str:
    if not way.skills:
        if way.most_level is None:
            return _("Every skill one level lower")
        return _("No skill above level %(level)d") % {"level": way.most_level}
    said = {"number": len(way.skills), "level": way.most_level}
    if way.most_level is None:
        return _("Only the %(number)d essentials most people have, the rest learned on the job") % said
    return _("Only %(number)d essentials, none above level %(level)d, the rest learned on the job") % said

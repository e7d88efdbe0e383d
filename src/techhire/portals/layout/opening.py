"""What would open a job whole, as pages tell it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from techhire.plays.matches.queries import Way, in_words

if TYPE_CHECKING:
    from techhire.commons.skills.models import Skill


def ways_in_words(
    ways: Sequence[Way], skills: "Mapping[int, Skill]", *, others_help: bool
) -> list[dict[str, Any]]:
    """Each way with its words, its skills, its count in words, and whether it is enough to be counted.

    None where none is enough and something else on the page is.
    """
    if others_help and not any(way.count.value for way in ways):
        return []
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

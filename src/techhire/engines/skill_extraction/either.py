"""Lists of which one is enough: "React or Vue" asks for either, and neither of them alone shuts a person out.

Also a tongue by birth: "native English speaker" names English and says nothing of how well the work needs it.
"""

import re
from collections.abc import Iterator, Sequence

from .cues import REQUIRED
from .extraction import Extraction, Found

_COMMA = re.compile(r"\s*,\s*(?:an?\s+)?")
_OR = re.compile(r"\s*,?\s*\b(?:or|o|u)\s+(?:an?\s+)?", re.IGNORECASE)
_BORN_AHEAD = re.compile(
    r"\bnative(?:[- ]level)?\s+$|\bnative\s+(?:speakers?|fluency|proficiency)\s+(?:of|in)\s+$", re.I
)
_BORN_BEHIND = re.compile(
    r"\s+(?:nativ[oa]s?\b|native\s+speak|as\s+a\s+(?:first|native)\s+language|como\s+lengua\s+materna)", re.I
)
Place = tuple[int, int, str]


def alternatives(text: str, reading: Extraction) -> list[tuple[str, ...]]:
    """Lists of skill ids of which the text asks for any one, in the order of the text, each with two ids or more.

    A skill that the text also asks for outside such a list is in none.
    """
    places = sorted(_asked(reading.skills))
    lists = [[place[2] for place in chain] for chain in _chains(text, places)]
    inside = [skill for ids in lists for skill in ids]
    times = {skill: sum(place[2] == skill for place in places) for skill in inside}
    alone = {skill for skill in inside if times[skill] > inside.count(skill)}
    found = [tuple(dict.fromkeys(skill for skill in ids if skill not in alone)) for ids in lists]
    return [ids for ids in found if len(ids) > 1]


def by_birth(text: str, found: Found) -> bool:
    """Whether every place that names the skill asks for it as a native tongue."""
    return all(
        _BORN_AHEAD.search(text, max(0, one.start - 30), one.start) or _BORN_BEHIND.match(text, one.end)
        for one in found.mentions
    )


def _asked(skills: Sequence[Found]) -> Iterator[Place]:
    for found in skills:
        if found.importance == REQUIRED:
            yield from (
                (one.start, one.end, found.skill_id) for one in found.mentions if one.importance == REQUIRED
            )


def _chains(text: str, places: Sequence[Place]) -> Iterator[list[Place]]:
    """Runs of names with nothing but commas between them and an "or" before the last."""
    run: list[Place] = []
    for place in places:
        between = text[run[-1][1] : place[0]] if run else ""
        if run and _OR.fullmatch(between):
            run.append(place)
            yield run
            run = []
        elif run and _COMMA.fullmatch(between):
            run.append(place)
        else:
            run = [place]

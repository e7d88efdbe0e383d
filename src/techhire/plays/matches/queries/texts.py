"""Who would fit an ad that is not a posting yet: read, ranked, and nothing kept."""

from datetime import datetime

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.bridge import ReadText, read_text
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import Importance
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.matches.queries.shortlists import Shortlist, shortlist
from techhire.plays.matches.queries.unsaved import asking

NOWHERE = 0
"""Key of a posting that is not in the database; no row has it."""


def shortlist_for_text(
    actor: Actor, community: Community, text: str, /, *, now: datetime, size: int = 50
) -> tuple[ReadText, Shortlist]:
    """What an ad was read into, as ``read_posting`` would, and who fits it. Place, pay and hours count as unknown."""
    reading = read_text(text, community.pk)
    posting = Posting(pk=NOWHERE, community=community, text=text)
    skills = Skill.objects.in_bulk([line.skill_id for line in reading.lines])
    lines = [
        Requirement(
            posting=posting,
            skill=skills[line.skill_id],
            level=min(line.level, 5),
            weight=3 if line.importance == Importance.ESSENTIAL else 2,
            importance=line.importance,
            when=line.when,
        )
        for line in reading.lines
    ]
    return reading, shortlist(actor, asking(posting, lines), now=now, size=size)

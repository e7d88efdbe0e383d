"""How many open jobs ask for one skill, and for how many of them a person shows it now."""

from dataclasses import dataclass

from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import When
from techhire.engines import evidence
from techhire.plays.matches.bridge import postings_laid_out
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import codes_of
from techhire.plays.seekers.rules import may_see_seeker


@dataclass(frozen=True)
class JobsAsking:
    """Open jobs that ask for a skill on the first day, and those for which the person's word is proven or likely."""

    asking: int
    met: int


def jobs_asking(actor: Actor, seeker: Seeker, skill: Skill) -> JobsAsking:
    """Counted over the open postings of the person's community. Four queries."""
    require(may_see_seeker(actor, seeker))
    code = codes_of([seeker.pk]).get(seeker.pk, {}).get(skill.pk, 0)
    levels = [
        row.level
        for posting in postings_laid_out(seeker.community_id).postings
        for row in posting.requirements.all()
        if row.skill_id == skill.pk and row.when == When.DAY_ONE
    ]
    words = [evidence.word(code, level) for level in levels]
    return JobsAsking(
        len(levels), sum(word in (evidence.Word.PROVEN, evidence.Word.LIKELY) for word in words)
    )

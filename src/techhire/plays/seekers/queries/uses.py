"""Until when people say they used a skill, in words; it is their own word and is said to be."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from techhire.commons.skills.queries import succession
from techhire.plays.seekers.bridge import uses_that_hold
from techhire.plays.seekers.models import SkillUse
from techhire.plays.seekers.words import ON_THE_JOB, UsedWhere


@dataclass(frozen=True)
class UseLine:
    """One thing said of the use of a skill.

    ``by_experience`` knows a year alone, or that it still goes on; ``year_only`` where no month was said.
    """

    where: str
    until: date
    still: bool
    said_at: datetime
    by_experience: bool
    year_only: bool

    @property
    def counts(self) -> bool:
        """Whether it keeps evidence from aging."""
        return self.where in ON_THE_JOB

    @property
    def when(self) -> str:
        """The month, or the year where no more was said."""
        if self.year_only:
            return str(self.until.year)
        return date_format(self.until, "YEAR_MONTH_FORMAT")

    @property
    def in_their_word(self) -> str:
        """As an employer or a coach reads it."""
        where = UsedWhere(self.where).label
        if self.still:
            return _("used %(where)s, still in %(month)s, their own word") % {
                "where": where,
                "month": self.when,
            }
        return _("used %(where)s until %(month)s, their own word") % {"where": where, "month": self.when}


def uses_of(seeker_id: int, skill_ids: Iterable[int]) -> dict[int, list[UseLine]]:
    """By skill, all a person says of its use, the last use first; a replaced skill's is its successor's. One query.

    Whoever calls has asked a rule whether the person may be shown.
    """
    chain = succession()
    rows = uses_that_hold([seeker_id]).filter(skill_id__in=chain.kin_of(skill_ids))
    found: dict[int, list[UseLine]] = defaultdict(list)
    for row in sorted(rows, key=_last_first):
        found[chain.end_of(row.skill_id)].append(_line(row))
    return found


def last_word(lines: list[UseLine]) -> str:
    """The last use on the job in their word, else the last one at home; empty where they say nothing."""
    first = next((line for line in lines if line.counts), next(iter(lines), None))
    return first.in_their_word if first else ""


def _last_first(row: SkillUse) -> tuple[int, bool, int]:
    return -row.until.toordinal(), row.claim_id is not None, -row.pk


def _line(row: SkillUse) -> UseLine:
    by_experience = row.claim_id is not None
    year_only = row.year_only or (by_experience and not row.still)
    return UseLine(row.where, row.until, row.still, row.said_at, by_experience, year_only)

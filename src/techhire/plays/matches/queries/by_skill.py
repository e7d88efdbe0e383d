"""Who shows some skills, for an employer that has no posting for it: the cards of a shortlist, and a count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import skills_in_bulk
from techhire.commons.skills.words import LEVELS, Importance
from techhire.commons.vault import fingerprint
from techhire.engines.disclosure_control import MINIMUM, SharedCount, share_count
from techhire.engines.matching import people_fitting
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.matches.bridge import hidden_from, need_of, people_now, people_of_the_day, reach_table
from techhire.plays.matches.queries.shortlists import SIZE, ShortlistRow, letters_of, ranked, rows_of
from techhire.plays.matches.queries.unsaved import asking
from techhire.plays.matches.rules import may_search_people
from techhire.plays.matches.words import MOST_SOUGHT

ANY_FIT = 1e-6
"""A fit so low that showing every essential is all that is asked."""


@dataclass(frozen=True)
class Sought:
    """One skill somebody looks for, at a level from 1 to 5, essential or preferred."""

    skill_id: int
    level: int
    importance: str = Importance.ESSENTIAL


@dataclass(frozen=True)
class PeopleFound:
    """The first people by these skills, and about how many show every essential one.

    ``count`` is of the day's snapshot and the same for every employer. Where it has no value too few show the
    essentials, today or at this moment, and there are no ``rows``.
    """

    rows: list[ShortlistRow]
    count: SharedCount
    more_equal: bool

    @property
    def shows_all(self) -> list[ShortlistRow]:
        """Those of the rows who show every essential skill."""
        return [row for row in self.rows if row.group == 0]

    @property
    def others(self) -> list[ShortlistRow]:
        """Those who have an essential skill to go."""
        return [row for row in self.rows if row.group > 0]


def people_by_skill(
    actor: Actor, organization: Organization, lines: Sequence[Sought], /, *, day: date
) -> PeopleFound:
    """Rank as for a posting that asks for these lines and says nothing else; ``day`` is part of the made-up names."""
    require(may_search_people(actor, organization))
    skills = _known(lines, organization.community_id)
    mark = _mark(organization, lines, day)
    posting = _as_posting(organization, lines, skills, mark)
    count = _count(posting)
    if count.value is None:
        return PeopleFound([], count, more_equal=False)
    ranking, there = ranked(posting, SIZE)
    rows = rows_of(posting, ranking, there, lambda pk: letters_of(_name(mark, pk)))
    return PeopleFound(rows, count, more_equal=bool(ranking.tied_beyond))


def asked_in(lines: Sequence[Sought]) -> str:
    """The question in one spelling, in whatever order its lines were given."""
    return repr(sorted((line.skill_id, line.level, str(line.importance)) for line in lines))


def _mark(organization: Organization, lines: Sequence[Sought], day: date) -> str:
    """What names and the order of equals hang on: one employer, one question, one day."""
    return fingerprint(f"{organization.pk}:{day}:{asked_in(lines)}", purpose="search by skill")


def _name(mark: str, seeker_id: int) -> str:
    return fingerprint(f"{mark}:{seeker_id}", purpose="pseudonym in a search")


def _known(lines: Sequence[Sought], community_id: int) -> dict[int, Skill]:
    """The skills by id; refused where the question cannot be asked."""
    if not lines:
        raise Refused(_("Name at least one skill."), field="skills")
    if len(lines) > MOST_SOUGHT:
        raise Refused(_("Name at most %(most)d skills.") % {"most": MOST_SOUGHT}, field="skills")
    ids = [line.skill_id for line in lines]
    if len(set(ids)) != len(ids):
        raise Refused(_("Name each skill once."), field="skills")
    if any(line.level not in LEVELS or line.importance not in Importance.values for line in lines):
        raise Refused(
            _("Choose a level from 1 to 5 for each skill, and whether it is essential."), field="skills"
        )
    if not any(line.importance == Importance.ESSENTIAL for line in lines):
        raise Refused(_("Make at least one skill essential."), field="skills")
    skills = skills_in_bulk(community_id, ids)
    if len(skills) != len(ids):
        raise Refused(
            _("One of these skills is not in use here. Choose another in its place."), field="skills"
        )
    return skills


def _as_posting(
    organization: Organization, lines: Sequence[Sought], skills: Mapping[int, Skill], mark: str
) -> Posting:
    """A posting that is in no table. Its number is below zero, as no row's is; equals are listed by it."""
    posting = Posting(pk=-1 - int(mark[:15], 16), community=organization.community, organization=organization)
    asked = [
        Requirement(
            posting=posting,
            skill=skills[line.skill_id],
            level=line.level,
            importance=line.importance,
        )
        for line in lines
    ]
    return asking(posting, asked)


def _count(posting: Posting) -> SharedCount:
    """People who show every essential: of the day, so that it moves with no single person; silent where few do now.

    Until a community has its first snapshot, the number is of the moment.
    """
    need = need_of(posting)
    for line in need.requirements:
        if not line.essential:
            need = need.learned_on_the_job(line.skill)
    served = people_now(posting.community_id)
    shut = tuple(hidden_from(posting.organization_id))
    now = people_fitting(served.people, need, reach_table(), ANY_FIT, overlay=served.overlay, blocked=shut)
    if now < MINIMUM:
        return share_count(0)
    built, people = people_of_the_day(posting.community_id)
    since = None if built else served.overlay
    return share_count(people_fitting(people, need, reach_table(), ANY_FIT, overlay=since))

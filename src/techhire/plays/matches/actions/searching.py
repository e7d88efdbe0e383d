"""An employer searches people by skill: counted, told to whoever is shown, and never a way to reach anybody."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, TooOften, require
from techhire.commons.skills.words import Importance
from techhire.commons.vault import fingerprint
from techhire.plays.matches.facts import PeopleSearched
from techhire.plays.matches.models import SkillSearch
from techhire.plays.matches.queries.by_skill import PeopleFound, Sought, asked_in, people_by_skill
from techhire.plays.matches.rules import may_search_people
from techhire.plays.matches.words import MOST_SEARCHES, SEARCH
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose


def search_people(
    actor: Actor, organization: Organization, /, *, lines: Iterable[Sought], now: datetime
) -> PeopleFound:
    """People who show these skills, without names, and for each of them the record that this employer saw them.

    The same question of the same member on the same day counts once. People are looked for first and the counting
    is written after, so that no lock is held meanwhile; who may search no more today is shown nobody.
    """
    require(may_search_people(actor, organization))
    wanted, day = list(lines), organization.community.day_of(now)
    mark = fingerprint(f"{actor.account_id}:{asked_in(wanted)}", purpose="search of a day")
    _is_counted(organization, day, mark, now)
    found = people_by_skill(actor, organization, wanted, day=day)
    _note(actor, organization, wanted, found, day, mark, now)
    return found


def _is_counted(organization: Organization, day: date, mark: str, now: datetime) -> bool:
    """Whether this question was counted today already; TooOften where it was not and the day's number is reached."""
    today = SkillSearch.objects.filter(organization=organization, day=day)
    if today.filter(mark=mark).exists():
        return True
    if today.count() >= MOST_SEARCHES:
        words = _(
            "Your organization made %(most)d searches today, which is the most. Go on tomorrow, or post the job."
        )
        tomorrow = organization.community.start_of(day + timedelta(days=1))
        raise TooOften(words % {"most": MOST_SEARCHES}, seconds=ceil((tomorrow - now).total_seconds()))
    return False


@transaction.atomic
def _note(
    actor: Actor,
    organization: Organization,
    wanted: Sequence[Sought],
    found: PeopleFound,
    day: date,
    mark: str,
    now: datetime,
) -> None:
    """Count the search and write down who was shown, or neither. The employer's row is held, so none slips by."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    if not _is_counted(organization, day, mark, now):
        SkillSearch.objects.filter(organization=organization, day__lt=day).delete()
        SkillSearch.objects.create(organization=organization, day=day, mark=mark)
        essential = sum(line.importance == Importance.ESSENTIAL for line in wanted)
        skills = tuple(sorted(line.skill_id for line in wanted))
        record(PeopleSearched(organization.pk, skills, essential, len(found.rows)), actor=actor, now=now)
    record_access(
        actor,
        [row.seeker_id for row in found.rows],
        purpose=Purpose.BEING_FOUND,
        what=SEARCH,
        organization_id=organization.pk,
        now=now,
    )

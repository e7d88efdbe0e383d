"""Showing people to an employer: the reading and the record of it in one place, so that neither goes alone."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from techhire.commons.permits import Actor, require
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.people import PersonShown, person_on_shortlist
from techhire.plays.matches.queries.shortlists import SIZE, Shortlist, seekers_in, shortlist
from techhire.plays.matches.rules import may_see_shortlist
from techhire.plays.matches.words import NAME, SHORTLIST, SKILLS
from techhire.plays.seekers.actions.access import record_access
from techhire.plays.seekers.words import Purpose


def show_shortlist(actor: Actor, posting: Posting, /, *, now: datetime, size: int = SIZE) -> Shortlist:
    """The people who fit a posting, and for each of them the record that this employer saw them without a name."""
    people = shortlist(actor, posting, now=now, size=size)
    note_shown(actor, posting, seekers_in(people.rows), now=now)
    return people


def show_person(actor: Actor, posting: Posting, pseudonym: str, /, *, now: datetime) -> PersonShown | None:
    """One person of the list in detail, and the record that somebody looked; None where nobody is behind the name."""
    person = person_on_shortlist(actor, posting, pseudonym)
    if person is not None:
        purpose, what = (Purpose.HIRING, NAME) if person.known else (Purpose.BEING_FOUND, SKILLS)
        _record(actor, posting, [person.row.seeker_id], purpose, what, now)
    return person


@transaction.atomic
def note_shown(actor: Actor, posting: Posting, seeker_ids: Iterable[int], /, *, now: datetime) -> None:
    """Write down that these people were shown without a name; they can read it."""
    require(may_see_shortlist(actor, posting))
    _record(actor, posting, list(seeker_ids), Purpose.BEING_FOUND, SHORTLIST, now)


def _record(
    actor: Actor, posting: Posting, seeker_ids: list[int], purpose: Purpose, what: str, now: datetime
) -> None:
    record_access(
        actor,
        seeker_ids,
        purpose=purpose,
        what=what,
        organization_id=posting.organization_id,
        posting_id=posting.pk,
        now=now,
    )

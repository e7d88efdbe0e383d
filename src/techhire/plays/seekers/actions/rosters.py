"""Entering many people at once, as when an operator brings a community's records over. One fact a batch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, refuse_all, require
from techhire.plays.seekers.actions.contacts import checked_ways
from techhire.plays.seekers.actions.estimates import mark_changed
from techhire.plays.seekers.actions.found import SCOPE
from techhire.plays.seekers.actions.places import whereabouts
from techhire.plays.seekers.actions.profile import EDITABLE, PLACED, new_code, wrong_in_profile
from techhire.plays.seekers.facts import FoundTurnedOnForMany, SeekersEntered
from techhire.plays.seekers.models import Consent, Contact, Estimate, Seeker
from techhire.plays.seekers.rules import may_enter_seekers, may_turn_found_on_for_many
from techhire.plays.seekers.words import Purpose

LARGEST_ROSTER = 500


@dataclass(frozen=True)
class NewSeeker:
    """One person to be entered: a name, a language, fields of the profile as ``update_profile`` takes them, and ways
    to reach them as ``set_contacts`` does; employers get these by a grant only.
    """

    name: str
    language: str = "en"
    fields: Mapping[str, Any] = field(default_factory=dict)
    ways: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def enter_seekers(
    actor: Actor, community: Community, people: Iterable[NewSeeker], /, *, now: datetime
) -> list[int]:
    """Open records for up to 500 people, hidden from employers. Returns their ids in order."""
    require(may_enter_seekers(actor, community.pk))
    entered = list(people)
    if len(entered) > LARGEST_ROSTER:
        raise Refused(_("Enter at most 500 people at a time."))
    made = Seeker.objects.bulk_create(_row(community, person, now) for person in entered)
    Contact.objects.bulk_create(
        Contact(seeker=seeker, kind=kind, value=value)
        for seeker, person in zip(made, entered, strict=True)
        for kind, value in checked_ways(person.ways).items()
        if value
    )
    mark_changed([seeker.pk for seeker in made], community.pk)
    record(SeekersEntered(len(made)), actor=actor, now=now, community_id=community.pk)
    return [seeker.pk for seeker in made]


def _row(community: Community, person: NewSeeker, now: datetime) -> Seeker:
    fields = dict(person.fields)
    unknown = set(fields) - EDITABLE
    if unknown:
        raise Refused(_("We do not know this field: %(field)s.") % {"field": ", ".join(sorted(unknown))})
    refuse_all(wrong_in_profile(fields))
    if PLACED & set(fields):
        fields |= whereabouts(fields)
    return Seeker(
        community=community,
        code=new_code(),
        name=person.name[:200],
        language=person.language,
        made_at=now,
        **fields,
    )


@transaction.atomic
def turn_found_on_for_many(
    actor: Actor, community: Community, seeker_ids: Iterable[int], /, *, words: str, now: datetime
) -> int:
    """Let employers find up to 500 people who said yes in these words, each with a consent of their own.

    People under 18, without a skill or without a place to work from are left as they are. Returns how many changed.
    """
    require(may_turn_found_on_for_many(actor, community.pk))
    wanted = sorted(set(seeker_ids))
    if len(wanted) > LARGEST_ROSTER:
        raise Refused(_("Enter at most 500 people at a time."))
    if not words.strip():
        raise Refused(_("Write down what the person said, in their words."), field="words")
    skilled = Estimate.objects.filter(seeker_id__in=wanted).values("seeker_id")
    ready = Seeker.objects.select_for_update(no_key=True).filter(
        pk__in=skilled, community=community, is_adult=True, found=False
    )
    ids = [s.pk for s in ready if s.latitude is not None or s.remote_ok]
    Consent.objects.bulk_create(
        Consent(
            seeker_id=pk,
            purpose=Purpose.BEING_FOUND,
            scope=sorted(SCOPE),
            words=words.strip()[:2000],
            spoken=True,
            given_at=now,
            confirmed_at=now,  # a roster is made from papers the people keep
            recorded_by_id=actor.account_id,
        )
        for pk in ids
    )
    Seeker.objects.filter(pk__in=ids).update(found=True, version=F("version") + 1)
    mark_changed(ids, community.pk)
    record(FoundTurnedOnForMany(len(ids)), actor=actor, now=now, community_id=community.pk)
    return len(ids)

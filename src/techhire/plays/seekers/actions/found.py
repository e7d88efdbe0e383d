"""Being found is a choice: off until it is turned on, off again in one tap, counted in the next request."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.seekers.actions.consents import note_spoken
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed
from techhire.plays.seekers.facts import EmployerBlocked, FoundTurnedOff, FoundTurnedOn
from techhire.plays.seekers.models import Consent, EmployerBlock, Estimate, Seeker
from techhire.plays.seekers.rules import (
    is_self,
    may_act_for,
    may_turn_found_off,
    may_turn_found_on,
    on_behalf,
)
from techhire.plays.seekers.words import Purpose

SCOPE = ("skills", "schedule", "travel", "name_after_yes", "contact_after_yes")


@transaction.atomic
def turn_found_on(
    actor: Actor,
    seeker: Seeker,
    /,
    *,
    scope: tuple[str, ...] = SCOPE,
    words: str = "",
    spoken: bool = False,
    now: datetime,
) -> Seeker:
    """Let employers of the community find this person, with the consent that says to what."""
    seeker = lock_seeker(seeker)
    require(may_turn_found_on(actor, seeker))
    if not (seeker.latitude is not None or seeker.remote_ok):
        raise Refused(_("Say first where work is wanted: near a place, or from home."), field="zip_code")
    if not Estimate.objects.filter(seeker=seeker).exists():
        raise Refused(_("Add at least one skill first, so that there is something to find."), field="skills")
    if not is_self(actor, seeker) and not actor.is_system and not words.strip():
        raise Refused(_("Write down what the person said, in their words."), field="words")
    if seeker.found:
        return seeker
    consent = Consent.objects.create(
        seeker=seeker,
        purpose=Purpose.BEING_FOUND,
        scope=sorted(set(scope) & set(SCOPE)),
        words=words[:2000],
        spoken=spoken or bool(words.strip()),
        given_at=now,
        recorded_by_id=actor.account_id,
    )
    note_spoken(actor, consent, now)
    _set(seeker, True)
    record(FoundTurnedOn(seeker.pk, consent.pk), actor=on_behalf(actor, seeker), now=now)
    return seeker


@transaction.atomic
def turn_found_off(actor: Actor, seeker: Seeker, /, *, now: datetime) -> Seeker:
    """Take the person out of every list, from the next request on."""
    require(may_turn_found_off(actor, seeker))
    seeker = lock_seeker(seeker)
    if not seeker.found:
        return seeker
    open_consents = Consent.objects.filter(
        seeker=seeker, purpose=Purpose.BEING_FOUND, withdrawn_at__isnull=True
    )
    open_consents.update(withdrawn_at=now)
    _set(seeker, False)
    record(FoundTurnedOff(seeker.pk), actor=on_behalf(actor, seeker), now=now)
    return seeker


def _set(seeker: Seeker, found: bool) -> None:
    seeker.found = found
    seeker.version += 1
    seeker.save(update_fields=["found", "version"])
    mark_changed([seeker.pk], seeker.community_id)


@transaction.atomic
def block_employer(actor: Actor, seeker: Seeker, organization: Organization, /, *, now: datetime) -> None:
    """Hide this person from one employer, without telling it."""
    seeker = lock_seeker(seeker)
    require(may_act_for(actor, seeker))
    if organization.community_id != seeker.community_id:
        raise Refused(_("This employer is not in your community."), field="organization")
    _unused, made = EmployerBlock.objects.get_or_create(seeker=seeker, organization=organization)
    if made:
        record(EmployerBlocked(seeker.pk, organization.pk, True), actor=on_behalf(actor, seeker), now=now)


@transaction.atomic
def unblock_employer(actor: Actor, seeker: Seeker, organization: Organization, /, *, now: datetime) -> None:
    """Let the employer find this person again."""
    require(may_act_for(actor, seeker))
    gone, _unused = EmployerBlock.objects.filter(seeker=seeker, organization=organization).delete()
    if gone:
        record(EmployerBlocked(seeker.pk, organization.pk, False), actor=on_behalf(actor, seeker), now=now)

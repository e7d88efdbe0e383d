"""A spoken yes is given back in writing, by a letter or on paper."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.seekers.facts import ConsentConfirmed, SpokenConsentHeard
from techhire.plays.seekers.models import Consent
from techhire.plays.seekers.rules import is_self, may_confirm_consent, on_behalf


def note_spoken(actor: Actor, consent: Consent, now: datetime) -> None:
    """As part of writing a consent down: whoever hears a yes owes it back in writing, nobody to themselves."""
    if consent.spoken and not is_self(actor, consent.seeker):
        record(
            SpokenConsentHeard(consent.seeker_id, consent.pk), actor=on_behalf(actor, consent.seeker), now=now
        )


@transaction.atomic
def confirm_consent(actor: Actor, consent: Consent, /, *, by_letter: bool = False, now: datetime) -> Consent:
    """Say that the person has it in writing. Saying so again changes nothing."""
    consent = Consent.objects.select_for_update(of=("self",)).select_related("seeker").get(pk=consent.pk)
    require(may_confirm_consent(actor, consent))
    if not consent.spoken:
        raise Refused(_("This yes was given in writing already."))
    if consent.confirmed_at is None:
        consent.confirmed_at = now
        consent.save(update_fields=["confirmed_at"])
        body = ConsentConfirmed(consent.seeker_id, consent.pk, by_letter)
        record(body, actor=on_behalf(actor, consent.seeker), now=now)
    return consent

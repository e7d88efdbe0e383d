"""What a person says yes to: being read for one posting, and every spoken yes given back in writing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.facts import (
    ConsentConfirmed,
    ReadingAgreed,
    ReadingTakenBack,
    SpokenConsentHeard,
)
from techhire.plays.seekers.models import Consent, Estimate, Seeker
from techhire.plays.seekers.rules import (
    agreed_to_be_read,
    is_self,
    may_act_for,
    may_agree_to_be_read,
    may_confirm_consent,
    may_take_back_reading,
    on_behalf,
    posting_mark,
)
from techhire.plays.seekers.words import READING_SCOPE, Purpose


def note_spoken(actor: Actor, consent: Consent, now: datetime) -> None:
    """As part of writing a consent down: whoever hears a yes owes it back in writing, nobody to themselves."""
    if consent.spoken and not is_self(actor, consent.seeker):
        record(
            SpokenConsentHeard(consent.seeker_id, consent.pk), actor=on_behalf(actor, consent.seeker), now=now
        )


def hear_badge_yes(
    actor: Actor, seeker: Seeker, *, about: str, scope: Iterable[str], words: str, now: datetime
) -> None:
    """As part of an action that asked its rule: keep what a person said yes to about one badge, in their words.

    Who acts for themself says it by pressing the button. ``about`` names the badge.
    """
    require(may_act_for(actor, seeker))
    if is_self(actor, seeker) or actor.is_system:
        return
    if not words.strip():
        raise Refused(_("Write down what the person said, in their words."), field="words")
    consent = Consent.objects.create(
        seeker=seeker,
        purpose=Purpose.BADGES,
        scope=[*scope, about],
        words=words[:2000],
        spoken=True,
        given_at=now,
        recorded_by_id=actor.account_id,
    )
    record(SpokenConsentHeard(seeker.pk, consent.pk), actor=on_behalf(actor, seeker), now=now)


def end_badge_yes(seeker: Seeker, *, about: str, scope: str = "", now: datetime) -> None:
    """As part of an action: what they said yes to holds no more, of one ``scope`` or all of it."""
    given = Consent.objects.filter(seeker=seeker, purpose=Purpose.BADGES, withdrawn_at__isnull=True)
    for consent in given:
        if about in consent.scope and (not scope or consent.scope == [scope, about]):
            consent.withdrawn_at = now
            consent.save(update_fields=["withdrawn_at"])


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


@transaction.atomic
def agree_to_be_read(
    actor: Actor,
    seeker: Seeker,
    /,
    *,
    posting_id: int,
    scope: Iterable[str] = READING_SCOPE,
    words: str = "",
    now: datetime,
) -> Consent:
    """Let the employer of one posting read what this person shows, whether or not being found is on.

    ``scope`` may leave out the name and the contact after a yes. A coach writes down the person's ``words``.
    """
    seeker = lock_seeker(seeker)
    require(may_agree_to_be_read(actor, seeker))
    if not Estimate.objects.filter(seeker=seeker).exists():
        raise Refused(_("Add at least one skill first, so that there is something to read."), field="skills")
    if not is_self(actor, seeker) and not actor.is_system and not words.strip():
        raise Refused(_("Write down what the person said, in their words."), field="words")
    standing = agreed_to_be_read(seeker, posting_id)
    if standing is not None:
        return standing
    chosen = {"skills", *scope} & set(READING_SCOPE)
    consent = Consent.objects.create(
        seeker=seeker,
        purpose=Purpose.HIRING,
        scope=[*sorted(chosen), posting_mark(posting_id)],
        words=words[:2000],
        spoken=bool(words.strip()),
        given_at=now,
        recorded_by_id=actor.account_id,
    )
    note_spoken(actor, consent, now)
    record(ReadingAgreed(seeker.pk, consent.pk, posting_id), actor=on_behalf(actor, seeker), now=now)
    return consent


@transaction.atomic
def take_back_reading(actor: Actor, consent: Consent, /, *, now: datetime) -> Consent:
    """End it for the future; what was read stays on record. Taking it back again changes nothing."""
    consent = Consent.objects.select_for_update(of=("self",)).select_related("seeker").get(pk=consent.pk)
    require(may_take_back_reading(actor, consent))
    if consent.withdrawn_at is None:
        consent.withdrawn_at = now
        consent.save(update_fields=["withdrawn_at"])
        body = ReadingTakenBack(consent.seeker_id, consent.pk)
        record(body, actor=on_behalf(actor, consent.seeker), now=now)
    return consent

"""Who may see a person, and the record of who did."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.seekers.actions.consents import note_spoken
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.facts import AccessEnded, AccessGranted
from techhire.plays.seekers.models import AccessRecord, Consent, Grant, Seeker
from techhire.plays.seekers.rules import may_end_grant, may_grant_access, may_let_vouch, on_behalf
from techhire.plays.seekers.words import Purpose

KIND_FOR = {Purpose.TRAINING: "provider", Purpose.COACHING: "onramp", Purpose.HIRING: "employer"}
NEVER_GRANTED = frozenset({Purpose.BEING_FOUND, Purpose.TESTING, Purpose.BADGES})
"""Purposes that open nobody's record to an organization."""


@transaction.atomic
def grant_access(
    actor: Actor,
    seeker: Seeker,
    organization: Organization,
    /,
    *,
    purpose: str,
    scope: Iterable[str] = (),
    posting_id: int | None = None,
    until: datetime | None = None,
    words: str = "",
    now: datetime,
) -> Grant:
    """Let one organization see one person for one purpose; the consent behind it is kept beside it."""
    seeker = lock_seeker(seeker)
    require(may_grant_access(actor, seeker, organization, purpose, posting_id))
    if purpose not in Purpose.values or purpose in NEVER_GRANTED:
        raise Refused(_("We do not know this purpose."), field="purpose")
    kind = KIND_FOR.get(Purpose(purpose))
    if kind is not None and not organization.kinds.filter(kind=kind).exists():
        raise Refused(_("This organization does not do that here."), field="organization")
    open_grant = Grant.objects.filter(
        seeker=seeker,
        organization=organization,
        purpose=purpose,
        posting_id=posting_id,
        ended_at__isnull=True,
    ).first()
    if open_grant is not None and (open_grant.until is None or open_grant.until > now):
        return open_grant
    codes = sorted(set(scope))
    if purpose != Purpose.HIRING:
        consent = Consent.objects.create(
            seeker=seeker,
            purpose=purpose,
            scope=[*codes, f"organization:{organization.pk}"],
            words=words,
            spoken=bool(words),
            given_at=now,
            recorded_by_id=actor.account_id,
        )
        note_spoken(actor, consent, now)
    grant = Grant.objects.create(
        seeker=seeker,
        organization=organization,
        purpose=purpose,
        scope=codes,
        posting_id=posting_id,
        since=now,
        until=until,
    )
    by = actor if purpose == Purpose.HIRING else on_behalf(actor, seeker)
    record(AccessGranted(seeker.pk, organization.pk, grant.pk, purpose), actor=by, now=now)
    return grant


def let_vouch(
    actor: Actor, seeker: Seeker, organization: Organization, /, *, words: str = "", now: datetime
) -> Grant:
    """Say yes to vouches of an organization before it gives one: what it writes down, and that it is counted."""
    require(may_let_vouch(actor, seeker))
    return grant_access(
        actor,
        seeker,
        organization,
        purpose=Purpose.VOUCHING,
        scope=("collect", "count"),
        words=words,
        now=now,
    )


@transaction.atomic
def end_grant(actor: Actor, grant: Grant, /, *, now: datetime) -> Grant:
    """End it for the future; what was seen stays on record."""
    require(may_end_grant(actor, grant))
    if grant.ended_at is None:
        grant.ended_at = now
        grant.save(update_fields=["ended_at"])
        _withdraw_consent(grant, now)
        record(AccessEnded(grant.seeker_id, grant.organization_id, grant.pk), actor=actor, now=now)
    return grant


def _withdraw_consent(grant: Grant, now: datetime) -> None:
    given = Consent.objects.filter(
        seeker_id=grant.seeker_id, purpose=grant.purpose, withdrawn_at__isnull=True
    )
    mark = f"organization:{grant.organization_id}"
    for consent in given:
        if mark in consent.scope:
            consent.withdrawn_at = now
            consent.save(update_fields=["withdrawn_at"])


def record_access(
    actor: Actor,
    seekers: Seeker | Iterable[int],
    /,
    *,
    purpose: str,
    what: str,
    organization_id: int | None = None,
    posting_id: int | None = None,
    now: datetime,
) -> None:
    """Write down that somebody looked, once per person, organization, matter and day. The person looking is skipped.

    The day is that of the clock the page tells times by.
    """
    ids = [seekers.pk] if isinstance(seekers, Seeker) else list(seekers)
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    seen = set(
        AccessRecord.objects.filter(
            seeker_id__in=ids,
            account_id=actor.account_id,
            organization_id=organization_id,
            what=what,
            posting_id=posting_id,
            at__gte=day,
        ).values_list("seeker_id", flat=True)
    )
    own = Seeker.objects.filter(pk__in=ids, account_id=actor.account_id, account_id__isnull=False)
    seen |= set(own.values_list("pk", flat=True))
    AccessRecord.objects.bulk_create(
        AccessRecord(
            seeker_id=pk,
            organization_id=organization_id,
            account_id=actor.account_id,
            purpose=purpose,
            what=what,
            posting_id=posting_id,
            at=now,
        )
        for pk in ids
        if pk not in seen
    )

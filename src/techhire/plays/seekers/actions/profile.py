"""Opening a record and changing what a person tells about the work they want."""

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused, refusals_of, refuse_all, require
from techhire.commons.permits.inputs import one_line
from techhire.plays.seekers.actions.estimates import lock_seeker, mark_changed
from techhire.plays.seekers.actions.found import turn_found_off
from techhire.plays.seekers.actions.places import whereabouts
from techhire.plays.seekers.facts import ProfileUpdated, SeekerCreated
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import may_act_for, may_create_seeker, on_behalf
from techhire.plays.seekers.words import SCHEDULE_BITS, Said, TravelMode

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
EDITABLE = frozenset(
    {
        "name",
        "language",
        "is_adult",
        "place",
        "zip_code",
        "travel_mode",
        "travel_minutes",
        "remote_ok",
        "schedule",
        "pay_floor_cents",
        "available_from",
        "authorized",
        "needs_sponsorship",
        "has_degree",
    }
)
PLACED = frozenset({"zip_code", "place"})
"""Either of them says where, and takes the place of what was said before."""
CHOICES = {
    "authorized": Said,
    "needs_sponsorship": Said,
    "has_degree": Said,
    "travel_mode": TravelMode,
}
STALE = gettext_noop(
    "Somebody else changed this while you were editing. Look at what is there now and save again."
)


def new_code() -> str:
    """A code a person can read out: eight characters without look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _unused in range(8))


@transaction.atomic
def create_seeker(
    actor: Actor,
    /,
    *,
    community: Community | None = None,
    account: Account | None = None,
    name: str = "",
    language: str = "en",
    now: datetime,
) -> Seeker:
    """Open a record in the actor's community, for the actor's own account or for somebody without one."""
    community = community or Community.objects.get(pk=actor.community_id)
    for_self = account is not None and account.pk == actor.account_id
    require(may_create_seeker(actor, community.pk, for_self, account is not None))
    try:
        with transaction.atomic():
            seeker = Seeker.objects.create(
                community=community,
                account=account,
                code=new_code(),
                name=name[:200],
                language=language,
                made_at=now,
            )
    except IntegrityError as error:
        if account is not None and Seeker.objects.filter(community=community, account=account).exists():
            raise Refused(_("You already have a record here.")) from error
        raise
    record(SeekerCreated(seeker.pk, account is not None), actor=actor, now=now, community_id=community.pk)
    return seeker


@transaction.atomic
def update_profile(
    actor: Actor, seeker: Seeker, /, *, expected_version: int | None = None, now: datetime, **fields: Any
) -> Seeker:
    """Change what a person told us. Unknown fields are refused; a ZIP code or a town is turned into its middle.

    Somebody who turns out to be under 18 is hidden from employers in the same transaction.
    """
    require(may_act_for(actor, seeker))
    unknown = set(fields) - EDITABLE
    if unknown:
        raise Refused(_("We do not know this field: %(field)s.") % {"field": ", ".join(sorted(unknown))})
    current = lock_seeker(seeker)
    require(may_act_for(actor, current))
    if expected_version is not None and expected_version != current.version:
        raise Refused(_(STALE))
    refuse_all(wrong_in_profile(fields))
    if PLACED & set(fields):
        fields |= whereabouts(fields)
    changed = sorted(key for key, value in fields.items() if getattr(current, key) != value)
    for key in changed:
        setattr(current, key, fields[key])
    if current.found and current.latitude is None and not current.remote_ok:
        raise Refused(
            _("Employers find people by place, so keep a ZIP code or work from home."), field="zip_code"
        )
    if changed:
        current.version += 1
        current.save(update_fields=[*changed, "version"])
        mark_changed([current.pk], current.community_id)
        record(ProfileUpdated(current.pk, tuple(changed)), actor=on_behalf(actor, current), now=now)
    if current.found and current.is_adult is not True:
        return turn_found_off(actor, current, now=now)
    return current


def wrong_in_profile(fields: dict[str, Any]) -> list[Refused]:
    """What nobody can mean, each with its field; those that are not named stay as they are."""
    checks: list[Callable[[], object]] = [lambda: whereabouts(fields)]
    if "name" in fields:
        checks.append(lambda: one_line(fields["name"], field="name", limit=200, required=False))
    return [*refusals_of(*checks), *_odd_values(fields)]


def _odd_values(fields: dict[str, Any]) -> Iterator[Refused]:
    if fields.get("language", "en") not in dict(settings.LANGUAGES):
        yield Refused(_("We do not speak this language yet."), field="language")
    if not 0 <= int(fields.get("travel_minutes", 0) or 0) <= 240:
        yield Refused(_("Choose between 0 and 240 minutes."), field="travel_minutes")
    if not 0 <= int(fields.get("schedule", 0) or 0) <= sum(SCHEDULE_BITS.values()):
        yield Refused(_("We do not know this schedule."), field="schedule")
    if not 0 <= int(fields.get("pay_floor_cents", 0) or 0) <= 50_000:
        yield Refused(_("Enter pay by the hour, at most 500 dollars."), field="pay_floor_cents")
    for key, choices in CHOICES.items():
        if key in fields and fields[key] not in choices.values:
            yield Refused(_("Choose one of the answers."), field=key)

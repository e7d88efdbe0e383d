"""Ways to reach a person. Employers get them by a grant only."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import all_checked, email_address, one_line, phone_number
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.facts import ContactsChanged
from techhire.plays.seekers.models import Contact, Seeker
from techhire.plays.seekers.rules import may_act_for, on_behalf
from techhire.plays.seekers.words import ContactKind


@transaction.atomic
def set_contacts(
    actor: Actor,
    seeker: Seeker,
    /,
    *,
    ways: Mapping[str, str],
    is_shared: bool = False,
    for_employers: bool = True,
    now: datetime,
) -> None:
    """Keep one way a kind (e-mail, phone, a person) to reach somebody; an empty value takes that way away."""
    seeker = lock_seeker(seeker)
    require(may_act_for(actor, seeker))
    texts = checked_ways(ways)
    Contact.objects.filter(seeker=seeker, kind__in=texts).delete()
    Contact.objects.bulk_create(
        Contact(seeker=seeker, kind=kind, value=text, is_shared=is_shared, for_employers=for_employers)
        for kind, text in texts.items()
        if text
    )
    kept = tuple(sorted(kind for kind, text in texts.items() if text))
    record(ContactsChanged(seeker.pk, kept), actor=on_behalf(actor, seeker), now=now)


def checked_ways(ways: Mapping[str, str]) -> dict[str, str]:
    """The ways to reach somebody, each by its kind and in the form it is kept; ``Refused`` with all that are none."""
    if not set(ways) <= set(ContactKind.values):
        raise Refused(_("Choose one of the answers."))
    return all_checked({kind: partial(_checked, kind, value) for kind, value in ways.items()})


def _checked(kind: str, value: str) -> str:
    if not value.strip():
        return ""
    if kind == ContactKind.EMAIL:
        return email_address(value, field=kind)
    if kind == ContactKind.PHONE:
        return phone_number(value, field=kind)
    return one_line(value, field=kind, limit=160)

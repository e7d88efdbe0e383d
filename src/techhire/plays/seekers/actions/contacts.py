"""Ways to reach a person. Employers get them by a grant only."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import email_address, one_line
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.facts import ContactsChanged
from techhire.plays.seekers.models import Contact, Seeker
from techhire.plays.seekers.rules import may_act_for
from techhire.plays.seekers.words import ContactKind

_PHONE = re.compile(r"[0-9+(). -]{7,24}")


@transaction.atomic
def set_contact(
    actor: Actor,
    seeker: Seeker,
    /,
    *,
    kind: str,
    value: str,
    is_shared: bool = False,
    for_employers: bool = True,
    now: datetime,
) -> Contact | None:
    """Keep one way of a kind to reach the person, or none where the value is empty."""
    require(may_act_for(actor, seeker))
    if kind not in ContactKind.values:
        raise Refused(_("Choose one of the answers."), field="kind")
    lock_seeker(seeker)
    text = _checked(kind, value)
    Contact.objects.filter(seeker=seeker, kind=kind).delete()
    kept = None
    if text:
        kept = Contact.objects.create(
            seeker=seeker, kind=kind, value=text, is_shared=is_shared, for_employers=for_employers
        )
    record(ContactsChanged(seeker.pk, kind, kept is not None), actor=actor, now=now)
    return kept


def _checked(kind: str, value: str) -> str:
    if not value.strip():
        return ""
    if kind == ContactKind.EMAIL:
        return email_address(value, field=kind)
    text = one_line(value, field=kind, limit=160)
    if kind == ContactKind.PHONE and not _PHONE.fullmatch(text):
        raise Refused(_("This is not a phone number. Write it like 816-555-0142."), field=kind)
    return text

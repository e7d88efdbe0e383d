"""Who reported is forgotten: ninety days after it is settled, and at once with an account that is erased."""

from datetime import datetime, timedelta

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.plays.concerns.facts import ContactsErased
from techhire.plays.concerns.models import Report
from techhire.plays.concerns.words import CONTACT_DAYS


@transaction.atomic
def erase_old_contacts(community_id: int, /, *, now: datetime, limit: int = 500) -> int:
    """Erase e-mail, phone and account from reports settled 90 days ago. Returns how many; again until none is left."""
    old = Report.objects.select_for_update(of=("self",)).filter(
        concern__community_id=community_id,
        concern__closed_at__lte=now - timedelta(days=CONTACT_DAYS),
        contact_erased_at__isnull=True,
    )
    found = [report.pk for report in old.order_by("pk")[:limit]]
    if found:
        Report.objects.filter(pk__in=found).update(email="", phone="", account=None, contact_erased_at=now)
        record(ContactsErased(community_id, len(found)), actor=Actor.system(community_id), now=now)
    return len(found)


@transaction.atomic
def forget_reporter(account_id: int, /) -> int:
    """Take an account that was erased, and the ways to reach its person, out of their reports. Returns how many."""
    mine = Report.objects.filter(account_id=account_id)
    return mine.update(email="", phone="", account=None)

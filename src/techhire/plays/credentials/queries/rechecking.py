"""Accepted credentials that are to be looked at again. For the product alone: nobody reads what this finds."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from techhire.plays.credentials.models import AcceptedCredential, TrustedIssuer
from techhire.plays.credentials.queries.checking import Checked, check_credential
from techhire.plays.credentials.words import IssuerStanding, OutsideState
from techhire.plays.seekers.words import OUT_OF_SIGHT, EvidenceState

EVERY = timedelta(days=7)
A_STEP = 5


def accepted_that_count() -> QuerySet[AcceptedCredential]:
    """Accepted ones with evidence that was not taken away in another way, of people whose record is in sight."""
    rows = AcceptedCredential.objects.filter(state=OutsideState.ACCEPTED).exclude(
        evidence__state=EvidenceState.WITHDRAWN
    )
    return rows.exclude(seeker__state__in=OUT_OF_SIGHT).select_related("organization__community", "seeker")


def checked_again(after: int, now: datetime, size: int = A_STEP) -> list[tuple[AcceptedCredential, Checked]]:
    """The next ones by number that end today or were last looked at a week ago, each checked now. Reads only.

    Checking may ask other sites, a few seconds each.
    """
    due = Q(checked_at__lte=now - EVERY) | Q(ends_on__lte=now.date())
    rows = accepted_that_count().filter(due, pk__gt=after).order_by("pk")[:size]
    return [(row, check_credential(row.organization.community, row.document, now=now)) for row in rows]


def accepted_of_refused(issuer_id: int, size: int = A_STEP) -> list[AcceptedCredential]:
    """The next accepted ones of an issuer whose credentials the civic lead does not accept now."""
    issuer = TrustedIssuer.objects.filter(pk=issuer_id, standing=IssuerStanding.REFUSED).first()
    if issuer is None:
        return []
    rows = accepted_that_count().filter(organization__community_id=issuer.community_id, issuer=issuer.did)
    return list(rows.order_by("pk")[:size])

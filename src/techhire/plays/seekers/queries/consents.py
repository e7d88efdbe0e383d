"""Spoken consents a person is owed in writing."""

from dataclasses import dataclass
from datetime import date

from techhire.engines.business_days import business_days_after
from techhire.plays.seekers.models import Consent
from techhire.plays.seekers.queries.people import LetterTo, letter_to

DAYS = 3
"""Business days within which a spoken yes is confirmed in writing."""


@dataclass(frozen=True)
class ConsentLetter:
    """A spoken yes that still holds and was not confirmed, and where a letter about it goes."""

    consent: Consent
    letter: LetterTo


def confirm_by(given_on: date) -> date:
    """The last day for writing: three business days after the yes."""
    return business_days_after(given_on, DAYS)


def consent_letter(consent_id: int) -> ConsentLetter | None:
    """What the product writes by itself; None where it is settled, or the person has no address of their own."""
    rows = Consent.objects.filter(
        pk=consent_id, spoken=True, confirmed_at__isnull=True, withdrawn_at__isnull=True
    )
    consent = rows.select_related("seeker").first()
    letter = letter_to(consent.seeker_id) if consent else None
    return ConsentLetter(consent, letter) if consent and letter else None

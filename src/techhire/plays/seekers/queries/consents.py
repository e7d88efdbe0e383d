"""Spoken consents a person is owed in writing."""

from dataclasses import dataclass
from datetime import date, timedelta

from techhire.plays.seekers.models import Consent
from techhire.plays.seekers.queries.people import LetterTo, letter_to

DAYS = 3
"""Business days within which a spoken yes is confirmed in writing."""
SATURDAY = 5


@dataclass(frozen=True)
class ConsentLetter:
    """A spoken yes that still holds and was not confirmed, and where a letter about it goes."""

    consent: Consent
    letter: LetterTo


def confirm_by(given_on: date) -> date:
    """The last day for writing: three days from Monday to Friday after the yes. Holidays are not known here."""
    day, left = given_on, DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def consent_letter(consent_id: int) -> ConsentLetter | None:
    """What the product writes by itself; None where it is settled, or the person has no address of their own."""
    rows = Consent.objects.filter(
        pk=consent_id, spoken=True, confirmed_at__isnull=True, withdrawn_at__isnull=True
    )
    consent = rows.select_related("seeker").first()
    letter = letter_to(consent.seeker_id) if consent else None
    return ConsentLetter(consent, letter) if consent and letter else None

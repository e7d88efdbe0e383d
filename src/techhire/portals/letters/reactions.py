"""Every letter by the fact it follows. Importing a letter's folder registers what it waits for."""

from techhire.portals.letters import (
    consent_heard,
    correction_asked,
    member_invited,
    person_unmasked,
    review_answered,
    review_asked,
)

__all__ = [
    "consent_heard",
    "correction_asked",
    "member_invited",
    "person_unmasked",
    "review_answered",
    "review_asked",
]

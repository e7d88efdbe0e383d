"""Every letter by the fact it follows. Importing a letter's folder registers what it waits for."""

from techhire.portals.letters import (
    consent_heard,
    correction_asked,
    feedback_given,
    member_invited,
    person_unmasked,
    record_sealed,
    vouch_given,
)

__all__ = [
    "consent_heard",
    "correction_asked",
    "feedback_given",
    "member_invited",
    "person_unmasked",
    "record_sealed",
    "vouch_given",
]

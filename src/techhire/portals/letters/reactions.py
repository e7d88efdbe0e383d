"""Every letter by the fact it follows. Importing a letter's folder registers what it waits for."""

from techhire.portals.letters import (
    consent_heard,
    correction_asked,
    interview_finished,
    member_invited,
    person_unmasked,
    work_judged,
    work_to_judge,
)

__all__ = [
    "consent_heard",
    "correction_asked",
    "interview_finished",
    "member_invited",
    "person_unmasked",
    "work_judged",
    "work_to_judge",
]

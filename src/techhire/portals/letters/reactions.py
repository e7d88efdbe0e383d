"""Every letter by the fact it follows. Importing a letter's folder registers what it waits for."""

from techhire.portals.letters import (
    badge_news,
    badge_offered,
    consent_heard,
    correction_asked,
    credential_sent,
    feedback_given,
    interview_finished,
    member_invited,
    person_unmasked,
    record_sealed,
    result_revised,
    review_answered,
    review_asked,
    vouch_given,
    work_judged,
    work_to_judge,
)

__all__ = [
    "badge_news",
    "badge_offered",
    "consent_heard",
    "correction_asked",
    "credential_sent",
    "feedback_given",
    "interview_finished",
    "member_invited",
    "person_unmasked",
    "record_sealed",
    "result_revised",
    "review_answered",
    "review_asked",
    "vouch_given",
    "work_judged",
    "work_to_judge",
]

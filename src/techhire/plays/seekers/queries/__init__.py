"""Reading people's records. What reveals a person takes the actor."""

from techhire.plays.seekers.queries.access import (
    blocked_by,
    consents_of,
    found_since,
    grant_of,
    grants_of,
    grants_to,
    readings_of,
    who_looked,
)
from techhire.plays.seekers.queries.consents import ConsentLetter, confirm_by, consent_letter
from techhire.plays.seekers.queries.disputes import open_dispute_numbered, open_disputes, who_answers
from techhire.plays.seekers.queries.held import download_everything
from techhire.plays.seekers.queries.people import (
    LetterTo,
    Readiness,
    codes_of,
    contacts_of,
    letter_to,
    readiness_of,
    seeker_by_code,
    seeker_of,
)
from techhire.plays.seekers.queries.skills import (
    PieceLine,
    SkillLine,
    SkillStory,
    best_word,
    evidence_numbered,
    evidence_of,
    skill_coded,
    skill_lines,
    skill_story,
)

__all__ = [
    "ConsentLetter",
    "confirm_by",
    "consent_letter",
    "open_dispute_numbered",
    "open_disputes",
    "who_answers",
    "letter_to",
    "LetterTo",
    "PieceLine",
    "Readiness",
    "SkillLine",
    "SkillStory",
    "best_word",
    "blocked_by",
    "codes_of",
    "consents_of",
    "contacts_of",
    "download_everything",
    "evidence_numbered",
    "evidence_of",
    "found_since",
    "grant_of",
    "grants_of",
    "grants_to",
    "readiness_of",
    "readings_of",
    "seeker_by_code",
    "seeker_of",
    "skill_coded",
    "skill_lines",
    "skill_story",
    "who_looked",
]

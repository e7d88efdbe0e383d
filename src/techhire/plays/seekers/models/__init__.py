"""Rows about people who look for work."""

from techhire.plays.seekers.models.access import AccessRecord, Consent, EmployerBlock, Grant
from techhire.plays.seekers.models.evidence import Changed, Dispute, Estimate, Evidence, TrackRecord, Vouch
from techhire.plays.seekers.models.experiences import Experience, ExperienceSkill
from techhire.plays.seekers.models.feedback import EmployerFeedback
from techhire.plays.seekers.models.holds import Hold
from techhire.plays.seekers.models.people import Contact, Seeker
from techhire.plays.seekers.models.selfid import SelfIdentification
from techhire.plays.seekers.models.uses import SkillUse

__all__ = [
    "AccessRecord",
    "Changed",
    "Consent",
    "Contact",
    "Dispute",
    "EmployerBlock",
    "EmployerFeedback",
    "Estimate",
    "Evidence",
    "Experience",
    "ExperienceSkill",
    "Grant",
    "Hold",
    "Seeker",
    "SelfIdentification",
    "SkillUse",
    "TrackRecord",
    "Vouch",
]

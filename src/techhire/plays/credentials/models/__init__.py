"""Rows of what a community signs and of what it accepts from others."""

from techhire.plays.credentials.models.badges import (
    Achievement,
    AchievementAlignment,
    Credential,
    SignedForProgram,
    StatusEntry,
)
from techhire.plays.credentials.models.issuers import Issuer, SigningKey, StatusList
from techhire.plays.credentials.models.outside import AcceptedCredential, TrustedIssuer

__all__ = [
    "AcceptedCredential",
    "Achievement",
    "AchievementAlignment",
    "Credential",
    "Issuer",
    "SigningKey",
    "SignedForProgram",
    "StatusEntry",
    "StatusList",
    "TrustedIssuer",
]

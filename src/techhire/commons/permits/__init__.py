"""Who may do what: the verdict every rule gives, and the actor every action receives."""

from techhire.commons.permits.actors import Actor, Role, Seat
from techhire.commons.permits.verdicts import (
    Refused,
    TooOften,
    Verdict,
    allowed,
    refusals_of,
    refuse_all,
    refused,
    require,
)

__all__ = [
    "Actor",
    "Refused",
    "Role",
    "Seat",
    "TooOften",
    "Verdict",
    "allowed",
    "refusals_of",
    "refuse_all",
    "refused",
    "require",
]

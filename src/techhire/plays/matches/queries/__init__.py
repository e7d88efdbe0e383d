"""Reading what fits whom, in both directions, and what one change would do."""

from techhire.plays.matches.queries.impact import ImpactLine, RequirementImpact, requirement_impact
from techhire.plays.matches.queries.jobs import JobFit, fit_for, jobs_for
from techhire.plays.matches.queries.lines import Line
from techhire.plays.matches.queries.shortlists import (
    Shortlist,
    ShortlistRow,
    pseudonym_of,
    seeker_behind,
    shortlist,
)
from techhire.plays.matches.queries.steps import NearMisses, Step, near_misses

__all__ = [
    "ImpactLine",
    "JobFit",
    "Line",
    "NearMisses",
    "RequirementImpact",
    "Shortlist",
    "ShortlistRow",
    "Step",
    "fit_for",
    "jobs_for",
    "near_misses",
    "pseudonym_of",
    "requirement_impact",
    "seeker_behind",
    "shortlist",
]

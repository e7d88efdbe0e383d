"""Every read of postings, what they ask for, and how it may be shown."""

from techhire.plays.marketplace.queries.plans import (
    Choice,
    PlanLine,
    PlanShown,
    choices_for,
    day_one_levels,
    minutes_left,
    plan_shown,
    plans_for_person,
)
from techhire.plays.marketplace.queries.postings import (
    FindingLine,
    Piece,
    findings_of,
    marked,
    open_postings,
    posting_by_identifier,
    posting_title,
    postings_of,
    requirements_of,
    role_suggestion,
    search_postings,
)

__all__ = [
    "Choice",
    "FindingLine",
    "Piece",
    "PlanLine",
    "PlanShown",
    "choices_for",
    "day_one_levels",
    "findings_of",
    "marked",
    "minutes_left",
    "open_postings",
    "plan_shown",
    "plans_for_person",
    "posting_by_identifier",
    "posting_title",
    "postings_of",
    "requirements_of",
    "role_suggestion",
    "search_postings",
]

"""What can happen to banks, tests and sittings, one module a noun. Ids, numbers and codes only."""

from techhire.plays.assessments.facts.sittings import *  # noqa: F403  # the package is one list of facts

"""What happens to tests and to judged work. Ids, numbers and codes only."""

from techhire.plays.assessments.facts.judging import (
    AssessorEnded,
    AssessorNamed,
    InterviewAnswered,
    InterviewFinished,
    InterviewOpened,
    InterviewRated,
    ReadingAsked,
    ReadingGiven,
    ReadingLeft,
    RubricChanged,
    RubricDrafted,
    RubricOpened,
    RubricRetired,
    RubricSentBack,
    RubricSentForReading,
    WorkBegun,
    WorkHandedIn,
    WorkJudged,
    WorkOffered,
    WorkWithdrawn,
)

__all__ = [
    "AssessorEnded",
    "AssessorNamed",
    "InterviewAnswered",
    "InterviewFinished",
    "InterviewOpened",
    "InterviewRated",
    "ReadingAsked",
    "ReadingGiven",
    "ReadingLeft",
    "RubricChanged",
    "RubricDrafted",
    "RubricOpened",
    "RubricRetired",
    "RubricSentBack",
    "RubricSentForReading",
    "WorkBegun",
    "WorkHandedIn",
    "WorkJudged",
    "WorkOffered",
    "WorkWithdrawn",
]

"""Reports as the civic lead reads them, as the owner is told of them, and as whoever reported follows them."""

from techhire.plays.concerns.queries.following import (
    Stand,
    held_about_reports,
    my_reports,
    reporter_to_write_to,
    stand_behind,
)
from techhire.plays.concerns.queries.owners import (
    Notice,
    has_notices,
    held_and_unanswered,
    notice_about,
    notice_behind,
    notice_numbered,
    notices_of,
)
from techhire.plays.concerns.queries.reading import (
    concern_numbered,
    concerns_here,
    concerns_waiting,
    report_numbered,
    reports_of,
)

__all__ = [
    "Notice",
    "Stand",
    "concern_numbered",
    "concerns_here",
    "concerns_waiting",
    "has_notices",
    "held_about_reports",
    "held_and_unanswered",
    "my_reports",
    "notice_about",
    "notice_behind",
    "notice_numbered",
    "notices_of",
    "report_numbered",
    "reporter_to_write_to",
    "reports_of",
    "stand_behind",
]

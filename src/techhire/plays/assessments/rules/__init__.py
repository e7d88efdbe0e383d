"""Who may do what with banks, tests, sittings and judged work, one module a noun."""

from techhire.plays.assessments.rules.sittings import *  # noqa: F403  # the package is one list of rules

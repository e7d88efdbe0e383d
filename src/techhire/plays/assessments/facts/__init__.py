"""What can happen to banks, tests and sittings, one module a noun. Ids, numbers and codes only."""

from techhire.plays.assessments.facts.sittings import *  # noqa: F403  # the package is one list of facts

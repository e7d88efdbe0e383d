"""Who may do what with a person's record, and with what is said about them, one module a noun."""

from techhire.plays.seekers.rules.disputes import *  # noqa: F403  # the package is one list of rules
from techhire.plays.seekers.rules.records import *  # noqa: F403  # the package is one list of rules
from techhire.plays.seekers.rules.reports import *  # noqa: F403  # the package is one list of rules

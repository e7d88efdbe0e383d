"""Who may do what with banks, tests, sittings and judged work, one module a noun."""

from techhire.plays.assessments.rules.banks import *  # noqa: F403  # the package is one list of rules
from techhire.plays.assessments.rules.interviews import *  # noqa: F403  # the package is one list of rules
from techhire.plays.assessments.rules.judging import *  # noqa: F403  # the package is one list of rules
from techhire.plays.assessments.rules.live import *  # noqa: F403  # the package is one list of rules
from techhire.plays.assessments.rules.quality import *  # noqa: F403  # the package is one list of rules
from techhire.plays.assessments.rules.sittings import *  # noqa: F403  # the package is one list of rules
from techhire.plays.assessments.rules.supervised import *  # noqa: F403  # the package is one list of rules

"""What can happen to banks, tests, sittings and judged work, one module a noun. Ids, numbers and codes only."""

from techhire.plays.assessments.facts.banks import *  # noqa: F403  # the package is one list of facts
from techhire.plays.assessments.facts.calibrating import *  # noqa: F403  # the package is one list of facts
from techhire.plays.assessments.facts.judging import *  # noqa: F403  # the package is one list of facts
from techhire.plays.assessments.facts.quality import *  # noqa: F403  # the package is one list of facts
from techhire.plays.assessments.facts.rescoring import *  # noqa: F403  # the package is one list of facts
from techhire.plays.assessments.facts.sittings import *  # noqa: F403  # the package is one list of facts

"""States and choices of tests and judged work, in the words a user reads, one module a noun."""

from techhire.plays.assessments.words.banks import *  # noqa: F403  # the package is one list of words
from techhire.plays.assessments.words.judging import *  # noqa: F403  # the package is one list of words
from techhire.plays.assessments.words.quality import *  # noqa: F403  # the package is one list of words
from techhire.plays.assessments.words.sittings import *  # noqa: F403  # the package is one list of words

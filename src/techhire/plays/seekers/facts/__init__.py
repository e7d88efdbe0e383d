"""What happens to people who look for work, one module a noun. Ids, numbers and codes only."""

from techhire.plays.seekers.facts.records import *  # noqa: F403  # the package is one list of facts
from techhire.plays.seekers.facts.uses import *  # noqa: F403  # the package is one list of facts

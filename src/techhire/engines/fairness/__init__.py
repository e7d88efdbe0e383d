"""Who gets through a stage or above a score, by group: rates, ratios, and how sure they are.

Pure functions over counts. They return true counts and decide nothing; hiding small counts and choosing who may
see a table and when is the caller's.
"""

from techhire.engines.fairness.cases import UNKNOWN, Case, Group, Scored, Tally
from techhire.engines.fairness.ratios import Comparison, Method, compare
from techhire.engines.fairness.strata import StrataCheck, Stratum, compare_strata, mantel_haenszel_ratio
from techhire.engines.fairness.tables import (
    GroupRate,
    SelectionTable,
    Standing,
    every_score_table,
    every_table,
    is_large_enough,
    scoring,
    selection,
)

__all__ = [
    "UNKNOWN",
    "Case",
    "Comparison",
    "Group",
    "GroupRate",
    "Scored",
    "SelectionTable",
    "Standing",
    "StrataCheck",
    "Stratum",
    "Tally",
    "Method",
    "compare",
    "compare_strata",
    "every_score_table",
    "every_table",
    "is_large_enough",
    "mantel_haenszel_ratio",
    "scoring",
    "selection",
]

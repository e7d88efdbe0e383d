"""What may leave the community: counts, tables and pools that single nobody out.

Pure functions. Small counts are hidden or everything is rounded; an auditor works out by linear programming
what a reader could, and shares no code with what it checks.
"""

from techhire.engines.disclosure_control.audit import Inconsistent, Interval, audit, leaks
from techhire.engines.disclosure_control.counts import BASE, MINIMUM, SharedCount, share_count
from techhire.engines.disclosure_control.differencing import (
    Figure,
    GuardReason,
    GuardVerdict,
    is_safe_next,
    judge_next,
)
from techhire.engines.disclosure_control.linked import Known, told_apart
from techhire.engines.disclosure_control.pools import (
    MINIMUM_CONTRIBUTORS,
    P_PERCENT,
    PoolReason,
    PoolVerdict,
    judge_pool,
    pool_is_safe,
)
from techhire.engines.disclosure_control.rounding import round_table
from techhire.engines.disclosure_control.suppression import suppress
from techhire.engines.disclosure_control.tables import AlreadyProtected, Method, PublishedTable

__all__ = [
    "BASE",
    "MINIMUM",
    "MINIMUM_CONTRIBUTORS",
    "P_PERCENT",
    "AlreadyProtected",
    "Figure",
    "GuardReason",
    "GuardVerdict",
    "Inconsistent",
    "Interval",
    "Known",
    "Method",
    "PoolReason",
    "PoolVerdict",
    "PublishedTable",
    "SharedCount",
    "audit",
    "is_safe_next",
    "judge_next",
    "judge_pool",
    "leaks",
    "pool_is_safe",
    "round_table",
    "share_count",
    "suppress",
    "told_apart",
]

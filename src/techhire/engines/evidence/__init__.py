"""From evidence to a level: what is believed of one person on one skill, how surely, and in which word.

Pure functions over frozen dataclasses. The estimate in its stored steps is the one truth that pages, API and
matching share; `table` hands the matching engine every contribution there can be.
"""

from techhire.engines.evidence.contributions import Contribution, Standing, contributions
from techhire.engines.evidence.estimates import Estimate, decode, estimate
from techhire.engines.evidence.kinds import EYES_ON_KINDS, EvidenceClass, Group, Kind, Piece
from techhire.engines.evidence.outlook import (
    Outcome,
    TestOutlook,
    after_completion_at,
    after_test_at,
    if_confirmed,
    what_a_test_would_do,
)
from techhire.engines.evidence.parameters import DEFAULTS, Parameters
from techhire.engines.evidence.scale import (
    TABLE_OFFSET,
    Word,
    bar_step,
    chance,
    p_reaches,
    table,
    value,
    word,
)
from techhire.engines.evidence.track_record import TrackRecord, pooled_rate, vouch_sd

__all__ = [
    "DEFAULTS",
    "EYES_ON_KINDS",
    "TABLE_OFFSET",
    "Contribution",
    "Estimate",
    "EvidenceClass",
    "Group",
    "Kind",
    "Outcome",
    "Parameters",
    "Piece",
    "Standing",
    "TestOutlook",
    "TrackRecord",
    "Word",
    "after_completion_at",
    "after_test_at",
    "bar_step",
    "chance",
    "contributions",
    "decode",
    "estimate",
    "if_confirmed",
    "p_reaches",
    "pooled_rate",
    "table",
    "value",
    "vouch_sd",
    "what_a_test_would_do",
    "word",
]

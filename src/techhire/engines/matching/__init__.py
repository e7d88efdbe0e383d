"""Who fits a posting, in an order that can be explained: exact, fast, and the same on every page.

People are kept in columns with an inverted index by skill; a posting's hard conditions come first, then groups by
essentials unmet, then fit. The engine takes the table of chances from its caller and knows nothing of evidence.
"""

from .batch import Batch, merge, rank_batch
from .codes import EvidenceClass, ReachTable, pack, unpack
from .filters import Answer, Filters, Mode
from .fit import Fits, OneFit, fit_one, fits
from .gates import Counted, Reason, Unknown, filtered_total, minutes_to, unknowns, why_not
from .impact import Impact, Line, people_by_lacks, people_fitting, requirement_impact
from .near_miss import INTERVIEW_THRESHOLD, Outlook, Program, Raise, Sight, Standing, Step, near_miss
from .need import Need, Needs, Requirement
from .people import Overlay, People, Person
from .ranking import Ranking, rank
from .reference import brute_force
from .rows import Rows, people_from, rows_of
from .snapshot import SnapshotError, open_snapshot
from .travel import Travel
from .warming import warm

__all__ = [
    "Answer",
    "Batch",
    "Counted",
    "EvidenceClass",
    "Filters",
    "Fits",
    "INTERVIEW_THRESHOLD",
    "Impact",
    "Line",
    "Mode",
    "Need",
    "Needs",
    "OneFit",
    "Outlook",
    "Overlay",
    "People",
    "Person",
    "Program",
    "Raise",
    "Ranking",
    "ReachTable",
    "Reason",
    "Requirement",
    "Rows",
    "Sight",
    "SnapshotError",
    "Standing",
    "Step",
    "Travel",
    "Unknown",
    "brute_force",
    "filtered_total",
    "fit_one",
    "fits",
    "merge",
    "minutes_to",
    "near_miss",
    "open_snapshot",
    "pack",
    "people_by_lacks",
    "people_fitting",
    "people_from",
    "rank",
    "rank_batch",
    "requirement_impact",
    "rows_of",
    "unknowns",
    "unpack",
    "warm",
    "why_not",
]

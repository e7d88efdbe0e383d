"""The text half of the posting check: what in a posting shuts capable people out, and what to write instead.

Pure functions over text. How many more people would fit without a line is counted elsewhere.
"""

from techhire.engines.posting_check.checking import (
    LANGUAGES,
    LONGEST,
    Change,
    apply,
    change,
    check_posting,
)
from techhire.engines.posting_check.counting import count_lines
from techhire.engines.posting_check.findings import Finding, Requirement, Rule, Severity
from techhire.engines.posting_check.stated import Stated, read_stated
from techhire.engines.posting_check.words import REASONS, Reason

__all__ = [
    "LANGUAGES",
    "LONGEST",
    "REASONS",
    "Change",
    "Finding",
    "Reason",
    "Requirement",
    "Rule",
    "Severity",
    "Stated",
    "apply",
    "change",
    "check_posting",
    "count_lines",
    "read_stated",
]

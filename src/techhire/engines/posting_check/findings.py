"""What the posting check says: one finding a place in the text, or one about the whole posting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What was looked for."""

    DEGREE = "degree"
    EMPLOYED_NOW = "employed_now"
    RECENCY = "recency"
    YEARS = "years"
    INFLATION = "inflation"
    UNCLEAR_LEVEL = "unclear_level"
    BEFORE_OFFER = "before_offer"
    CODED_WORDS = "coded_words"
    NATIONAL_ORIGIN = "national_origin"
    PROTECTED = "protected"
    PHYSICAL = "physical"
    UNPAID = "unpaid"
    MISSING = "missing"


class Severity(StrEnum):
    """How strongly a change is asked for. MUST may be unlawful or is against the rules of a community."""

    MUST = "must"
    SHOULD = "should"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check, to be accepted or left.

    `start` and `end` are offsets into the checked text and `text` is what stands there; a finding about the
    whole posting has an empty span at the end. Accepting puts `replacement` there, or removes the span where
    it is None. An `advice` has nothing to accept: a person has to write. `reason_code` is a key of
    `words.REASONS`. `made_for` is the fingerprint of the checked text, so that no finding is applied to
    another text.
    """

    rule: Rule
    start: int
    end: int
    text: str
    severity: Severity
    replacement: str | None
    reason_code: str
    advice: bool = False
    made_for: int = 0

    @property
    def key(self) -> str:
        """A name for the finding that is the same whenever the same text is checked."""
        return f"{self.reason_code}-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A skill the posting asks for, as the employer confirmed it: level 1 to 5, essential or preferred."""

    name: str
    level: int
    essential: bool = True

"""What can be wrong with a file of test items, as codes; the sentences stand in `words`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why an item, or a whole file, was not taken; the last ones tell what was left out of an item that was."""

    NOT_A_PACKAGE = "not_a_package"
    TOO_LARGE = "too_large"
    TOO_MANY_FILES = "too_many_files"
    UNSAFE_NAME = "unsafe_name"
    LOCKED = "locked"
    DAMAGED = "damaged"
    NOT_XML = "not_xml"
    DOCUMENT_TYPE = "document_type"
    TOO_DEEP = "too_deep"
    NOT_AN_ITEM = "not_an_item"
    OTHER_VERSION = "other_version"
    NO_ITEMS = "no_items"
    FILE_MISSING = "file_missing"
    SAME_IDENTIFIER = "same_identifier"
    NO_QUESTION = "no_question"
    SEVERAL_QUESTIONS = "several_questions"
    UNKNOWN_KIND = "unknown_kind"
    SCORED_BY_PEOPLE = "scored_by_people"
    NO_KEY = "no_key"
    UNUSABLE_KEY = "unusable_key"
    CHANGES_ITSELF = "changes_itself"
    OUTSIDE_REFERENCE = "outside_reference"
    SHARED_TEXT = "shared_text"
    FORMULA = "formula"
    PICTURE_CHOICE = "picture_choice"
    MEDIA_KIND = "media_kind"
    INCOMPLETE = "incomplete"

    SCRIPT_DROPPED = "script_dropped"
    OWN_SCORING = "own_scoring"
    PARTIAL_CREDIT = "partial_credit"
    NO_ALT = "no_alt"
    NO_MANIFEST = "no_manifest"
    NOT_TAKEN = "not_taken"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in `file` at `line` (from 1; 0 where no line is meant). `detail` fills the sentence's %(what)s."""

    file: str
    line: int
    reason: Reason
    detail: str = ""


class Refused(ValueError):
    """An item or a file that cannot be taken, with the line and the reason."""

    def __init__(self, reason: Reason, line: int = 0, detail: str = "") -> None:
        self.reason, self.line, self.detail = reason, line, detail[:200]
        super().__init__(f"line {line}: {reason.value} {self.detail}".rstrip())

    def in_file(self, file: str) -> Problem:
        """The same, as a line of a report."""
        return Problem(file, self.line, self.reason, self.detail)

"""The sentences behind the reasons, in plain English; %(what)s is the problem's detail."""

from __future__ import annotations

from dataclasses import dataclass

from techhire.engines.item_exchange.problems import Problem, Reason


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence, to be translated."""

    sentence: str


WORDS: dict[Reason, Words] = {
    Reason.NOT_A_PACKAGE: Words("This is neither a zip package nor an XML file."),
    Reason.TOO_LARGE: Words("This is larger than we read: %(what)s."),
    Reason.TOO_MANY_FILES: Words("The package holds too many files."),
    Reason.UNSAFE_NAME: Words("The package holds a file name we do not open: %(what)s."),
    Reason.LOCKED: Words("The package is locked with a password."),
    Reason.DAMAGED: Words("The package is damaged: %(what)s."),
    Reason.NOT_XML: Words("The XML is not well formed: %(what)s."),
    Reason.DOCUMENT_TYPE: Words(
        "The XML declares a document type or entities. For safety we do not read that."
    ),
    Reason.TOO_DEEP: Words("The XML is nested too deeply or has too many parts."),
    Reason.NOT_AN_ITEM: Words("This is not a QTI item but %(what)s."),
    Reason.OTHER_VERSION: Words("This is a QTI version we do not read. We read 2.1, 2.2 and 3.0."),
    Reason.NO_ITEMS: Words("There are no test items in this file."),
    Reason.FILE_MISSING: Words("A file is missing from the package: %(what)s."),
    Reason.SAME_IDENTIFIER: Words("Another item of the package has the same identifier: %(what)s."),
    Reason.NO_QUESTION: Words("There is nothing to answer in this item."),
    Reason.SEVERAL_QUESTIONS: Words("This item asks several questions. We take items that ask one."),
    Reason.UNKNOWN_KIND: Words("We do not have this kind of question: %(what)s."),
    Reason.SCORED_BY_PEOPLE: Words("An open text cannot be scored by machine. Use a work sample instead."),
    Reason.NO_KEY: Words("The item does not say which answer is right."),
    Reason.UNUSABLE_KEY: Words("The right answer cannot be used: %(what)s."),
    Reason.CHANGES_ITSELF: Words("The item changes while it is answered, or is filled in by a program."),
    Reason.OUTSIDE_REFERENCE: Words("The item needs something from outside the package: %(what)s."),
    Reason.SHARED_TEXT: Words("The item needs a text that several items share."),
    Reason.FORMULA: Words("The item shows a formula that we cannot show as text."),
    Reason.PICTURE_CHOICE: Words("A choice is a picture. We take choices in words."),
    Reason.MEDIA_KIND: Words("We do not take this kind of picture, sound or film: %(what)s."),
    Reason.INCOMPLETE: Words("The item is incomplete: %(what)s."),
    Reason.SCRIPT_DROPPED: Words("The item goes in without its script."),
    Reason.OWN_SCORING: Words(
        "The item goes in with its right answer, but it was scored in a way of its own."
    ),
    Reason.PARTIAL_CREDIT: Words("The item goes in as right or wrong. It gave part of the points before."),
    Reason.NO_ALT: Words("The item goes in, but a picture has no words for people who cannot see it."),
    Reason.NO_MANIFEST: Words("The package has no list of its files. Every item file in it was read."),
    Reason.NOT_TAKEN: Words("The package also holds something that is not an item: %(what)s."),
}


def sentence(problem: Problem) -> str:
    """The English sentence of a problem, filled in."""
    return WORDS[problem.reason].sentence % {"what": problem.detail}

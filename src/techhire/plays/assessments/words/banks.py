"""Choices and states of item banks, their items and tests, and how they are measured."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class BankKind(models.TextChoices):
    """Practice items stand in the open repository; private ones are a community's own."""

    PRACTICE = "practice", _("practice: open to everybody")
    PRIVATE = "private", _("private: this community's own")


class ItemKind(models.TextChoices):
    """Same codes as the kinds of the exchange engine."""

    SINGLE = "single", _("choose one")
    MULTIPLE = "multiple", _("choose all that are right")
    ORDER = "order", _("put in order")
    MATCH = "match", _("match")
    SHORT_TEXT = "short_text", _("type a word")
    NUMERIC = "numeric", _("type a number")
    CODE_READING = "code_reading", _("read code and choose")


class ItemState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("waits for a second reader")
    PILOT = "pilot", _("tried out, not scored")
    ACTIVE = "active", _("in use")
    RETIRED = "retired", _("retired")


GIVEN = (ItemState.PILOT, ItemState.ACTIVE)
"""Items that people are given: tried out, or in use."""


class ItemStep(models.TextChoices):
    """What happened to an item, as its history tells it."""

    LOADED = "loaded", _("came with the product")
    WRITTEN = "written", _("was written")
    IMPORTED = "imported", _("came in from a file")
    EDITED = "edited", _("was changed")
    SUBMITTED = "submitted", _("was handed to a second reader")
    APPROVED = "approved", _("was approved by a second reader")
    SENT_BACK = "sent_back", _("was sent back to its author")
    IN_USE = "in_use", _("was put in use")
    MEASURED = "measured", _("was measured from answers")
    UNLINKED = "unlinked", _("was left on an earlier scale: its difficulty counts as a guess")
    DRIFTED = "drifted", _("was seen to be answered differently than before")
    KEPT = "kept", _("was looked at and left in use")
    RETIRED = "retired", _("was retired")
    PULLED = "pulled", _("was taken out at once")
    REVIVED = "revived", _("was taken up again")


class PullReason(models.TextChoices):
    """Why an item was taken out at once."""

    LEAKED = "leaked", _("it became known outside")
    DRIFTING = "drifting", _("people answer it differently than before")
    WRONG = "wrong", _("its key or text is wrong")
    UNFAIR = "unfair", _("it is harder for one group at the same ability")
    REPLACED = "replaced", _("a better one took its place")


PULL_AT_ONCE = (PullReason.WRONG, PullReason.UNFAIR, PullReason.LEAKED, PullReason.DRIFTING)
WHAT_FOLLOWS = {
    PullReason.WRONG: _("Answers to it do not count any more. Results that rest on them are scored again."),
    PullReason.UNFAIR: _("Answers to it do not count any more. Results that rest on them are scored again."),
    PullReason.LEAKED: _("Results stay as they are: people answered it before."),
    PullReason.DRIFTING: _("Results stay as they are. Measure the bank anew when there are more answers."),
}
TAKES_ANSWERS_BACK = (PullReason.WRONG, PullReason.UNFAIR)
"""Reasons for which answers that were given before do not count any more either."""


class Model(models.TextChoices):
    """Same codes as the measuring engine's models."""

    ONE = "1pl", _("one slope for all (1PL)")
    TWO = "2pl", _("a slope for each (2PL)")
    GRADED = "grm", _("graded answers (GRM)")
    THREE = "3pl", _("with guessing (3PL)")


class CutMethod(models.TextChoices):
    """How a panel set where each level begins."""

    ANGOFF = "angoff", _("panel judged each item (modified Angoff)")
    BOOKMARK = "bookmark", _("panel marked the place in a list by difficulty (bookmark)")
    CONTRAST = "contrast", _("compared with people whose level is known (contrasting groups)")
    AUTHOR = "author", _("set by the author, until a panel has met")


class AssessmentKind(models.TextChoices):
    ADAPTIVE = "adaptive", _("test that adapts")
    CONFIRM = "confirm", _("five-minute live check")


class AssessmentState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("open")
    RETIRED = "retired", _("retired")


class CalibrationState(models.TextChoices):
    WAITING = "waiting", _("being computed")
    READY = "ready", _("ready to be looked at")
    ADOPTED = "adopted", _("in use")
    REPLACED = "replaced", _("replaced by a later one")
    SET_ASIDE = "set_aside", _("set aside")
    FAILED = "failed", _("could not be computed")


class Scale(StrEnum):
    """How ``Calibration.summary`` says on which scale the numbers are."""

    KEPT = "kept"
    """The bank's own, held by items that were measured before."""
    NEW = "new"
    """Set anew by the people who answered."""


class CalibrationTrouble(models.TextChoices):
    """Why questions could not be measured. Same codes as the measuring engine's reasons, and ours for the lottery."""

    SHAPE = "shape", _("The file does not hold one line a person and one column a question.")
    NOBODY = "nobody", _("Nobody answered any of these questions.")
    POINTS = "points", _("Points are whole numbers from 0 to 20. These questions have others:")
    ALL_ALIKE = (
        "all_alike",
        _("Everybody got the same points for these questions, so nothing can be learned from them:"),
    )
    GAPS = (
        "gaps",
        _("Nobody got some of the points between none and all of these questions. Join points first:"),
    )
    FEW_ITEMS = "few_items", _("Too few questions can be measured by these answers.")
    MORE_POINTS = (
        "more_points",
        _("These questions give more than one point. Choose the curve for graded answers:"),
    )
    FEW_ANSWERS = "few_answers", _("These have fewer than 200 answers. Choose one slope for all (1PL):")
    BACKWARD = "backward", _("People who know more do worse at these. Look for a wrong key:")
    UNSETTLED = (
        "unsettled",
        _("The numbers did not settle. A question may have nothing in common with the others."),
    )
    LOTTERY = (
        "lottery",
        _(
            "The limit on how many people see one question cannot be kept. Add questions, or shorten the test."
        ),
    )
    OTHER = "other", _("These answers do not fit the curve. Try another curve, or other answers.")


class SimulationState(models.TextChoices):
    WAITING = "waiting", _("being tried")
    READY = "ready", _("done")
    FAILED = "failed", _("cannot be given as it is set")


class SimulationTrouble(models.TextChoices):
    """Why a test cannot be given by its rules from its bank."""

    TOPICS = "topics", _("A share is set for a topic that no question in use is about. Look at the shares.")
    LOTTERY = (
        "lottery",
        _("The lottery needs each question's chance first. Measure the bank with a limit, and adopt it."),
    )
    EMPTY = "empty", _("The bank has no question in use yet.")
    RULES = (
        "rules",
        _("The rules contradict each other. Look at how many questions are asked, and at the shares."),
    )


class AnswerSource(models.TextChoices):
    """Where the answers come from that items are measured by."""

    SUPERVISED = "supervised", _("supervised tests taken here")
    ALL = "all", _("all tests taken here, also at home")
    FILE = "file", _("a file of answers collected elsewhere")


class ItemFlag(models.TextChoices):
    """Why a person should look at a measured item. A flag is a question, never a verdict."""

    FEW_ANSWERS = "few_answers", _("fewer than 200 answers")
    UNSURE = "unsure", _("its difficulty is not known well yet")
    TOO_EASY = "too_easy", _("nearly everybody has it right")
    TOO_HARD = "too_hard", _("nearly nobody has it right")
    AGAINST_REST = "against_rest", _("people who do well elsewhere do worse here: look at the key")
    FLAT = "flat", _("it hardly tells who knows more")
    MISFIT = "misfit", _("answers do not follow its curve")
    MOVED = "moved", _("its difficulty moved since it was measured before")
    ALL_ALIKE = "all_alike", _("everybody who answered got the same points")
    NOT_MEASURED = "not_measured", _("it could not be measured")


WHAT_TO_LOOK_AT = {
    ItemFlag.AGAINST_REST: _("Look at its key first. Most likely it is wrong."),
    ItemFlag.MOVED: _("It may be known outside. If so, take it out at once."),
    ItemFlag.MISFIT: _("Read it again: two answers may be right, or it may ask two things in one."),
    ItemFlag.FLAT: _("Read it again: it may be unclear, or about something else."),
    ItemFlag.TOO_EASY: _("It tells little. Keep it only if you need it."),
    ItemFlag.TOO_HARD: _("It tells little. Read whether it is clear, and keep it only if you need it."),
    ItemFlag.ALL_ALIKE: _("It tells nothing so far. Look whether it is far too easy or too hard."),
    ItemFlag.NOT_MEASURED: _("Nobody got some of its points. Look whether its points can be joined."),
    ItemFlag.UNSURE: _("Nothing. Its difficulty becomes known with more answers."),
    ItemFlag.FEW_ANSWERS: _("Nothing. Measure again when more people have answered it."),
}
"""What somebody does about a flag of a measured question, the gravest first."""


class ItemImportState(models.TextChoices):
    LOOKED_AT = "looked_at", _("waits for your decision")
    TAKEN = "taken", _("taken in")
    DROPPED = "dropped", _("dropped")

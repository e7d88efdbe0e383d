"""Choices and states of banks, items, tests and sittings."""

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


class PullReason(models.TextChoices):
    """Why an item was taken out at once."""

    LEAKED = "leaked", _("it became known outside")
    DRIFTING = "drifting", _("people answer it differently than before")
    WRONG = "wrong", _("its key or text is wrong")
    UNFAIR = "unfair", _("it is harder for one group at the same ability")
    REPLACED = "replaced", _("a better one took its place")


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
    SET_ASIDE = "set_aside", _("set aside")
    FAILED = "failed", _("could not be computed")


class SittingState(models.TextChoices):
    INVITED = "invited", _("not begun")
    UNDER_WAY = "under_way", _("under way")
    INTERRUPTED = "interrupted", _("interrupted, can be resumed")
    FINISHED = "finished", _("finished")
    VOIDED = "voided", _("does not count")


OPEN_SITTINGS = (SittingState.INVITED, SittingState.UNDER_WAY, SittingState.INTERRUPTED)


class StopReason(models.TextChoices):
    """Why a sitting is over. The first four are the measuring engine's codes."""

    LENGTH = "length", _("all questions were asked")
    PRECISION = "precision", _("the result was exact enough")
    TIME = "time", _("the time was over")
    BANK = "bank", _("there was no other question to ask")
    ENDED = "ended", _("the person ended it")
    CLOSED = "closed", _("the test day was over")


class VoidReason(models.TextChoices):
    """Why staff decided that a sitting does not count. Timing and focus alone are never a reason."""

    IDENTITY = "identity", _("another person answered")
    HELP = "help", _("somebody helped")
    TECHNICAL = "technical", _("the equipment failed")
    LEFT = "left", _("the person asked to stop")
    ITEM_LEAK = "item_leak", _("the questions were known outside")


class NoteKind(models.TextChoices):
    """What happened during a sitting, for a human to read; never a verdict."""

    LEFT_PAGE = "left_page", _("left the page and came back")
    LOST_CONNECTION = "lost_connection", _("lost the connection and came back")
    VERY_QUICK = "very_quick", _("answered very quickly")
    PAUSED = "paused", _("took a break")


class TestDayState(models.TextChoices):
    PLANNED = "planned", _("planned")
    OPEN = "open", _("check-in is open")
    CLOSED = "closed", _("over")


class IdentityCheck(models.TextChoices):
    """How staff made sure who sits there. The document itself is never written down."""

    KNOWN = "known", _("staff knows the person")
    PHOTO = "photo", _("looked at a photo ID")
    CARD = "card", _("showed their sign-in card and answered a question only they can answer")


class ExtraTime(models.TextChoices):
    """How much longer a person may take. Nobody is asked why, and no result shows it."""

    NONE = "1", _("usual time")
    QUARTER = "1.25", _("a quarter more")
    HALF = "1.5", _("half as much again")
    DOUBLE = "2", _("twice the time")
    OPEN = "open", _("as long as needed")


class ReportFlag(models.TextChoices):
    """Why somebody should look at a question, from the answers people gave. A flag is a question, never a verdict."""

    AGAINST = "against", _("people who know more get it wrong more often")
    MISFIT = "misfit", _("answers do not follow its curve")
    MOVED = "moved", _("it is not as hard as it was when it was measured")
    GUESS_OFF = "guess_off", _("its author guessed its difficulty wrong")
    EASY = "easy", _("nearly everybody gets it right")
    HARD = "hard", _("nearly nobody gets it right")
    WORN = "worn", _("too many people have seen it")
    UNSEEN = "unseen", _("hardly anybody has seen it")
    UNFAIR = "unfair", _("it is clearly harder for one group at the same ability")
    UNEVEN = "uneven", _("it is somewhat harder for one group at the same ability")


WHAT_TO_DO = {
    ReportFlag.AGAINST: _("Pull it now. Most likely its key is wrong."),
    ReportFlag.MISFIT: _("Have a second person read its words and its key."),
    ReportFlag.MOVED: _("Pull it if it may be known outside; else measure the bank anew."),
    ReportFlag.GUESS_OFF: _("Measure the bank, so that results stop resting on the guess."),
    ReportFlag.EASY: _("It tells little about anybody. Write a harder one."),
    ReportFlag.HARD: _("Read it again: it may be unclear, or too hard for this test."),
    ReportFlag.WORN: _("Write more questions as hard as this one, so that it is asked less."),
    ReportFlag.UNSEEN: _("Nothing is wrong with it. It waits for people of its level."),
    ReportFlag.UNFAIR: _("Pull it, and have people of that group read it."),
    ReportFlag.UNEVEN: _("Have people of that group read it before it is used further."),
}
PULL_IT = (ReportFlag.AGAINST, ReportFlag.MOVED, ReportFlag.UNFAIR)
"""Flags after which a question should not be asked any more until somebody looked."""


class Exactness(models.TextChoices):
    """Whether a test is exact enough to use."""

    EXACT = "exact", _("Yes, it is exact enough to tell people apart.")
    GUIDE = "guide", _("Exact enough to guide somebody, not to decide about anybody.")
    INEXACT = "inexact", _("No. It hardly tells one person from another.")
    UNKNOWN = "unknown", _("We cannot tell yet: fewer than 30 people have a result.")


class Fairness(models.TextChoices):
    """Whether a test was found to treat groups unlike. Nothing found is not the same as fair."""

    NO_GAP = "no_gap", _("We found no gap between groups that could be compared.")
    MAY_BE_CHANCE = (
        "may_be_chance",
        _("There is a gap, and it may be chance. Look again when more people took it."),
    )
    QUESTIONS = "questions", _("Pass rates show no gap, but some questions are harder for one group.")
    GAP = "gap", _("Not without a closer look: one group passes far less often than another.")
    UNKNOWN = "unknown", _("We cannot tell yet: too few people of two groups can be compared.")


class GroupStanding(models.TextChoices):
    """What can be said of one group beside the one with the highest rate. Codes of the fairness engine, and ours."""

    HIGHEST = "highest", _("highest rate")
    NO_GAP = "no_gap", _("no gap")
    SURE_BUT_SMALL_GAP = "sure_but_small_gap", _("a small gap, surely not chance")
    GAP_MAY_BE_CHANCE = "gap_may_be_chance", _("below four fifths, may be chance")
    GAP = "gap", _("below four fifths, surely not chance")
    BELOW_UNSEEN = "below_unseen", _("below four fifths; numbers too small to show")
    NOT_BELOW_UNSEEN = "not_below_unseen", _("not below four fifths; numbers too small to show")
    NOBODY_SELECTED = "nobody_selected", _("nobody reached it")
    UNDER_TWO_PERCENT = "under_two_percent", _("fewer than 2 in 100 of everybody, not compared")
    UNKNOWN = "unknown", _("did not say, not compared")
    SET_APART = "set_apart", _("not compared")
    NOT_SHOWN = "not_shown", _("numbers too small to show")
    HIDDEN = "hidden", _("not shown: fewer than ten people here or in a group beside it")
    EVERYONE = "everyone", _("everybody together")


GAPS = (GroupStanding.GAP, GroupStanding.BELOW_UNSEEN)
DIMENSIONS = {"sex": _("Sex"), "race": _("Race and ethnicity"), "age": _("Age")}
GROUPS = {
    "sex": {"woman": _("women"), "man": _("men"), "another": _("people with another answer")},
    "race": {
        "hispanic": _("Hispanic or Latino"),
        "white": _("White"),
        "black": _("Black or African American"),
        "pacific": _("Native Hawaiian or other Pacific Islander"),
        "asian": _("Asian"),
        "native": _("American Indian or Alaska Native"),
        "several": _("Two or more races"),
    },
    "age": {"forty_plus": _("40 or older"), "under_forty": _("under 40")},
}
DID_NOT_SAY = _("people who did not say")

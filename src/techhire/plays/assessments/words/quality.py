"""What can be said of how exact and how fair a test is, and what to do about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.plays.assessments.words.banks import PullReason


class ReportFlag(models.TextChoices):
    """Why somebody should look at a question, from the answers people gave. A flag is a question, never a verdict."""

    AGAINST = "against", _("people who know more get it wrong more often")
    MISFIT = "misfit", _("answers do not follow its curve")
    MOVED = "moved", _("it is easier than when it was measured")
    HARDER = "harder", _("it is harder than when it was measured")
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
    ReportFlag.HARDER: _("Pull it if the work it asks about has changed since; else measure the bank anew."),
    ReportFlag.GUESS_OFF: _("Measure the bank, so that results stop resting on the guess."),
    ReportFlag.EASY: _("It tells little about anybody. Write a harder one."),
    ReportFlag.HARD: _("Read it again: it may be unclear, or too hard for this test."),
    ReportFlag.WORN: _("Write more questions as hard as this one, so that it is asked less."),
    ReportFlag.UNSEEN: _("Nothing is wrong with it. It waits for people of its level."),
    ReportFlag.UNFAIR: _("Pull it, and have people of that group read it."),
    ReportFlag.UNEVEN: _("Have people of that group read it before it is used further."),
}
PULL_FOR = {
    ReportFlag.AGAINST: PullReason.WRONG,
    ReportFlag.MISFIT: PullReason.WRONG,
    ReportFlag.MOVED: PullReason.DRIFTING,
    ReportFlag.HARDER: PullReason.DRIFTING,
    ReportFlag.UNFAIR: PullReason.UNFAIR,
    ReportFlag.UNEVEN: PullReason.UNFAIR,
}
"""Flags for which a question may have to go, and the reason that suggests itself."""
PULL_IT = (ReportFlag.AGAINST, ReportFlag.MOVED, ReportFlag.HARDER, ReportFlag.UNFAIR)
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


class Agreeing(models.TextChoices):
    """Whether assessors see the same in the same work."""

    GOOD = "good", _("Yes, assessors agree well.")
    FAIR = "fair", _("More than by chance, not well. Have more of it read by two.")
    POOR = "poor", _("No. Go through the sentences for each level together.")
    UNKNOWN = "unknown", _("We cannot tell yet: fewer than 10 pieces were read by two.")


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

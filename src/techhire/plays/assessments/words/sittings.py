"""Choices and states of taking a test: sittings, time, test days, live checks."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    ENDED = "ended", _("you ended it")
    CLOSED = "closed", _("the test day was over")


class HowTaken(models.TextChoices):
    """What kind of test a sitting was, as its result says."""

    PRACTICE = "practice", _("practice")
    HOME = "home", _("taken at home")
    SUPERVISED = "supervised", _("supervised")
    LIVE = "live", _("live check")
    ELSEWHERE = "elsewhere", _("taken elsewhere")


class VoidReason(models.TextChoices):
    """Why staff decided that a sitting does not count. Timing and focus alone are never a reason."""

    IDENTITY = "identity", _("another person answered")
    HELP = "help", _("somebody helped")
    TECHNICAL = "technical", _("the equipment failed")
    LEFT = "left", _("the person asked to stop")
    ITEM_LEAK = "item_leak", _("the questions were known outside")


class Revised(models.TextChoices):
    """What became of a result that was scored again without one question, as the person reads of it."""

    SAME = "same", _("it says the same as before")
    UP = "up", _("it is higher than before")
    DOWN = "down", _("it is lower than before")
    GONE = "gone", _("too few answers are left for a result")


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
    CALLED_OFF = "off", _("called off")


NO_MORE = (TestDayState.CLOSED, TestDayState.CALLED_OFF)
"""States of a test day at which nobody is tested any more."""


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


def longer(seconds: int, extra: str) -> int | None:
    """Usual seconds made longer by a choice of ``ExtraTime``; None is without a limit."""
    if not seconds or extra == ExtraTime.OPEN:
        return None
    return round(seconds * float(extra))


class Breaks(models.TextChoices):
    """Minutes of break that do not count as time of a test. Nobody is asked why, and no result shows it."""

    NONE = "0", _("no break")
    TEN = "10", _("10 minutes")
    TWENTY = "20", _("20 minutes")
    HALF_HOUR = "30", _("30 minutes")
    OPEN = "open", _("as long as needed")


class LiveCheckState(models.TextChoices):
    ASKED = "asked", _("waits for your answer")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")
    STARTED = "started", _("under way")
    DONE = "done", _("done")
    WITHDRAWN = "withdrawn", _("taken back")


OPEN_CHECKS = (LiveCheckState.ASKED, LiveCheckState.AGREED, LiveCheckState.STARTED)


class CheckEnd(StrEnum):
    """Why a live check ended before it began, other than by the person's word. It stands in the fact alone."""

    TAKEN_BACK = "taken_back"
    NOT_BEGUN = "not_begun"
    JOB_HELD = "job_held"
    JOB_OVER = "job_over"
    SAID_NO = "said_no"


class Watched(models.TextChoices):
    """How somebody of the organization watches a live check."""

    ROOM = "room", _("in the same room")
    VIDEO = "video", _("over video")


class LiveOutcome(models.TextChoices):
    """What a live check says about an earlier result."""

    CONSISTENT = "consistent", _("agrees with the earlier result")
    LOWER = "lower", _("lower than the earlier result")
    TOO_FEW = "too_few", _("too few answers in time to say")


LEVEL_NAMES = {
    0: _("not yet aware"),
    1: _("aware"),
    2: _("assisted"),
    3: _("independent"),
    4: _("proficient"),
    5: _("expert"),
}
"""The can-do levels as a sentence names them; 0 is below the first."""

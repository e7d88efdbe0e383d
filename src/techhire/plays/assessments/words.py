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


PULL_AT_ONCE = (PullReason.LEAKED, PullReason.DRIFTING, PullReason.WRONG, PullReason.UNFAIR)


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


class ItemImportState(models.TextChoices):
    LOOKED_AT = "looked_at", _("waits for your decision")
    TAKEN = "taken", _("taken in")
    DROPPED = "dropped", _("dropped")


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
# Judged work: rubrics, work samples, structured interviews.

LONGEST_WORK = 60
"""Minutes a work sample may take at most."""
SECOND_READINGS = 20
"""Percent of work samples a second assessor reads, by default."""
THIRD_BEYOND = 1.0
"""Levels by which two readings of one piece may differ before a third is asked."""
READING_DAYS = 10
"""Days an assessor has before the work passes to somebody else."""
AGAIN_AFTER_DAYS = 90
"""Days after which somebody may try the same work sample again."""
INTERVIEW_SD = 0.7
"""Assumed error of one interviewer in levels, until interviews rated twice say otherwise: it is not blind."""
MOST_CRITERIA = 8
MOST_FILES = 3
LARGEST_FILE = 5 * 1024 * 1024
LONGEST_TEXT = 20_000


class RubricKind(models.TextChoices):
    WORK_SAMPLE = "work_sample", _("work sample")
    INTERVIEW = "interview", _("structured interview")


class RubricState(models.TextChoices):
    """Of one edition of a rubric; work under way keeps the edition it was begun with."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("waits for a second reader")
    ACTIVE = "active", _("in use")
    RETIRED = "retired", _("retired")


class SecondReadings(models.IntegerChoices):
    """How much of the work is read by two."""

    FIFTH = 20, _("one in five, chosen by lot")
    HALF = 50, _("every second one, chosen by lot")
    ALL = 100, _("all of it: a lot hangs on the result")


class WorkState(models.TextChoices):
    OFFERED = "offered", _("offered to you")
    UNDER_WAY = "under_way", _("under way")
    HANDED_IN = "handed_in", _("waits to be judged")
    JUDGED = "judged", _("judged")
    WITHDRAWN = "withdrawn", _("taken back")


OPEN_WORK = (WorkState.OFFERED, WorkState.UNDER_WAY, WorkState.HANDED_IN)


class ReadingState(models.TextChoices):
    WAITING = "waiting", _("not begun")
    BEGUN = "begun", _("begun")
    GIVEN = "given", _("handed in")
    LEFT = "left", _("left to somebody else")


class LeftFor(models.TextChoices):
    """Why an assessor does not read a piece of work; the first three are theirs to say."""

    KNOWS = "knows", _("I know or guess whose work this is")
    NO_TIME = "no_time", _("I have no time for it now")
    NOT_MY_FIELD = "not_my_field", _("it is not my field")
    TOO_CLOSE = "too_close", _("their organization sees this person")
    OVERDUE = "overdue", _("it took too long")
    ENDED = "ended", _("they do not judge any more")
    TAKEN_BACK = "taken_back", _("the person took the work back")


OWN_REASONS = (LeftFor.KNOWS, LeftFor.NO_TIME, LeftFor.NOT_MY_FIELD)


class Remark(models.TextChoices):
    """What an assessor may say of a criterion: about the work alone, and nothing in free words."""

    COMPLETE = "complete", _("does all that was asked")
    CAREFUL = "careful", _("careful and checked")
    CLEAR = "clear", _("easy to follow")
    MORE_DETAIL = "more_detail", _("more detail would help")
    STEPS = "steps", _("some steps are not there yet")
    CHECK_FACTS = "check_facts", _("some facts need another look")
    ORDER = "order", _("another order would make it easier to follow")
    OTHER_TASK = "other_task", _("answers something else than was asked")
    NOT_SHOWN = "not_shown", _("this part is not shown yet")


class InterviewState(models.TextChoices):
    OPEN = "open", _("being rated")
    FINISHED = "finished", _("finished")


class Agreement(models.TextChoices):
    """What the person said to having an employer's interview on their record."""

    NOT_NEEDED = "not_needed", _("not needed")
    WAITING = "waiting", _("waits for the person")
    YES = "yes", _("the person agreed")
    NO = "no", _("the person said no")


OWN_MARKS = {
    "name": _("your name"),
    "email": _("your e-mail address"),
    "phone": _("your phone number"),
}
"""What of a person may stand in their own work by accident."""

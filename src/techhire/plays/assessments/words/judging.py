"""Choices and states of judged work: rubrics, work samples, structured interviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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
    REREAD = "reread", _("is read once more")
    WITHDRAWN = "withdrawn", _("taken back")


OPEN_WORK = (WorkState.OFFERED, WorkState.UNDER_WAY, WorkState.HANDED_IN)
TO_READ = (WorkState.HANDED_IN, WorkState.REREAD)
"""States in which work waits for an assessor."""


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
    CALLED_OFF = "called_off", _("it is not needed any more")


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
    """What the person said to an interview: to being rated in it, and to having the result on their record."""

    NOT_NEEDED = "not_needed", _("not needed")
    WAITING = "waiting", _("waits for the person")
    YES = "yes", _("the person agreed")
    NO = "no", _("the person said no")


class FreshState(models.TextChoices):
    """How it stands with a fresh reading of disputed work, for whoever has to answer."""

    UNDER_WAY = (
        "under_way",
        _(
            "Somebody who has not read it reads it now. What they say decides; you do not need to do anything."
        ),
    )
    NOBODY = (
        "nobody",
        _(
            "It shall be read once more, but nobody who was named may read it. You may answer by yourself, or name "
            "an assessor of another partner."
        ),
    )
    SOON = "soon", _("It is about to be given to somebody who has not read it. Wait a moment and come back.")
    DONE_BEFORE = (
        "done_before",
        _("It was read once more already, because of an earlier dispute. You answer now."),
    )
    NOT_ASKED = (
        "not_asked",
        _("Work is read once more only where the person says that the level is wrong. You answer now."),
    )


class Change(models.TextChoices):
    """What a fresh reading did to a result."""

    HIGHER = "higher", _("The result is higher now")
    LOWER = "lower", _("The result is lower now")
    SAME = "same", _("The result is about the same")


OWN_MARKS = {
    "name": _("your name"),
    "email": _("your e-mail address"),
    "phone": _("your phone number"),
}
"""What of a person may stand in their own work by accident."""

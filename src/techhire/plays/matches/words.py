"""What an employer says to a person, on a shortlist or because the person asked to be read."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    LATER = "later", _("later")


class EarlyReason(models.TextChoices):
    """Why a name was shown before the posting's own stage."""

    INTERVIEW_SET = "interview_set", _("an interview is being set up")
    ACCOMMODATION = "accommodation", _("to arrange an accommodation the person asked for")
    KNOWN = "known", _("the person told us they applied")


SHORTLIST, SKILLS, NAME, ASKED, SEARCH = "shortlist", "skills", "name", "asked", "search"
"""What of a person somebody looked at, as the access record keeps it."""


class ReviewState(models.TextChoices):
    """Where a request to be read by a person stands."""

    WAITING = "waiting", _("waits for an answer")
    LATER = "later", _("they look again later")
    ANSWERED = "answered", _("answered")
    TAKEN_BACK = "taken_back", _("taken back")
    CLOSED = "closed", _("the job closed before an answer")


class Near(models.TextChoices):
    """How near a job is to somebody, by its essential things: told in words, never as a chance."""

    THERE = "there", _("You do all the essential things.")
    ONE_LEFT = "one_left", _("Near: one essential thing is left.")
    PART = "part", _("Part of the way: you do half or more of the essential things.")
    FAR = "far", _("Far for now: most of the essential things are left to learn.")


class Reply(models.TextChoices):
    """What a person answers to an employer's message."""

    YES = "yes", _("Yes, that suits me")
    OTHER_TIME = "other_time", _("Another time, please")
    NO = "no", _("No, thank you")


class MessageState(models.TextChoices):
    """Where a message stands, in words both sides read."""

    WAITING = "waiting", _("waits for an answer")
    YES = "yes", _("answered: yes")
    OTHER_TIME = "other_time", _("answered: another time, please")
    NO = "no", _("answered: no, thank you")
    TAKEN_BACK = "taken_back", _("taken back")
    ENDED = "ended", _("ended before an answer")


MOST_MESSAGES = 3
"""Messages an employer may write to one person for one job: who answers none of them does not want to. A judgment."""
MESSAGE_LENGTH, REPLY_LENGTH = 1000, 300
"""Characters: some days and times, or how to call; and what suits better."""
REVIEW_DAYS = 5
"""Business days an employer has for a yes or a no to somebody who asked to be read by a person."""
REVIEW_AGAIN = timedelta(days=7)
"""How long after a reminder about requests that wait the next one goes out."""
MOST_SOUGHT = 10
"""Skills one search names: more would ask for one person rather than for people. A judgment."""
MOST_SEARCHES = 30
"""Different searches of one employer in a day: enough to find out what a job may ask, few to probe by. A judgment."""
MOST_LIVE = 3
"""Live checks an employer may ask of one person for one job: more would be an exam. A judgment."""

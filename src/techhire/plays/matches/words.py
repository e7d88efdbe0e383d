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


SHORTLIST, SKILLS, NAME, ASKED = "shortlist", "skills", "name", "asked"
"""What of a person somebody looked at, as the access record keeps it."""


class ReviewState(models.TextChoices):
    """Where a request to be read by a person stands."""

    WAITING = "waiting", _("waits for an answer")
    LATER = "later", _("they look again later")
    ANSWERED = "answered", _("answered")
    TAKEN_BACK = "taken_back", _("taken back")
    CLOSED = "closed", _("the job closed before an answer")


REVIEW_DAYS = 5
"""Business days an employer has for a yes or a no to somebody who asked to be read by a person."""
REVIEW_AGAIN = timedelta(days=7)
"""How long after a reminder about requests that wait the next one goes out."""
MOST_LIVE = 3
"""Live checks an employer may ask of one person for one job: more would be an exam. A judgment."""

"""What an employer says to a person on a shortlist."""

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


SHORTLIST, SKILLS, NAME = "shortlist", "skills", "name"
"""What of a person somebody looked at, as the access record keeps it."""

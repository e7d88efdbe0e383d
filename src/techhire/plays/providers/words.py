"""States of programs, cohorts and enrollments, and how training is given."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProgramState(models.TextChoices):
    DRAFT = "draft", _("draft")
    LISTED = "listed", _("listed")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("closed")
    HELD = "held", _("out of sight until it is looked at")


class Pace(models.TextChoices):
    LIVE = "live", _("live classes")
    SELF_PACED = "self_paced", _("at your own pace")
    MIXED = "mixed", _("some of both")


class EnrollmentState(models.TextChoices):
    APPLIED = "applied", _("applied")
    ENROLLED = "enrolled", _("enrolled")
    STARTED = "started", _("started training")
    COMPLETED = "completed", _("completed")
    WITHDREW = "withdrew", _("withdrew")

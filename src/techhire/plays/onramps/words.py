"""What somebody on a caseload needs next, as the coach's first screen says it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NextNeed(models.TextChoices):
    SKILLS = "skills", _("has no skills on record yet")
    PROOF = "proof", _("has only told us; nothing is shown yet")
    FOUND = "found", _("cannot be found by employers yet")
    GOOD = "good", _("can be found, with skills shown")

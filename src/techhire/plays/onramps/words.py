"""What somebody on a caseload needs next, and what they can agree to when a coach enters them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NextNeed(models.TextChoices):
    SKILLS = "skills", _("has no skills on record yet")
    FOUND = "found", _("cannot be found by employers yet")
    PROOF = "proof", _("has only told us; nothing is shown yet")
    GOOD = "good", _("can be found, with skills shown")


class CoachingScope(models.TextChoices):
    """Parts of a yes a coach writes down. Vouching has a consent of its own and can be taken back alone."""

    RECORD = "record", _("keep a record about me: how to reach me, what work I want, what I can do")
    VOUCH = "vouch", _("vouch for what you have seen me do")

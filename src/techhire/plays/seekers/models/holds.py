"""A law that keeps a record from being erased before a day."""

from django.db import models

from techhire.commons.people.models import Account
from techhire.plays.seekers.models.people import Seeker
from techhire.plays.seekers.words import HoldReason


class Hold(models.Model):
    """Why, by which law, and through which day. Until then an erased record stays sealed: nobody sees it."""

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=HoldReason)
    law = models.CharField(max_length=120)
    until = models.DateField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["seeker", "until"], name="hold_on_seeker")]

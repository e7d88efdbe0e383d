"""Caseload: the people an onramp works with, and the coach who leads."""

from django.db import models

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.plays.seekers.models import Seeker


class Caseload(models.Model):
    """One person in an onramp's care, from a day to a day."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "seeker"],
                condition=models.Q(ended_at__isnull=True),
                name="one_caseload_each",
            )
        ]

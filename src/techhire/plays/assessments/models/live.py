"""A check of five minutes while somebody watches: asked for, agreed to, given."""

from django.db import models
from django.db.models import Q

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.plays.assessments.models.sittings import Sitting
from techhire.plays.assessments.models.tests import Assessment
from techhire.plays.assessments.words import OPEN_CHECKS, LiveCheckState, LiveOutcome, Watched
from techhire.plays.seekers.models import Seeker


class LiveCheck(models.Model):
    """An employer or an onramp asks a person for a few watched answers; nothing happens without the person's yes.

    ``posting_id`` is the posting it is asked for (postings are above), where there is one. It ``counts`` as evidence
    only where staff of an onramp watch. ``outcome`` is set once the sitting is over.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    posting_id = models.BigIntegerField(null=True)
    watched = models.CharField(max_length=5, choices=Watched, default=Watched.ROOM)
    counts = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=LiveCheckState, default=LiveCheckState.ASKED)
    outcome = models.CharField(max_length=10, choices=LiveOutcome, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, null=True, related_name="live_check")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "seeker", "assessment"],
                condition=Q(state__in=OPEN_CHECKS),
                name="one_open_check_a_test",
            )
        ]

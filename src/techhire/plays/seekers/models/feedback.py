"""What an employer said about the skill of somebody it met."""

from django.db import models

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.seekers.models.evidence import Evidence
from techhire.plays.seekers.models.people import Seeker
from techhire.plays.seekers.words import FeedbackState


class EmployerFeedback(models.Model):
    """One level for one skill, met for one posting. ``evidence`` is what it became, once the person said yes."""

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    posting_id = models.BigIntegerField()
    at = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=FeedbackState, default=FeedbackState.WAITING)
    answered_at = models.DateTimeField(null=True)
    evidence = models.OneToOneField(Evidence, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "organization", "posting_id", "skill"], name="feedback_once"
            )
        ]
        indexes = [models.Index(fields=["state", "given_at"], name="feedback_waiting")]

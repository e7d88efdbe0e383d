"""A test as people meet it: a bank with the rules by which it is given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community
from techhire.plays.assessments.models.banks import ItemBank
from techhire.plays.assessments.words import AssessmentKind, AssessmentState


class Assessment(models.Model):
    """The rules of one test; those of a practice bank have no community. Seconds are the usual time, 0 for no limit.

    Without ``unsupervised`` a community's own test is only given at a supervised test day; practice always is at home.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, related_name="+")
    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="tests")
    kind = models.CharField(max_length=8, choices=AssessmentKind, default=AssessmentKind.ADAPTIVE)
    title = models.CharField(_("name"), max_length=160)
    state = models.CharField(max_length=8, choices=AssessmentState, default=AssessmentState.DRAFT)
    min_items = models.PositiveSmallIntegerField(_("at least so many questions"), default=8)
    max_items = models.PositiveSmallIntegerField(_("at most so many questions"), default=20)
    stop_se = models.FloatField(_("stop when the error is at most (logits)"), default=0.4)
    seconds = models.PositiveIntegerField(_("usual time in seconds"), default=1800)
    item_seconds = models.PositiveSmallIntegerField(_("usual seconds for each question"), default=0)
    unsupervised = models.BooleanField(_("can be taken at home"), default=False)
    method = models.CharField(max_length=20, default="randomesque")
    randomesque = models.PositiveSmallIntegerField(default=5)
    shares = models.JSONField(default=dict)
    pilot_items = models.PositiveSmallIntegerField(_("questions tried out in each test"), default=0)
    retake_days = models.PositiveSmallIntegerField(_("days before it can be taken again"), default=30)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title

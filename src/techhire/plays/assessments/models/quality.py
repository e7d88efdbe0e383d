"""What was found of a test or of judged work and may be shown: counted by the worker, never while somebody looks."""

from django.db import models
from django.db.models import Q

from techhire.commons.communities.models import Community
from techhire.plays.assessments.models.judging import Rubric
from techhire.plays.assessments.models.tests import Assessment


class QualityReport(models.Model):
    """One edition of the figures of a test or a rubric in one community. Editions stay: readers may have kept them.

    ``numbers`` holds published figures only: no person, no group under ten, nothing by which two editions together
    would tell of a few people (see ``bridge.editions``).
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="+")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    numbers = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "assessment", "last_day"], name="one_quality_report_a_day"
            ),
            models.UniqueConstraint(
                fields=["community", "rubric", "last_day"], name="one_rubric_report_a_day"
            ),
            models.CheckConstraint(
                condition=Q(assessment__isnull=True) ^ Q(rubric__isnull=True), name="report_on_one_thing"
            ),
        ]

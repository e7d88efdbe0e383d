"""What was found of a test and may be shown: counted by the worker, never while somebody looks."""

from django.db import models

from techhire.commons.communities.models import Community
from techhire.plays.assessments.models.tests import Assessment


class QualityReport(models.Model):
    """One edition of the figures of a test in one community. Editions stay, since readers may have kept them too.

    ``numbers`` holds published figures only: no person, no group under ten, nothing by which two editions together
    would tell of a few people (see ``bridge.editions``).
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    numbers = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "assessment", "last_day"], name="one_quality_report_a_day"
            )
        ]

"""Results scored again without an item that was found wrong or unfair, and what each of them said before."""

from django.db import models

from techhire.commons.people.models import Account
from techhire.plays.assessments.models.banks import Item
from techhire.plays.assessments.models.sittings import Sitting
from techhire.plays.assessments.words import PullReason, Revised


class Rescoring(models.Model):
    """One long piece of work: every answer to ``item`` from one of its versions to another ceases to count.

    ``sittings`` is how many had such an answer when it began; ``finished_at`` is set by the worker when all are done.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="rescorings")
    reason = models.CharField(max_length=9, choices=PullReason)
    first_version = models.PositiveIntegerField()
    last_version = models.PositiveIntegerField()
    sittings = models.PositiveIntegerField()
    fact_id = models.BigIntegerField(null=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)


class Revision(models.Model):
    """What one result said before it was scored again, in logits and levels, and what became of it."""

    rescoring = models.ForeignKey(Rescoring, on_delete=models.PROTECT, related_name="revisions")
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="revisions")
    change = models.CharField(max_length=4, choices=Revised)
    theta = models.FloatField(null=True)
    se = models.FloatField(null=True)
    level = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    level_sd = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rescoring", "sitting"], name="revised_once")]

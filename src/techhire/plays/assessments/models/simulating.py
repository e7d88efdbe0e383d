"""Tests tried on made-up people before anybody takes them."""

from django.db import models

from techhire.commons.people.models import Account
from techhire.plays.assessments.models.tests import Assessment
from techhire.plays.assessments.words import SimulationState, SimulationTrouble


class Simulation(models.Model):
    """One try of a test, as its rules and its bank were in these versions; a newer try takes its place.

    ``parts`` has what each part of the made-up people came to, until all are done and ``found`` holds the whole.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    test_version = models.PositiveIntegerField()
    bank_version = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=SimulationState, default=SimulationState.WAITING)
    trouble = models.CharField(max_length=7, choices=SimulationTrouble, blank=True)
    parts = models.JSONField(default=list)
    found = models.JSONField(default=dict)
    fact_id = models.BigIntegerField(null=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

"""Snapshots of found people, decisions on them, unmaskings, and visitors' drafts."""

from django.db import models

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.words import Answer, EarlyReason
from techhire.plays.seekers.models import Seeker


class Snapshot(models.Model):
    """A published columnar file of found people; the newest one of a community serves."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    folder = models.CharField(max_length=200)
    people = models.PositiveIntegerField()
    built_at = models.DateTimeField()


class Decision(models.Model):
    """What an employer said to one person for one posting; the newest stands."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posting", "seeker"], name="one_decision_each")]


class Unmasking(models.Model):
    """An employer learned who a person is, at which stage and why."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    early_reason = models.CharField(max_length=16, choices=EarlyReason, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posting", "seeker"], name="unmasked_once")]


class Draft(models.Model):
    """A visitor's answers under a hashed code; deleted after 30 days."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=list)
    expires_at = models.DateTimeField()

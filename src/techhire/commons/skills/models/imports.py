"""Runs of an importer, and the rows it could not take."""

from django.db import models

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.skills.words import ImportKind, ImportState


class ImportRun(models.Model):
    """One import of an official file or folder: where it came from, how far it is, and what it did."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=ImportKind)
    file_name = models.CharField(max_length=200)
    path = models.CharField(max_length=400)
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.WAITING)
    refusal = models.CharField(max_length=400, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)


class ImportIssue(models.Model):
    """A row that was left out, with its file, line and the reason."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="issues")
    file_name = models.CharField(max_length=200)
    line = models.PositiveIntegerField()
    reason = models.CharField(max_length=400)

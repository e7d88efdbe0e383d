"""Snapshots of found people, decisions, unmaskings, requests to be read, messages, searches, visitors' drafts."""

from django.db import models

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.vault import EncryptedTextField
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.words import Answer, EarlyReason, Reply
from techhire.plays.seekers.models import Consent, Seeker


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


class ReviewRequest(models.Model):
    """Somebody asked to be read by a person for one posting, without any order. It stands while its consent does.

    ``answered_at`` is set by a yes or a no. Who took a request back and asks again keeps one row, with a new consent.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posting", "seeker"], name="one_review_each")]


class Message(models.Model):
    """What an employer that said yes wrote to one person for one posting, and the person's answer.

    It is read on the site alone, so that nobody needs to leave an address for it.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Reply, blank=True)
    words = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class SkillSearch(models.Model):
    """That an employer searched people by skill on a day, kept until the next one to count how often.

    ``mark`` tells one question of one member from another and says neither.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "day", "mark"], name="searched_once")]


class Draft(models.Model):
    """A visitor's answers under a hashed code; deleted after 30 days."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=list)
    expires_at = models.DateTimeField()

"""Who may see a person, who did, and which employers may not."""

from django.db import models

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.vault import EncryptedTextField
from techhire.plays.seekers.models.people import Seeker
from techhire.plays.seekers.words import Purpose


class Consent(models.Model):
    """A person's yes: to what, when, in whose words, when they had it in writing, and when it was taken back."""

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    scope = models.JSONField(default=list)
    words = EncryptedTextField(blank=True)
    spoken = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Grant(models.Model):
    """One organization may see one person for one purpose, until a date or until it is ended."""

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    scope = models.JSONField(default=list)
    posting_id = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization", "purpose", "ended_at"], name="grant_to_organization")]


class AccessRecord(models.Model):
    """Somebody looked: who, for which organization and purpose, at what. The person can read it."""

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    what = models.CharField(max_length=40)
    posting_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seeker", "at"], name="access_to_seeker")]


class EmployerBlock(models.Model):
    """An employer a person does not want to be found by."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seeker", "organization"], name="block_once")]

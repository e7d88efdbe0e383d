"""A community as issuer, the keys it signs with, and the signed lists that say what was taken back."""

import uuid

from django.db import models

from techhire.commons.communities.models import Community
from techhire.commons.vault import EncryptedTextField
from techhire.plays.credentials.words import KeyStanding, ListPurpose, Method


class Issuer(models.Model):
    """Who signs: one a community. ``did`` is the identifier in use; earlier ones stay with their keys."""

    community = models.OneToOneField(Community, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=3, choices=Method)
    did = models.CharField(max_length=400)
    made_at = models.DateTimeField()


class SigningKey(models.Model):
    """A key pair and the identifier it speaks for. ``seed`` is the secret half, empty once it is needed no more."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="keys")
    did = models.CharField(max_length=400, db_index=True)
    public = models.CharField(max_length=64, unique=True)
    seed = EncryptedTextField(blank=True)
    standing = models.CharField(max_length=8, choices=KeyStanding, default=KeyStanding.ACTIVE)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer"], condition=models.Q(standing="active"), name="one_active_key_an_issuer"
            )
        ]


class StatusList(models.Model):
    """One published list of bits in both signed forms. ``did`` is whose list it is, ``address`` where it is read."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="lists")
    identifier = models.UUIDField(default=uuid.uuid4, unique=True)
    did = models.CharField(max_length=400)
    purpose = models.CharField(max_length=10, choices=ListPurpose)
    address = models.CharField(max_length=400, unique=True)
    document = models.TextField()
    compact = models.TextField()
    signed_at = models.DateTimeField()

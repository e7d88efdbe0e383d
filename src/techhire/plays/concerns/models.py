"""Concern: one thing that was reported, until it is settled; Report: what one person said about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.vault import EncryptedTextField
from techhire.plays.concerns.words import ConcernState, Outcome, Thing, Wrong
from techhire.plays.marketplace.models import Posting
from techhire.plays.providers.models import Program

OPEN = Q(closed_at__isnull=True)


class Concern(models.Model):
    """A job, an organization or a program that was reported. Its open reports stand together.

    ``organization`` is the one reported, or the owner of what was. ``to_owner`` is what the civic lead wrote to it and
    ``answer`` what it wrote back.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    thing = models.CharField(max_length=12, choices=Thing)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, null=True, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=ConcernState, default=ConcernState.NEW)
    opened_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    is_held = models.BooleanField(default=False)
    to_owner = EncryptedTextField(_("words to the owner"), blank=True)
    answer = EncryptedTextField(_("the owner's answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting"], condition=OPEN, name="one_open_concern_a_job"),
            models.UniqueConstraint(fields=["program"], condition=OPEN, name="one_open_concern_a_program"),
            models.UniqueConstraint(
                fields=["organization"],
                condition=OPEN & Q(thing=Thing.ORGANIZATION),
                name="one_open_concern_an_owner",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "opened_at"], name="concern_in_community")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What people call the thing."""
        if self.posting is not None:
            return self.posting.title
        return self.organization.name if self.program is None else self.program.name

    @property
    def language(self) -> str:
        """The language its name is in; empty where it is nobody's words."""
        thing = self.posting or self.program
        return thing.language if thing else ""


class Report(models.Model):
    """What one person said is wrong. Who they are is kept only as far as they want an answer."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="reports")
    wrong = models.CharField(max_length=10, choices=Wrong)
    words = EncryptedTextField(_("own words"), blank=True)
    email = EncryptedTextField(_("e-mail"), blank=True)
    phone = EncryptedTextField(_("phone"), blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=5, default="en")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    contact_erased_at = models.DateTimeField(null=True)

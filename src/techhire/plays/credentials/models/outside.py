"""Credentials that others signed, brought by a person to be accepted here, and how their issuers stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.skills.models import Skill
from techhire.commons.vault import EncryptedTextField
from techhire.plays.credentials.words import EndedReason, IssuerStanding, NotAcceptedReason, OutsideState
from techhire.plays.seekers.models import Evidence, Seeker

REASONS = [*NotAcceptedReason.choices, *EndedReason.choices]


class AcceptedCredential(models.Model):
    """A credential from elsewhere that a person sent to one organization, from waiting to its answer and its end.

    ``document`` is what was handed in, ``sha256`` its fingerprint; ``checks`` are the checks done on it, each with its
    name, outcome and code, as of ``checked_at``. ``about`` is whether it is about the person (yes or cannot_tell), and
    ``saw_person`` that whoever accepted it made sure of that themself. ``skill_version`` and ``framework_version`` are
    those of the skill it was accepted for.
    """

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    document = EncryptedTextField(blank=True)
    sha256 = models.CharField(max_length=64)
    title = EncryptedTextField(blank=True)
    issuer = models.CharField(max_length=400)
    issuer_name = models.CharField(max_length=160, blank=True)
    earned_on = models.DateField()
    ends_on = models.DateField(null=True)
    verdict = models.CharField(max_length=20)
    checks = models.JSONField(default=list)
    checked_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=OutsideState, default=OutsideState.WAITING)
    reason = models.CharField(max_length=14, choices=REASONS, blank=True)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=12, blank=True)
    saw_person = models.BooleanField(null=True)
    skill_version = models.PositiveIntegerField(null=True)
    framework_version = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "sha256"],
                condition=models.Q(state__in=["waiting", "accepted"]),
                name="an_outside_credential_once",
            )
        ]
        indexes = [models.Index(fields=["organization", "state"], name="outside_by_state")]


class TrustedIssuer(models.Model):
    """How credentials of an outside issuer stand in a community, as its civic lead said.

    ``document`` is the issuer's own did document, where the civic lead keeps it: its public keys, used without going
    out. Empty where the issuer is asked.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    did = models.CharField(max_length=400)
    name = models.CharField(_("name"), max_length=160)
    standing = models.CharField(_("standing"), max_length=8, choices=IssuerStanding)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    document = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "did"], name="outside_issuer_once")]

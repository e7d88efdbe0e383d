"""What can be achieved, and the signed credentials of those who did."""

import uuid

from django.db import models

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.commons.vault import EncryptedTextField
from techhire.plays.credentials.models.issuers import SigningKey, StatusList
from techhire.plays.credentials.words import CredentialState, Holder
from techhire.plays.seekers.models import Evidence, Seeker


class Achievement(models.Model):
    """A skill at a level, as the community gives badges for it, in the words and version the skill had then."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    identifier = models.UUIDField(default=uuid.uuid4, unique=True)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    skill_version = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    title = models.CharField(max_length=340)
    title_es = models.CharField(max_length=340)
    description = models.TextField(blank=True)
    description_es = models.TextField(blank=True)
    criteria = models.TextField()
    criteria_es = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "skill", "level", "skill_version"], name="achievement_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class AchievementAlignment(models.Model):
    """A skill of a framework that an achievement speaks of, with the framework's version at that time."""

    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="alignments")
    name = models.CharField(max_length=300)
    url = models.CharField(max_length=400)
    code = models.CharField(max_length=300, blank=True)
    framework = models.CharField(max_length=160)
    framework_version = models.CharField(max_length=40, blank=True)
    skill_version = models.PositiveIntegerField()


class Credential(models.Model):
    """A signed badge of one person, in both forms, with the evidence it rests on.

    ``share_token`` opens its public page while ``share_fingerprint`` is set. ``superseded_by`` is the one that took its
    place at ``replaced_at``: a higher level, a renewal, or the same made anew with another key.
    """

    identifier = models.UUIDField(default=uuid.uuid4, unique=True)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="+")
    evidence = models.ManyToManyField(Evidence, related_name="+")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=6, choices=Holder)
    document = EncryptedTextField(blank=True)
    compact = EncryptedTextField(blank=True)
    state = models.CharField(max_length=9, choices=CredentialState, default=CredentialState.ISSUED)
    reason = models.CharField(max_length=13, blank=True)
    state_at = models.DateTimeField()
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    share_token = EncryptedTextField(blank=True)
    share_fingerprint = models.CharField(max_length=64, null=True, unique=True)
    shared_at = models.DateTimeField(null=True)
    for_employers = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "achievement"],
                condition=models.Q(state__in=["issued", "suspended"], replaced_at__isnull=True),
                name="one_live_badge_an_achievement",
            )
        ]
        indexes = [models.Index(fields=["community", "state", "issued_at"], name="credential_by_state")]


class SignedForProgram(models.Model):
    """A credential that a program of the civic lead had signed: its content is not kept, only what finds it again.

    ``name`` is a fingerprint of the credential's own id, by which the program says later how it stands.
    """

    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=64, db_index=True)
    signed_at = models.DateTimeField()


class StatusEntry(models.Model):
    """The place of one credential in one list, drawn at random, and whether its bit is set."""

    list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, null=True, related_name="entries")
    signed = models.ForeignKey(SignedForProgram, on_delete=models.PROTECT, null=True, related_name="entries")
    is_set = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "position"], name="one_credential_a_position"),
            models.UniqueConstraint(fields=["list", "credential"], name="one_position_a_credential"),
            models.UniqueConstraint(fields=["list", "signed"], name="one_position_a_signed_credential"),
            models.CheckConstraint(
                condition=models.Q(credential__isnull=True) ^ models.Q(signed__isnull=True),
                name="position_of_one_thing",
            ),
        ]

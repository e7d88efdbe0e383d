"""Evidence of what a person can do, the estimate it adds up to, disputes, and how vouches turned out."""

from django.db import models

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.skills.models import Skill
from techhire.commons.vault import EncryptedTextField
from techhire.plays.seekers.models.people import Seeker
from techhire.plays.seekers.words import (
    ISSUER,
    KIND_OF_THEIRS,
    DisputeAnswer,
    DisputeReason,
    EvidenceKind,
    EvidenceState,
    VouchAnswer,
)


class Evidence(models.Model):
    """One piece that says "about level m". ``shared_source`` and the kind's group name whose error it shares.

    ``replaced_by`` is the piece that says it better, where this one was corrected. ``skill_version`` and
    ``framework_version`` are those of the skill when the piece was entered, unknown for pieces older than the columns.
    """

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=EvidenceKind)
    level = models.DecimalField(max_digits=3, decimal_places=2)
    sd = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=80)
    issuer_name = EncryptedTextField(blank=True)
    title = EncryptedTextField(blank=True)
    at = models.DateField()
    last_used = models.DateField(null=True)
    open_bank = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=EvidenceState, default=EvidenceState.COUNTS)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    skill_version = models.PositiveIntegerField(null=True)
    framework_version = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["seeker", "skill"], name="evidence_of_skill")]

    @property
    def kind_of_theirs(self) -> str:
        """The kind in words for anybody but the person it is about, who is spoken of and not to."""
        kind = EvidenceKind(self.kind)
        return str(KIND_OF_THEIRS.get(kind, kind.label))

    @property
    def shared_source(self) -> str:
        """``source``, and where that is an issuer known by its name, which one: the name itself is sealed."""
        if self.source == ISSUER and self.issuer_name:
            return f"{ISSUER}:{self.issuer_name.casefold()}"
        return self.source


class Estimate(models.Model):
    """Class, mean and spread of a person's level of a skill in one 16-bit code (see the evidence engine)."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    code = models.PositiveIntegerField()
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seeker", "skill"], name="one_estimate_per_skill")]
        indexes = [models.Index(fields=["skill", "seeker"], name="estimate_by_skill")]


class Vouch(models.Model):
    """A vouch as a forecast: whether a later proctored test or judged work bore it out, once one did.

    ``answer`` is what the source says where it did not.
    """

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="vouch")
    settled_by = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    turned_out = models.BooleanField(null=True)
    answer = models.CharField(max_length=10, choices=VouchAnswer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")


class TrackRecord(models.Model):
    """How an organization's vouches turned out so far."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="+")
    turned_out = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)


class Dispute(models.Model):
    """A person says a piece of evidence is wrong; it does not count until somebody answers.

    ``looked_at_since`` is set while somebody new looks at the same thing, whose answer decides.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="disputes")
    reason = models.CharField(max_length=12, choices=DisputeReason)
    words = EncryptedTextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=10, choices=DisputeAnswer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    looked_at_since = models.DateTimeField(null=True)


class Changed(models.Model):
    """A person whose row in the matching snapshot is out of date; removed only by the build that included it."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="+")
    community_id = models.BigIntegerField(db_index=True)

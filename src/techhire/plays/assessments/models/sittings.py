"""One person taking one test, every answer of it, what happened meanwhile, and the time they are given."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.vault import EncryptedTextField
from techhire.plays.assessments.models.banks import Item
from techhire.plays.assessments.models.supervised import CheckIn
from techhire.plays.assessments.models.tests import Assessment
from techhire.plays.assessments.words import (
    OPEN_SITTINGS,
    Breaks,
    ExtraTime,
    NoteKind,
    SittingState,
    StopReason,
    VoidReason,
)
from techhire.plays.seekers.models import Evidence, Seeker


class Accommodation(models.Model):
    """More time or breaks, kept encrypted; nobody is asked why, and no result, list or export shows it."""

    seeker = models.OneToOneField(Seeker, on_delete=models.CASCADE, related_name="+")
    extra_time = EncryptedTextField(default=ExtraTime.NONE.value)
    breaks = EncryptedTextField(default=Breaks.NONE.value)
    changed_at = models.DateTimeField()


class Sitting(models.Model):
    """A sitting: its seed and answers bring everything else back. ``theta`` and ``se`` in logits once finished.

    ``supervised`` is the confirmed check-in it stands under, ``given_by`` the organization whose staff watched.
    ``evidence`` is set once the result counts; a practice result counts only if the person says so. ``rules`` are the
    test's settings as they were at the start; ``version`` rises with every change. ``ends_at``, ``break_seconds``
    (what is left) and ``item_seconds``, each empty without a limit, hold the person's own time while it is open and are
    cleared when it closes, so that nothing of it stays beside a result.
    """

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    rules = models.JSONField()
    state = models.CharField(max_length=11, choices=SittingState, default=SittingState.INVITED)
    seed = models.BigIntegerField()
    language = models.CharField(max_length=5, default="en")
    supervised = models.ForeignKey(CheckIn, on_delete=models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    posting_id = models.BigIntegerField(null=True)
    current = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    shown_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    break_seconds = models.PositiveIntegerField(null=True)
    item_seconds = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    stop_reason = models.CharField(max_length=12, choices=StopReason, blank=True)
    theta = models.FloatField(null=True)
    se = models.FloatField(null=True)
    level = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    level_sd = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    open_bank = models.BooleanField(default=True)
    voided_for = models.CharField(max_length=9, choices=VoidReason, blank=True)
    voided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seeker"], condition=Q(state__in=OPEN_SITTINGS), name="one_open_sitting_a_person"
            )
        ]
        indexes = [models.Index(fields=["assessment", "state"], name="sitting_of_test")]

    @property
    def over_at(self) -> datetime:
        """When it was finished; when it was begun, where it never was."""
        return self.finished_at or self.made_at


class Response(models.Model):
    """One answer as given, its points and the seconds it took; an item and a place are answered once a sitting.

    ``scored`` says whether its points are part of the result; ``counts`` is off once its item was found wrong or
    unfair: nothing is made of it any more.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="responses")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    answer = models.JSONField(null=True)
    points = models.PositiveSmallIntegerField()
    scored = models.BooleanField(default=True)
    counts = models.BooleanField(default=True)
    seconds = models.FloatField()
    item_version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "item"], name="item_once_a_sitting"),
            models.UniqueConstraint(fields=["sitting", "place"], name="place_once_a_sitting"),
        ]
        indexes = [models.Index(fields=["item", "scored"], name="response_to_item")]


class SittingNote(models.Model):
    """Something a human may want to know of a sitting; it never changes a result by itself."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=15, choices=NoteKind)
    times = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "kind"], name="note_once_a_kind")]

"""Facts (append-only, plain ids, never a name or free text), the reactions they set off, and the clock's ticks."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """Somebody tried to change or remove a fact."""


class FactQuerySet(models.QuerySet["Fact"]):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnly("Facts are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("Facts are never removed.")


class Fact(models.Model):
    """Something that happened: its name in the past tense, when, by whom, on what, and its numbers and codes."""

    community_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=12)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    objects = FactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["community_id", "name", "at"], name="fact_by_name"),
            models.Index(fields=["community_id", "at", "id"], name="fact_by_moment"),
            models.Index(fields=["subject_type", "subject_id", "at"], name="fact_by_subject"),
            models.Index(fields=["actor_id", "at"], name="fact_by_actor"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("Facts are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("Facts are never removed.")


class Tick(models.Model):
    """A period a job of the calendar has had its fact for; the constraint keeps several workers to one."""

    schedule = models.CharField(max_length=80)
    period = models.CharField(max_length=13)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schedule", "period"], name="one_tick_a_period")]


class Reaction(models.Model):
    """One handler's answer to one fact, claimed by state: waiting until done, stuck after too many tries."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        STUCK = "stuck", _("stuck")

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    handler = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cursor = models.JSONField(default=dict)
    done_units = models.PositiveIntegerField(default=0)
    total_units = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=400, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "handler"], name="one_reaction_per_handler")]
        indexes = [models.Index(fields=["state", "due_at"], name="reaction_due")]

"""Posting (also called job order), Requirement, and the plan by which what it asks for is shown."""

import re
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community, Organization
from techhire.commons.people.models import Account
from techhire.commons.skills.models import RoleProfile, Skill
from techhire.commons.skills.words import LEVEL_CHOICES, Importance, When
from techhire.plays.assessments.models import Assessment, Rubric
from techhire.plays.marketplace.words import (
    CloseReason,
    EmploymentType,
    PayUnit,
    PlanStage,
    PostingState,
    StepKind,
    UnmaskStage,
    Workplace,
)


class Posting(models.Model):
    """A job an employer wants to fill, in its own words and language, with what it asks for in ours."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    identifier = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(max_length=10, choices=PostingState, default=PostingState.DRAFT)
    title = models.CharField(_("job title"), max_length=160)
    text = models.TextField(_("the job ad"), max_length=60_000, blank=True)
    language = models.CharField(_("language of the ad"), max_length=5, default="en")
    profile = models.ForeignKey(
        RoleProfile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    soc_code = models.CharField(_("occupation code"), max_length=10, blank=True)
    openings = models.PositiveSmallIntegerField(_("openings"), default=1)
    employment_type = models.CharField(
        _("kind of work"), max_length=12, choices=EmploymentType, default=EmploymentType.FULL_TIME
    )
    workplace = models.CharField(_("where"), max_length=8, choices=Workplace, default=Workplace.ON_SITE)
    city = models.CharField(_("city"), max_length=80, blank=True)
    state_code = models.CharField(_("state"), max_length=2, blank=True)
    zip_code = models.CharField(_("ZIP code"), max_length=5, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    pay_min = models.DecimalField(_("pay from"), max_digits=10, decimal_places=2, null=True, blank=True)
    pay_max = models.DecimalField(_("pay to"), max_digits=10, decimal_places=2, null=True, blank=True)
    pay_unit = models.CharField(_("pay is"), max_length=4, choices=PayUnit, default=PayUnit.HOUR)
    schedule = models.PositiveSmallIntegerField(_("when the work is done"), default=0)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    sponsors = models.BooleanField(_("sponsors work visas"), null=True, blank=True)
    later_checks = models.CharField(
        _("checks after an offer, and the law behind them"), max_length=400, blank=True
    )
    fair_chance = models.BooleanField(_("fair chance employer"), default=False)
    unmask_stage = models.CharField(max_length=16, choices=UnmaskStage, default=UnmaskStage.AFTER_YES)
    kept_lines = models.JSONField(default=list)
    as_pasted = models.TextField(_("the job ad as it was pasted"), max_length=60_000, blank=True)
    taken = models.JSONField(default=list)
    published_at = models.DateTimeField(null=True)
    valid_through = models.DateField(_("open until"), null=True, blank=True)
    held_from = models.CharField(max_length=10, choices=PostingState, blank=True)
    close_reason = models.CharField(max_length=16, choices=CloseReason, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["community", "state", "published_at"], name="posting_open"),
            models.Index(fields=["organization", "state"], name="posting_of_employer"),
        ]

    def __str__(self) -> str:
        return self.title


class Requirement(models.Model):
    """One skill a posting asks for; ``text`` is where the ad says so, ``confirmed`` that a person agreed.

    ``named_as`` is the skill it was first said with, where another took that one's place. ``skill_version`` is the
    skill's own when the line was read, taken over or, last, confirmed.
    """

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="requirements")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    skill_version = models.PositiveIntegerField(null=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVEL_CHOICES, default=2)
    weight = models.PositiveSmallIntegerField(_("weight"), default=3)
    importance = models.CharField(max_length=10, choices=Importance, default=Importance.ESSENTIAL)
    when = models.CharField(max_length=8, choices=When, default=When.DAY_ONE)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    text = models.CharField(max_length=300, blank=True)
    confidence = models.FloatField(null=True)
    confirmed = models.BooleanField(default=False)
    named_as = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posting", "skill"], name="requirement_once")]

    def places_in(self, ad: str) -> list[int]:
        """Where a text has the words that named it, as offsets: whole words only, nowhere if it never was named."""
        if not self.text:
            return []
        return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(self.text)}(?!\w)", ad)]

    def has_left(self, ad: str) -> bool:
        """Whether it was read from the words of an ad and this text has them no more."""
        return self.confidence is not None and bool(self.text) and not self.places_in(ad)


class AssessmentPlan(models.Model):
    """Which step shows which skill of a posting: the employer's plan, or an onramp's for the people it works with."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="plans")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "organization"], name="one_plan_each_for_a_posting")
        ]


class PlanStep(models.Model):
    """One skill, the step that shows it, the level that is enough, when it is asked, and its minutes at most.

    ``skill_version`` is the skill's own when the plan was saved.
    """

    plan = models.ForeignKey(AssessmentPlan, on_delete=models.CASCADE, related_name="steps")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    skill_version = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=9, choices=StepKind)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="+")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, related_name="+")
    enough = models.PositiveSmallIntegerField(_("level that is enough"), choices=LEVEL_CHOICES)
    stage = models.CharField(max_length=10, choices=PlanStage)
    minutes = models.PositiveSmallIntegerField(_("minutes at most"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "skill"], name="one_step_a_skill")]

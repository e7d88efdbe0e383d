"""Program, what it teaches, its cohorts, and the people enrolled in them."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.skills.models import ProgramCode, Skill
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.providers.words import EnrollmentState, Pace, ProgramState
from techhire.plays.seekers.models import Seeker

STALE_AFTER = timedelta(days=90)


class Program(models.Model):
    """A course of training a provider offers."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=100)
    name = models.CharField(_("name"), max_length=160)
    summary = models.TextField(_("what people learn"), max_length=1500, blank=True)
    language = models.CharField(max_length=5, default="en")
    state = models.CharField(max_length=10, choices=ProgramState, default=ProgramState.DRAFT)
    held_from = models.CharField(max_length=10, choices=ProgramState, blank=True)
    cip = models.ForeignKey(ProgramCode, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pace = models.CharField(_("live or self-paced"), max_length=10, choices=Pace, default=Pace.LIVE)
    length_weeks = models.PositiveSmallIntegerField(_("length in weeks"), default=12)
    hours_per_week = models.PositiveSmallIntegerField(_("hours a week"), default=20)
    tuition = models.DecimalField(_("tuition in dollars"), max_digits=9, decimal_places=2, default=0)
    free_for_eligible = models.BooleanField(_("free for people who qualify"), default=False)
    funding = models.CharField(_("public and scholarship funding"), max_length=400, blank=True)
    admission = models.CharField(_("who can join"), max_length=400, blank=True)
    credential = models.CharField(_("credential at the end"), max_length=160, blank=True)
    online = models.BooleanField(_("online"), default=False)
    city = models.CharField(_("city"), max_length=80, blank=True)
    zip_code = models.CharField(_("ZIP code"), max_length=5, blank=True)
    enrolled_per_year = models.PositiveIntegerField(_("people enrolled a year"), null=True, blank=True)
    completed_per_year = models.PositiveIntegerField(_("people completing a year"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "slug"], name="program_slug_once")]

    def __str__(self) -> str:
        return self.name

    def is_stale(self, now: datetime) -> bool:
        """Whether nobody confirmed it for 90 days."""
        return now - self.confirmed_at > STALE_AFTER


class Teaches(models.Model):
    """A skill a program teaches, and the level people reach who complete it.

    ``skill_version`` is the skill's own when the provider last said so.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="teaches")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    skill_version = models.PositiveIntegerField(null=True)
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    named_as = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "skill"], name="teaches_once")]


class Cohort(models.Model):
    """A group that starts a program together."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="cohorts")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    apply_by = models.DateField(_("apply by"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"))
    canceled = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)


class Enrollment(models.Model):
    """A person in a cohort, and how far they came."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=EnrollmentState, default=EnrollmentState.ENROLLED)
    since = models.DateTimeField()
    completed_on = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "seeker"], name="enrolled_once")]

"""Supervised test days at an onramp: who comes, and how staff made sure who sits there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.plays.assessments.models.tests import Assessment
from techhire.plays.assessments.words import IdentityCheck, TestDayState
from techhire.plays.seekers.models import Seeker


class TestDay(models.Model):
    """A time and place at which staff of an onramp watch people take tests."""

    __test__ = False

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("where"), max_length=160)
    starts_at = models.DateTimeField(_("begins"))
    seats = models.PositiveSmallIntegerField(_("seats"), default=10)
    state = models.CharField(max_length=8, choices=TestDayState, default=TestDayState.PLANNED)
    assessments = models.ManyToManyField(Assessment, related_name="+")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)


class CheckIn(models.Model):
    """One person on the list of a test day; ``confirmed_at`` once staff made sure who they are.

    ``number`` is their place on the list. ``code_hash`` is of the code by which they open their tests on a borrowed
    computer until ``code_until``; a newer code closes what an older one opened.
    """

    day = models.ForeignKey(TestDay, on_delete=models.PROTECT, related_name="people")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    assessments = models.ManyToManyField(Assessment, related_name="+")
    number = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=5, choices=IdentityCheck, blank=True)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    code_until = models.DateTimeField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "seeker"], name="on_the_list_once"),
            models.UniqueConstraint(fields=["day", "number"], name="number_once_a_day"),
        ]

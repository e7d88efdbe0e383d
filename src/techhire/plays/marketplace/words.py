"""States of a posting, how the work is done, and when names are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostingState(models.TextChoices):
    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked")
    PUBLISHED = "published", _("published")
    PAUSED = "paused", _("paused")
    FILLED = "filled", _("filled")
    EXPIRED = "expired", _("expired")
    CLOSED = "closed", _("closed")
    HELD = "held", _("out of sight until it is looked at")


NOT_YET_OUT = frozenset({PostingState.DRAFT, PostingState.CHECKED})
"""States in which what an ad states is put before its employer, to be kept or not."""


class Doubt(models.TextChoices):
    """Why a skill read from an ad is put before a person: which part of it is a guess."""

    NAME = "name", _("This word often means something else. Does the ad mean the skill?")
    LEVEL = "level", _("The ad does not say at which level.")
    NEED = "need", _("The ad does not say whether people must bring it.")
    GONE = "gone", _("The ad does not name it any more. Does the job still need it?")
    ADDED = "added", _("You added it. Say at which level it is needed.")


class Workplace(models.TextChoices):
    ON_SITE = "on_site", _("at the workplace")
    HYBRID = "hybrid", _("partly from home")
    REMOTE = "remote", _("from home")


class EmploymentType(models.TextChoices):
    FULL_TIME = "FULL_TIME", _("full time")
    PART_TIME = "PART_TIME", _("part time")
    CONTRACTOR = "CONTRACTOR", _("contract")
    TEMPORARY = "TEMPORARY", _("temporary")
    INTERN = "INTERN", _("paid internship")
    OTHER = "OTHER", _("other")


class PayUnit(models.TextChoices):
    HOUR = "HOUR", _("an hour")
    YEAR = "YEAR", _("a year")


class UnmaskStage(models.TextChoices):
    """When an employer learns who a person on the shortlist is."""

    AFTER_YES = "after_yes", _("after you say yes")
    AFTER_INTERVIEW = "after_interview", _("after the interview is agreed")


class CloseReason(models.TextChoices):
    FILLED_HERE = "filled_here", _("filled with someone from here")
    FILLED_ELSEWHERE = "filled_elsewhere", _("filled with someone else")
    NOT_HIRING = "not_hiring", _("no longer hiring")
    MISTAKE = "mistake", _("posted by mistake")
    TAKEN_DOWN = "taken_down", _("taken down by the civic lead")

    @classmethod
    def of_employers(cls) -> list[tuple[str, str]]:
        """Those an employer gives for its own posting."""
        return [(value, label) for value, label in cls.choices if value != cls.TAKEN_DOWN]


class PlanStage(models.TextChoices):
    """When a step of an assessment plan is asked of a person."""

    BEFORE_YES = "before_yes", _("before the employer says yes")
    AFTER_YES = "after_yes", _("after the employer says yes")
    INTERVIEW = "interview", _("at the interview")


STAGE_MINUTES = {PlanStage.BEFORE_YES: 20, PlanStage.AFTER_YES: 60, PlanStage.INTERVIEW: 60}
"""The most minutes a plan may ask of a person at each stage: little where nothing is promised yet. A judgment."""


class StepKind(models.TextChoices):
    """What a step of an assessment plan is."""

    TEST = "test", _("test")
    LIVE = "live", _("five-minute live check")
    WORK = "work", _("work sample")
    INTERVIEW = "interview", _("structured interview")

"""Until when a person used a skill, in their own word."""

from django.db import models

from techhire.commons.people.models import Account
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.models.evidence import Evidence
from techhire.plays.seekers.models.people import Seeker
from techhire.plays.seekers.words import UsedWhere


class SkillUse(models.Model):
    """A skill was used until ``until``: the first of the last month or year named, or, where it is ``still`` used, the
    day that was said.

    ``year_only`` where no month is known; ``until`` is then the first of January.

    With a ``claim`` it rests on what was told with an experience, and holds only while that claim does; such a row
    knows years alone. Without one it is what the person said of the skill itself, once a skill.
    """

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    claim = models.OneToOneField(Evidence, on_delete=models.CASCADE, null=True, related_name="use")
    where = models.CharField(max_length=8, choices=UsedWhere)
    until = models.DateField()
    still = models.BooleanField(default=False)
    year_only = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "skill"], condition=models.Q(claim__isnull=True), name="one_use_per_skill"
            )
        ]
        indexes = [models.Index(fields=["seeker", "skill"], name="use_of_skill")]

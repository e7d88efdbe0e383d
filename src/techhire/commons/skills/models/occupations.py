"""Occupations and training-program codes, their titles, and the crosswalks between code systems."""

from django.db import models

from techhire.commons.skills.models.frameworks import Skill
from techhire.commons.skills.words import Importance, Relation, Scheme, TaskKind


class Occupation(models.Model):
    """An occupation in one code system, e.g. SOC 2018 15-1232 or O*NET-SOC 15-1232.00."""

    scheme = models.CharField(max_length=8, choices=Scheme)
    code = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    title_es = models.CharField(max_length=300, blank=True)
    definition = models.TextField(blank=True)
    group = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=80, blank=True)
    vintage = models.CharField(max_length=40, blank=True)
    job_zone = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="occupation_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class OccupationTitle(models.Model):
    """Another title people use for an occupation."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="titles")
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occupation", "title"], name="occupation_title_once")]
        indexes = [models.Index(fields=["title"], name="occupation_by_title")]


class OccupationLink(models.Model):
    """A crosswalk row between two code systems or two versions of one."""

    origin = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=8, choices=Relation)
    source = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "target"], name="occupation_link_once")]


class OccupationTask(models.Model):
    """Something people of an occupation do, as its source puts it; ``number`` is the source's own, 0 for none."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=0)
    statement = models.CharField(max_length=1000)
    kind = models.CharField(max_length=12, choices=TaskKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "statement"], name="occupation_task_once")
        ]


class WorkActivity(models.Model):
    """Something people do at work, said so that it fits many occupations; code and words are O*NET's."""

    code = models.CharField(max_length=24, unique=True)
    statement = models.CharField(max_length=300)


class OccupationActivity(models.Model):
    """An activity that one task of an occupation (by its source's ``number``) is an example of."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    activity = models.ForeignKey(WorkActivity, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "activity", "number"], name="occupation_activity_once"
            )
        ]


class OccupationRating(models.Model):
    """A rating of an occupation on a scale of its source: an interest, a work value, a work style, schooling.

    ``category`` is the step of a scale that spreads people over steps (``value`` is then the percent on it), else 0.
    """

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    element = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    scale = models.CharField(max_length=4)
    category = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "element", "scale", "category"], name="occupation_rating_once"
            )
        ]


class RatingWord(models.Model):
    """What a source calls a scale (no element, category 0) or one step of it (of an element, from 1 on)."""

    scale = models.CharField(max_length=4)
    element = models.CharField(max_length=20, blank=True)
    category = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scale", "element", "category"], name="rating_word_once")
        ]


class OccupationSkill(models.Model):
    """A skill that an outside source names for an occupation; importance and level on the source's own scales."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    importance = models.CharField(max_length=10, choices=Importance, blank=True)
    source_importance = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    source_level = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    is_hot = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occupation", "skill"], name="occupation_skill_once")]


class ProgramCode(models.Model):
    """A code of the Classification of Instructional Programs (CIP 2020), e.g. 11.0901."""

    code = models.CharField(max_length=7, unique=True)
    title = models.CharField(max_length=300)
    version = models.CharField(max_length=8, default="2020")
    in_demand = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ProgramOccupation(models.Model):
    """A crosswalk row from a program of instruction to an occupation it prepares for."""

    program = models.ForeignKey(ProgramCode, on_delete=models.CASCADE, related_name="+")
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "occupation"], name="program_occupation_once")
        ]

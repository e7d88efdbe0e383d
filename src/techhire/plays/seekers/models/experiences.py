"""What people did, paid or not, in their own words; and the skills found in it."""

from django.db import models

from techhire.commons.skills.models import Skill
from techhire.commons.vault import EncryptedTextField
from techhire.plays.seekers.models.evidence import Evidence
from techhire.plays.seekers.models.people import Seeker
from techhire.plays.seekers.words import FoundIn, Often, WorkKind, WorkTitle


class Experience(models.Model):
    """Something a person did for a while. Every answer may be open; what is there is kept with every step.

    ``own_title_en`` and the like are the person's own English for what they told in another language.
    """

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=WorkKind)
    title = models.CharField(max_length=20, choices=WorkTitle, blank=True)
    own_title = EncryptedTextField(blank=True)
    place = EncryptedTextField(blank=True)
    since = models.PositiveSmallIntegerField(null=True)
    until = models.PositiveSmallIntegerField(null=True)
    what = EncryptedTextField(blank=True)
    tools = EncryptedTextField(blank=True)
    language = models.CharField(max_length=5, default="en")
    own_title_en = EncryptedTextField(blank=True)
    place_en = EncryptedTextField(blank=True)
    what_en = EncryptedTextField(blank=True)
    tools_en = EncryptedTextField(blank=True)
    often = models.CharField(max_length=10, choices=Often, blank=True)
    task_ids = models.JSONField(default=list)
    on_resume = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seeker", "made_at"], name="experience_of_seeker")]

    @property
    def named(self) -> str:
        """What to call it: the person's own name for it, else the one they picked, else its kind."""
        return self.own_title or str(self.get_title_display() or self.get_kind_display())

    def in_english(self, key: str) -> tuple[str, str]:
        """An answer for English readers and the language it is in: the person's own English, else as they told it."""
        told, english = getattr(self, key), getattr(self, f"{key}_en")
        return (english, "en") if english and self.language != "en" else (told, self.language)


class ExperienceSkill(models.Model):
    """A skill found in an experience: where, and what the person says of it.

    ``start`` and ``end`` are characters of the answer it was found in, None where it comes of a tapped task.
    ``level`` is None until the person answers, 0 where they do not have it; ``claim`` is what they told then.
    """

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    found_in = models.CharField(max_length=8, choices=FoundIn)
    start = models.PositiveSmallIntegerField(null=True)
    end = models.PositiveSmallIntegerField(null=True)
    likely_level = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField(null=True)
    claim = models.ForeignKey(Evidence, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["experience", "skill"], name="found_skill_once")]

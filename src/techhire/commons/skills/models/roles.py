"""Role profiles: what a job of a kind asks for; and everyday tasks that show the same skills at work elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.skills.models.frameworks import Skill
from techhire.commons.skills.models.occupations import Occupation
from techhire.commons.skills.words import LEVEL_CHOICES, Importance, SkillState, When


class RoleProfile(models.Model):
    """An entry-level role of a job family, as skills with levels; shared, or a community's own.

    One that was made as a copy of a shared one stands in its place while it is published.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, related_name="+")
    slug = models.SlugField(max_length=80)
    name = models.CharField(_("name"), max_length=160)
    name_es = models.CharField(_("name in Spanish"), max_length=160, blank=True)
    about = models.TextField(max_length=1000, blank=True)
    about_es = models.TextField(max_length=1000, blank=True)
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, null=True, related_name="+")
    soc_code = models.CharField(max_length=7, blank=True)
    onet_code = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=SkillState, default=SkillState.PUBLISHED)
    version = models.PositiveIntegerField(default=1)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "slug"], name="role_slug_once")]

    def __str__(self) -> str:
        return self.name


class ProfileSkill(models.Model):
    """One line of a role profile."""

    profile = models.ForeignKey(RoleProfile, on_delete=models.CASCADE, related_name="lines")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    weight = models.PositiveSmallIntegerField(default=3)
    importance = models.CharField(max_length=10, choices=Importance)
    when = models.CharField(max_length=8, choices=When)
    named_as = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "skill"], name="profile_skill_once")]


class RoleRevision(models.Model):
    """One step in a role profile's life: what changed, who did it, when, and why.

    ``changes`` may hold ``texts`` (before and after by field), ``asks`` (skill id, before, after; each as level,
    weight, importance and when, or null), ``followed`` (ids of a skill and its successor), ``state``, ``copied_from``.
    """

    profile = models.ForeignKey(RoleProfile, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=SkillState)
    changes = models.JSONField(default=dict)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


def ever_published() -> models.Q:
    """Role profiles people have seen: in use, or retired after they were. What was turned down is none."""
    seen = RoleRevision.objects.filter(profile=models.OuterRef("pk"), state=SkillState.PUBLISHED)
    return models.Q(state=SkillState.PUBLISHED) | models.Q(models.Exists(seen))


class EverydayTask(models.Model):
    """Something people do in jobs they have now, said in the first person."""

    slug = models.SlugField(max_length=80, unique=True)
    text = models.CharField(max_length=120)
    text_es = models.CharField(max_length=140)
    area = models.CharField(max_length=40)


class EverydayTaskSkill(models.Model):
    """The skill, and the level of it, that an everyday task shows; ``skill_version`` is the one it was tied to."""

    task = models.ForeignKey(EverydayTask, on_delete=models.CASCADE, related_name="lines")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    skill_version = models.PositiveIntegerField(null=True)
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "skill"], name="task_skill_once")]

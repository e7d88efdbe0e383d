"""Frameworks and the skills in them, their other names, levels, history and ties to other frameworks."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.skills.words import LEVEL_CHOICES, STARTER, Relation, SkillKind, SkillState, own_slug


class Framework(models.Model):
    """A named set of skills with one source and version; the starter framework is shared by all communities."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, related_name="+")
    identifier = models.UUIDField(default=uuid.uuid4, unique=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    name_es = models.CharField(max_length=160, blank=True)
    publisher = models.CharField(max_length=160, blank=True)
    version = models.CharField(max_length=40, blank=True)
    source_url = models.URLField(blank=True)
    license = models.CharField(max_length=160, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    """Something a person can do or knows, in plain words, with a half-life in years.

    An item that several published lists share has its ``identifier`` in each of them, also where different communities
    keep those lists. A list itself, by its own ``identifier``, is in one place of an installation only.
    """

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    identifier = models.UUIDField(default=uuid.uuid4, db_index=True)
    code = models.CharField(max_length=300)
    name = models.CharField(_("name"), max_length=300)
    name_es = models.CharField(_("name in Spanish"), max_length=300, blank=True)
    definition = models.TextField(_("what it means"), max_length=2000, blank=True)
    definition_es = models.TextField(_("what it means, in Spanish"), max_length=2000, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=SkillKind, default=SkillKind.OTHER)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    half_life_years = models.DecimalField(_("half-life in years"), max_digits=4, decimal_places=1, default=6)
    is_it = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=SkillState, default=SkillState.PUBLISHED)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="skill_code_once"),
            models.UniqueConstraint(fields=["framework", "identifier"], name="skill_identifier_once"),
        ]
        indexes = [models.Index(fields=["framework", "state", "name"], name="skill_by_name")]

    def __str__(self) -> str:
        return self.name


class SkillAlias(models.Model):
    """Another name people use for a skill."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["skill", "text"], name="alias_once")]


class SkillRevision(models.Model):
    """One step in a skill's life: what changed, who did it, when, and why."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=SkillState)
    changes = models.JSONField(default=dict)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class LevelAnchor(models.Model):
    """What a person at a level can do; for every skill where ``skill`` is null, else for that one."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, null=True, related_name="anchors")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    name = models.CharField(max_length=40, blank=True)
    name_es = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=400)
    text_es = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "skill", "level"], name="anchor_once")]


class Alignment(models.Model):
    """A tie between two skills, with the version each had when it was made.

    ``shipped`` ties come with a release of TechHire, and a later release may change or end them; people's it leaves.
    """

    origin = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    origin_version = models.PositiveIntegerField()
    target = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    target_version = models.PositiveIntegerField()
    relation = models.CharField(max_length=8, choices=Relation)
    shipped = models.BooleanField(default=False)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "target"], name="alignment_once")]


def in_use(community_id: int | None) -> models.Q:
    """The skills people are described with here: the starter framework's and the ones the community added."""
    scope = models.Q(framework__slug=STARTER)
    if community_id is not None:
        scope |= models.Q(framework__slug=own_slug(community_id))
    return scope & models.Q(state=SkillState.PUBLISHED)


def shared_with(community_id: int | None) -> models.Q:
    """Skills of the lists that all communities share, and of the community's own; never another community's."""
    return models.Q(framework__community__isnull=True) | models.Q(framework__community_id=community_id)


def replaced_here(community_id: int | None) -> models.Q:
    """Skills another took the place of whose names are read here: the starter framework's and the community's own."""
    scope = models.Q(framework__slug=STARTER)
    if community_id is not None:
        scope |= models.Q(framework__community_id=community_id)
    return scope & models.Q(state=SkillState.REPLACED)


Version = tuple[int, int | None, datetime | None]


def language_version(community_id: int | None) -> Version:
    """What tells one state of the language from the next, for whatever a process keeps of it. One query.

    Moments alone would not do: of two changes the one that began first may be the last to be committed.
    """
    said = Skill.objects.filter(in_use(community_id) | replaced_here(community_id)).aggregate(
        number=models.Count("pk"), versions=models.Sum("version"), at=models.Max("framework__changed_at")
    )
    return said["number"], said["versions"], said["at"]

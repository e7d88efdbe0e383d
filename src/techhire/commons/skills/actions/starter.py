"""Loading the starter framework from the package into the database, again and again without harm."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.skills import starter
from techhire.commons.skills.actions.starter_ties import tie_starter
from techhire.commons.skills.facts import StarterLoaded
from techhire.commons.skills.models import (
    EverydayTask,
    EverydayTaskSkill,
    Framework,
    LevelAnchor,
    Occupation,
    ProfileSkill,
    RoleProfile,
    Skill,
    SkillAlias,
    SkillRevision,
)
from techhire.commons.skills.words import Scheme, SkillKind, SkillState

SLUG = "starter"
FIELDS = (
    "name",
    "name_es",
    "definition",
    "definition_es",
    "kind",
    "half_life_years",
    "is_it",
    "state",
    "version",
    "changed_at",
)


@dataclass
class Load:
    """One load: its framework, its moment, and what it changed."""

    framework: Framework
    now: datetime
    added: int = 0
    updated: int = 0
    retired: int = 0
    skills: dict[str, Skill] = field(default_factory=dict)


@transaction.atomic
def load_starter(*, now: datetime) -> Framework:
    """Bring the database's starter framework to what the package says. Constant number of queries."""
    framework, _made = Framework.objects.get_or_create(
        slug=SLUG,
        defaults={
            "name": "TechHire starter framework",
            "name_es": "Marco inicial de TechHire",
            "publisher": "TechHire",
            "version": "1",
            "license": "Apache-2.0",
            "changed_at": now,
        },
    )
    load = Load(framework, now)
    _load_skills(load)
    _load_aliases(load)
    _load_parents(load)
    _load_anchors(load)
    _load_profiles(load)
    _load_tasks(load)
    _title_occupations()
    if load.added or load.updated or load.retired:
        Framework.objects.filter(pk=framework.pk).update(changed_at=now)
        framework.changed_at = now
        body = StarterLoaded(framework.pk, load.added, load.updated, load.retired)
        record(body, actor=Actor.system(), now=now)
    tie_starter(now=now)
    return framework


def _load_skills(load: Load) -> None:
    old = {skill.code: skill for skill in Skill.objects.filter(framework=load.framework)}
    fresh: list[Skill] = []
    changed: list[Skill] = []
    history: list[SkillRevision] = []
    for row in starter.rows("skills_*.csv"):
        wanted = _wanted(row)
        skill = old.pop(row["slug"], None)
        if skill is None:
            skill = Skill(framework=load.framework, code=row["slug"], changed_at=load.now, **wanted)
            fresh.append(skill)
        elif different := [key for key, value in wanted.items() if getattr(skill, key) != value]:
            for key, value in wanted.items():
                setattr(skill, key, value)
            skill.version += 1
            skill.changed_at = load.now
            changed.append(skill)
            history.append(_revision(load, skill, different))
        load.skills[row["slug"]] = skill
    gone = [skill for skill in old.values() if skill.state != SkillState.RETIRED]
    for skill in gone:
        skill.state, skill.version, skill.changed_at = SkillState.RETIRED, skill.version + 1, load.now
        history.append(_revision(load, skill, ["state"]))
    Skill.objects.bulk_create(fresh)
    Skill.objects.bulk_update([*changed, *gone], FIELDS, batch_size=200)
    SkillRevision.objects.bulk_create(history)
    load.added, load.updated, load.retired = len(fresh), len(changed), len(gone)


def _revision(load: Load, skill: Skill, fields: list[str]) -> SkillRevision:
    return SkillRevision(
        skill=skill, version=skill.version, state=skill.state, changes={"fields": fields}, at=load.now
    )


def _wanted(row: starter.Row) -> dict[str, Any]:
    return {
        "name": row["name_en"],
        "name_es": row["name_es"],
        "definition": row["definition_en"],
        "definition_es": row["definition_es"],
        "kind": SkillKind(row["kind"]),
        "half_life_years": Decimal(row["half_life"]),
        "is_it": starter.is_it(row),
        "state": SkillState.PUBLISHED,
    }


def _load_aliases(load: Load) -> None:
    old = {
        (alias.skill_id, alias.text): alias.pk
        for alias in SkillAlias.objects.filter(skill__framework=load.framework)
    }
    fresh = []
    for row in starter.rows("skills_*.csv"):
        skill = load.skills[row["slug"]]
        for text in starter.aliases_of(row):
            if old.pop((skill.pk, text), None) is None:
                fresh.append(SkillAlias(skill=skill, text=text))
    SkillAlias.objects.bulk_create(fresh, batch_size=500)
    SkillAlias.objects.filter(pk__in=list(old.values())).delete()
    load.updated += bool(fresh or old)


def _load_parents(load: Load) -> None:
    moved = []
    for row in starter.rows("skills_*.csv"):
        skill = load.skills[row["slug"]]
        parent = load.skills.get(row["parent"])
        if skill.parent_id != (parent.pk if parent else None):
            skill.parent = parent
            moved.append(skill)
    Skill.objects.bulk_update(moved, ["parent"], batch_size=200)


def _load_anchors(load: Load) -> None:
    wanted: dict[tuple[int | None, int], dict[str, str]] = {}
    for row in starter.rows("levels.csv"):
        names = {"name": row["name_en"], "name_es": row["name_es"]}
        wanted[None, int(row["level"])] = names | {"text": row["anchor_en"], "text_es": row["anchor_es"]}
    for row in starter.rows("level_anchors_*.csv"):
        key = (load.skills[row["skill"]].pk, int(row["level"]))
        wanted[key] = {"name": "", "name_es": "", "text": row["anchor_en"], "text_es": row["anchor_es"]}
    old = {
        (anchor.skill_id, anchor.level): anchor
        for anchor in LevelAnchor.objects.filter(framework=load.framework)
    }
    same = {
        key
        for key, anchor in old.items()
        if key in wanted and wanted[key] == {k: getattr(anchor, k) for k in wanted[key]}
    }
    LevelAnchor.objects.filter(pk__in=[anchor.pk for key, anchor in old.items() if key not in same]).delete()
    load.updated += len(same) < max(len(old), len(wanted))
    LevelAnchor.objects.bulk_create(
        LevelAnchor(framework=load.framework, skill_id=key[0], level=key[1], **texts)
        for key, texts in wanted.items()
        if key not in same
    )


def _load_profiles(load: Load) -> None:
    profiles: dict[str, RoleProfile] = {}
    for row in starter.rows("families_*.csv"):
        profiles[row["slug"]], _made = RoleProfile.objects.update_or_create(
            community=None,
            slug=row["slug"],
            defaults={
                "name": row["name_en"],
                "name_es": row["name_es"],
                "about": row["description_en"],
                "about_es": row["description_es"],
                "soc_code": row["soc_code"],
                "onet_code": row["onet_code"],
            },
        )
    lines = [
        ProfileSkill(
            profile=profiles[row["family"]],
            skill=load.skills[row["skill"]],
            level=int(row["level"]),
            weight=int(row["weight"]),
            importance=row["importance"],
            when=row["when"],
        )
        for row in starter.rows("role_profiles_*.csv")
    ]
    keep = {(line.profile_id, line.skill_id) for line in lines}
    old = ProfileSkill.objects.filter(profile__in=profiles.values())
    gone = [
        pk
        for pk, profile, skill in old.values_list("pk", "profile_id", "skill_id")
        if (profile, skill) not in keep
    ]
    ProfileSkill.objects.filter(pk__in=gone).delete()
    ProfileSkill.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["profile", "skill"],
        update_fields=["level", "weight", "importance", "when", "named_as"],
    )


def _load_tasks(load: Load) -> None:
    tasks: dict[str, EverydayTask] = {}
    lines: list[tuple[str, Skill, int]] = []
    for row in starter.rows("everyday_tasks.csv"):
        tasks[row["slug"]] = EverydayTask(
            slug=row["slug"], text=row["text_en"], text_es=row["text_es"], area=row["area"]
        )
        for part in row["skills"].split("|"):
            slug, _colon, level = part.partition(":")
            lines.append((row["slug"], load.skills[slug.strip()], int(level)))
    EverydayTask.objects.exclude(slug__in=tasks).delete()
    EverydayTask.objects.bulk_create(
        tasks.values(),
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["text", "text_es", "area"],
    )
    ids = dict(EverydayTask.objects.values_list("slug", "pk"))
    EverydayTaskSkill.objects.filter(task__slug__in=tasks).delete()
    EverydayTaskSkill.objects.bulk_create(
        EverydayTaskSkill(task_id=ids[slug], skill=skill, skill_version=skill.version, level=level)
        for slug, skill, level in lines
    )


def _title_occupations() -> None:
    """Spanish titles for occupations that were brought in before; those brought in later come with theirs."""
    titles = starter.spanish_titles()
    known = list(Occupation.objects.filter(scheme=Scheme.SOC_2018, code__in=titles))
    for occupation in known:
        occupation.title_es = titles[occupation.code]
    Occupation.objects.bulk_update(known, ["title_es"])

"""The shared language in the database."""

from dataclasses import replace
from datetime import UTC, datetime

import factory
from django.db import connection, models, transaction

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.starter import load_starter
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
)
from techhire.commons.skills.words import STARTER, own_slug

LOADED = datetime(2026, 1, 2, tzinfo=UTC)
STARTER_TABLES = (
    Framework,
    Skill,
    SkillAlias,
    LevelAnchor,
    RoleProfile,
    ProfileSkill,
    EverydayTask,
    EverydayTaskSkill,
)
STARTER_ROWS: dict[type[models.Model], list[tuple[object, ...]]] = {}
STARTER_FACT: list[StarterLoaded] = []
BEYOND = 1_000_000


class FrameworkFactory(factory.django.DjangoModelFactory[Framework]):
    """A shared framework with nothing in it."""

    class Meta:
        model = Framework

    slug = factory.Sequence(lambda n: f"framework-{n}")
    name = factory.Sequence(lambda n: f"Framework {n}")
    changed_at = LOADED


class SkillFactory(factory.django.DjangoModelFactory[Skill]):
    """A published tool."""

    class Meta:
        model = Skill

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"skill-{n}")
    name = factory.Sequence(lambda n: f"Skill {n}")
    kind = "tool"
    changed_at = LOADED


def starter_in_database() -> Framework:
    """The whole starter framework, as a site loads it: once a run, and copied from then on.

    A second call in one test returns what is there. Beside an occupation table or a small starter it is loaded.
    """
    there = Framework.objects.filter(slug=STARTER).first()
    if there is not None and there.pk > BEYOND:
        return there
    if there is not None or Occupation.objects.exists() or not STARTER_ROWS:
        return _loaded()
    for model, rows in STARTER_ROWS.items():
        put_back(model, rows)
    framework = Framework.objects.get(slug=STARTER)
    with transaction.atomic():
        record(replace(STARTER_FACT[0], framework_id=framework.pk), actor=Actor.system(), now=LOADED)
        tie_starter(now=LOADED)
    return framework


def _loaded() -> Framework:
    """Loaded by the product; kept to be copied where nothing else was there."""
    alone = not Framework.objects.exists() and not Occupation.objects.exists()
    framework = load_starter(now=LOADED)
    if alone and not STARTER_ROWS:
        STARTER_ROWS.update({model: rows_of(model) for model in STARTER_TABLES})
        STARTER_FACT.append(StarterLoaded(**Fact.objects.get(name=StarterLoaded.__name__).data))
    return framework


def put_back(model: type[models.Model], rows: list[tuple[object, ...]]) -> None:
    """Insert rows as the database had them."""
    places = ", ".join(["%s"] * len(model._meta.concrete_fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({columns(model)}) VALUES ({places})", rows)


def rows_of(model: type[models.Model]) -> list[tuple[object, ...]]:
    """Every row as the database has it, with numbers nothing else in a test has."""
    keys = [
        field.primary_key or field.related_model in STARTER_TABLES for field in model._meta.concrete_fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns(model)} FROM {model._meta.db_table}")
        return [
            tuple(value + BEYOND if key and value else value for key, value in zip(keys, row, strict=True))
            for row in cursor.fetchall()
        ]


def columns(model: type[models.Model]) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)


def small_starter() -> Framework:
    """A starter framework of seven skills and one role, for tests that need some language and not all of it."""
    framework = FrameworkFactory(slug=STARTER, name="TechHire starter framework", publisher="TechHire")
    names = {
        "python": "language",
        "sql": "language",
        "java": "language",
        "dns": "knowledge",
        "spreadsheets": "tool",
    }
    skills = {
        code: SkillFactory(
            framework=framework,
            code=code,
            name=code.capitalize() if code not in ("sql", "dns") else code.upper(),
            name_es="Hojas de cálculo" if code == "spreadsheets" else "",
            definition=f"Works with {code}.",
            definition_es=f"Trabaja con {code}.",
            kind=kind,
        )
        for code, kind in names.items()
    }
    SkillFactory(framework=framework, code="pivot", name="Pivot tables", parent=skills["spreadsheets"])
    fix = SkillFactory(
        framework=framework, code="computer-troubleshooting", name="Computer troubleshooting", kind="method"
    )
    SkillAlias.objects.create(skill=fix, text="fix computers")
    SkillAlias.objects.create(skill=skills["python"], text="python 3")
    for level in range(1, 6):
        LevelAnchor.objects.create(
            framework=framework, level=level, text=f"Level {level}.", text_es=f"Nivel {level}."
        )
    role = RoleProfile.objects.create(
        slug="user-support", name="User support", name_es="Soporte", soc_code="15-1232", about="Helps."
    )
    ProfileSkill.objects.create(profile=role, skill=fix, level=2, importance="essential", when="day_one")
    return framework


def own_skill(community: Community, **details: object) -> Skill:
    """A skill of a community's own framework, told in both languages."""
    slug = own_slug(community.pk)
    framework, _made = Framework.objects.get_or_create(
        slug=slug,
        defaults={"community": community, "name": f"Skills of {community.name}", "changed_at": LOADED},
    )
    made = SkillFactory.build(framework=framework, **details)
    told = {"name": made.name, "name_es": made.name, "definition_es": "Lo que significa."}
    return SkillFactory(framework=framework, **told | details)

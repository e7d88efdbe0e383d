"""The shared language in the database."""

from datetime import UTC, datetime

import factory

from techhire.commons.communities.models import Community
from techhire.commons.skills.actions.starter import load_starter
from techhire.commons.skills.models import (
    Framework,
    LevelAnchor,
    ProfileSkill,
    RoleProfile,
    Skill,
    SkillAlias,
)
from techhire.commons.skills.words import STARTER, own_slug

LOADED = datetime(2026, 1, 2, tzinfo=UTC)


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
    """The whole starter framework, loaded as a site loads it."""
    return load_starter(now=LOADED)


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

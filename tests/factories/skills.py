"""The shared language in the database."""

from datetime import UTC, datetime

import factory

from techhire.commons.communities.models import Community
from techhire.commons.skills.actions.starter import load_starter
from techhire.commons.skills.models import Framework, Skill
from techhire.commons.skills.words import own_slug

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


def own_skill(community: Community, **details: object) -> Skill:
    """A skill of a community's own framework."""
    slug = own_slug(community.pk)
    framework, _made = Framework.objects.get_or_create(
        slug=slug,
        defaults={"community": community, "name": f"Skills of {community.name}", "changed_at": LOADED},
    )
    return SkillFactory(framework=framework, **details)

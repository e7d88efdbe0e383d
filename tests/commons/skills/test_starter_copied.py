"""The starter framework that tests copy is the one a site loads: rows, fact and ties."""

import pytest
from django.apps import apps
from django.db import transaction

from techhire.commons.ledger.models import Fact
from techhire.commons.skills import starter
from techhire.commons.skills.models import Alignment, Framework, Skill
from tests.factories import skills
from tests.factories.skills import SkillFactory, starter_in_database

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


@pytest.fixture
def copied() -> None:
    """A first load is kept, and taken back."""
    with transaction.atomic():
        starter_in_database()
        transaction.set_rollback(True)
    assert skills.STARTER_ROWS


def test_a_copy_leaves_what_loading_leaves(copied: None) -> None:
    with transaction.atomic():
        skills.load_starter(now=skills.LOADED)
        loaded, [fact] = counted(), Fact.objects.values("name", "at", "data")
        transaction.set_rollback(True)
    framework = starter_in_database()
    assert framework.pk > skills.BEYOND
    assert counted() == loaded
    [again] = Fact.objects.values("name", "at", "data")
    assert again | {"data": fact["data"] | {"framework_id": framework.pk}} == again
    assert (again["name"], again["at"]) == (fact["name"], fact["at"])


def test_a_second_call_returns_what_is_there(copied: None) -> None:
    framework = starter_in_database()
    before = counted()
    assert starter_in_database() == framework
    assert counted() == before


def test_a_small_starter_becomes_the_whole_one(copied: None) -> None:
    small = skills.small_starter()
    assert starter_in_database() == small
    assert Skill.objects.filter(framework=small).count() > 700


def test_a_copy_is_tied_to_the_lists_that_are_here(copied: None) -> None:
    tie = starter.ties()[0]
    shared = Framework.objects.create(
        slug=tie.framework, name="A list", publisher="Somebody", changed_at=skills.LOADED
    )
    target = SkillFactory(framework=shared, code=tie.code)
    starter_in_database()
    assert Alignment.objects.filter(target=target, shipped=True).exists()
    assert Fact.objects.filter(name="StarterTied").exists()

"""Loading the starter framework again and again."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.skills import starter as files
from techhire.commons.skills.actions.starter import load_starter
from techhire.commons.skills.models import (
    EverydayTask,
    Framework,
    LevelAnchor,
    Occupation,
    ProfileSkill,
    RoleProfile,
    Skill,
    SkillAlias,
)
from techhire.commons.skills.queries import anchors_for, skills_by_slug, starter_framework, task_lines
from tests.factories.skills import LOADED

pytestmark = pytest.mark.django_db

TABLES = (Skill, SkillAlias, LevelAnchor, RoleProfile, ProfileSkill, EverydayTask)


@pytest.fixture
def starter(db: None) -> Framework:
    """Loaded here and now, where other tests have a copy."""
    return load_starter(now=LOADED)


def test_everything_in_the_files_is_in_the_tables(starter: Framework) -> None:
    assert Skill.objects.count() == sum(1 for _ in files.rows("skills_*.csv")) >= 500
    assert RoleProfile.objects.count() == 14
    assert ProfileSkill.objects.count() == sum(1 for _ in files.rows("role_profiles_*.csv"))
    assert EverydayTask.objects.count() == sum(1 for _ in files.rows("everyday_tasks.csv"))
    assert starter_framework() == starter


def test_loading_again_changes_nothing_and_says_nothing(starter: Framework, now: datetime) -> None:
    before = {table: sorted(table.objects.values_list("pk", flat=True)) for table in TABLES}
    again = load_starter(now=now)
    assert again.changed_at == starter.changed_at
    assert {table: sorted(table.objects.values_list("pk", flat=True)) for table in TABLES} == before
    assert Fact.objects.filter(name="StarterLoaded").count() == 1


def test_every_occupation_of_a_job_family_has_a_spanish_title_of_our_own(db: None, now: datetime) -> None:
    codes = {row["soc_code"] for row in files.rows("families_*.csv")}
    assert set(files.spanish_titles()) == codes and all(files.spanish_titles().values())
    for code in [*codes, "11-1011"]:
        Occupation.objects.create(scheme="soc2018", code=code, title="Somebody")
    load_starter(now=now)
    said = dict(Occupation.objects.values_list("code", "title_es"))
    assert said == files.spanish_titles() | {"11-1011": ""}


def test_loading_takes_less_than_three_seconds(db: None, now: datetime) -> None:
    began = time.perf_counter()
    load_starter(now=now)
    assert time.perf_counter() - began < 3


def _without(slug: str) -> object:
    def rows(pattern: str) -> Iterator[files.Row]:
        for row in original(pattern):
            gone = slug in (row.get("slug"), row.get("skill"))
            if pattern == "everyday_tasks.csv":
                kept = [part for part in row["skills"].split("|") if part.partition(":")[0].strip() != slug]
                yield row | {"skills": "|".join(kept) or "typing:1"}
            elif not (gone and pattern != "families_*.csv"):
                yield row | ({"parent": ""} if row.get("parent") == slug else {})

    original = files.rows
    return rows


def test_a_skill_gone_from_the_files_is_retired_and_comes_back(
    starter: Framework, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(files, "rows", _without("spreadsheets"))
        load_starter(now=now)
    gone = Skill.objects.get(code="spreadsheets")
    assert (gone.state, gone.version) == ("retired", 2)
    load_starter(now=now + timedelta(days=1))
    gone.refresh_from_db()
    assert (gone.state, gone.version) == ("published", 3)


def test_a_changed_row_makes_a_new_version_of_that_skill_alone(
    starter: Framework, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = files.rows

    def changed(pattern: str) -> Iterator[files.Row]:
        for row in original(pattern):
            yield row | {"half_life": "7"} if row.get("slug") == "python" and "half_life" in row else row

    monkeypatch.setattr(files, "rows", changed)
    framework = load_starter(now=now)
    assert Skill.objects.get(code="python").version == 2
    assert Skill.objects.filter(version=2).count() == 1
    assert framework.changed_at == now
    assert Fact.objects.filter(name="StarterLoaded").latest("pk").data["updated"] == 1


def test_a_changed_anchor_alone_is_noticed(
    starter: Framework, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = files.rows

    def changed(pattern: str) -> Iterator[files.Row]:
        for row in original(pattern):
            yield row | {"anchor_en": "Something else."} if pattern == "levels.csv" else row

    monkeypatch.setattr(files, "rows", changed)
    assert load_starter(now=now).changed_at == now
    assert LevelAnchor.objects.filter(text="Something else.").count() == 5


def test_every_skill_has_five_levels_to_show(starter: Framework) -> None:
    for skill in Skill.objects.all()[:50]:
        assert [anchor.level for anchor in anchors_for(skill)] == [1, 2, 3, 4, 5]


def test_tasks_show_the_highest_level_of_each_skill(starter: Framework) -> None:
    every = task_lines(EverydayTask.objects.values_list("pk", flat=True))
    assert every
    assert all(1 <= level <= 3 for level in every.values())


def test_office_basics_and_workplace_skills_are_not_it(starter: Framework) -> None:
    named = skills_by_slug(
        ["typing", "spreadsheets", "email-use", "inventory-software", "customer-service", "python"]
    )
    assert {slug for slug, skill in named.items() if skill.is_it} == {"python"}

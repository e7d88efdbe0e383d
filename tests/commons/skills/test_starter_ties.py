"""Ties of the starter framework to O*NET and ESCO: in any order, once, and never against what people decided."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills import starter as files
from techhire.commons.skills.actions.alignment import align_skills, remove_alignment
from techhire.commons.skills.actions.imports import run_import
from techhire.commons.skills.actions.starter import load_starter
from techhire.commons.skills.models import Alignment, Framework, Skill
from techhire.commons.skills.queries import case_export, crosswalks, ctdl_export
from techhire.commons.skills.rules import may_align_skills, may_tie_skill, may_update_skill
from techhire.commons.skills.words import Relation
from tests.cases import in_one_world
from tests.factories.skills import FrameworkFactory, SkillFactory, own_skill

pytestmark = pytest.mark.django_db
OPERATOR = Actor(is_operator=True)


def ties() -> set[tuple[str, str, str]]:
    found = Alignment.objects.filter(origin__framework__slug="starter")
    return set(found.values_list("origin__code", "target__code", "relation"))


@pytest.fixture
def onet(db: None) -> Framework:
    """An O*NET that has three of the products the starter framework is tied to."""
    framework = FrameworkFactory(slug="onet", name="O*NET")
    for name in ("Python", "Oracle Java", "Microsoft Excel"):
        SkillFactory(framework=framework, code=name, name=name)
    return framework


@pytest.fixture
def python(starter: Framework) -> Skill:
    return Skill.objects.get(framework=starter, code="python")


def test_every_tie_of_the_release_starts_at_a_skill_of_it_and_says_a_known_relation() -> None:
    slugs = {row["slug"] for row in files.rows("skills_*.csv")}
    rows = files.ties()
    assert len(rows) >= 900
    assert {row.slug for row in rows} <= slugs
    assert {row.relation for row in rows} == set(Relation.values)
    assert {row.framework for row in rows} == {"onet", "esco"}
    assert all(
        row.code.startswith("http://data.europa.eu/esco/skill/") for row in rows if row.framework == "esco"
    )


def test_no_tie_of_the_release_is_named_twice() -> None:
    pairs = [(row.slug, row.framework, row.code) for row in files.ties()]
    assert len(pairs) == len(set(pairs))


def test_a_list_that_is_here_before_the_starter_framework_is_tied_when_that_comes(
    onet: Framework, now: datetime
) -> None:
    load_starter(now=now)
    assert {("python", "Python", "exact"), ("java", "Oracle Java", "exact")} <= ties()
    assert ("spreadsheets", "Microsoft Excel", "narrower") in ties()
    fact = Fact.objects.get(name="StarterTied")
    assert (fact.data["made"], fact.data["ended"]) == (len(ties()), 0)


def test_a_list_that_is_imported_later_is_tied_by_its_last_step_and_the_rest_waits(
    starter: Framework, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    folder = tmp_path / "onet"
    folder.mkdir()
    head, job = "O*NET-SOC Code\tTitle\tDescription\n", "15-1252.00\tBoat maker\tMakes boats.\n"
    (folder / "Occupation_Data.txt").write_text(head + job, encoding="utf-8")
    head = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\n"
    (folder / "Technology_Skills.txt").write_text(
        head + "15-1252.00\tPython\t43232405\tObject software\tY\n", encoding="utf-8"
    )
    run = run_import("onet", folder, clock)
    assert ties() == {("python", "Python", "exact")}
    assert run.bad == 0
    (row,) = crosswalks()
    waiting = {tie.name for tie in row.waiting}
    assert row.made == 1 and "Oracle Java" in waiting and "Python" not in waiting
    before = list(Alignment.objects.values())
    run_import("onet", folder, clock)
    assert list(Alignment.objects.values()) == before


def test_loading_again_leaves_ties_as_they_are_with_the_versions_they_were_made_with(
    onet: Framework, now: datetime
) -> None:
    load_starter(now=now)
    Skill.objects.filter(framework=onet, code="Python").update(version=7)
    before = list(Alignment.objects.order_by("pk").values())
    load_starter(now=now + timedelta(days=1))
    assert list(Alignment.objects.order_by("pk").values()) == before
    assert Fact.objects.filter(name="StarterTied").count() == 1


def test_a_release_changes_and_ends_its_own_ties_and_leaves_those_of_people(
    onet: Framework, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_starter(now=now)
    java = Alignment.objects.get(origin__code="java", target__code="Oracle Java")
    align_skills(OPERATOR, java.origin, java.target, relation="related", now=now)
    mine = align_skills(
        OPERATOR, java.origin, Skill.objects.get(code="Microsoft Excel"), relation="related", now=now
    )
    kept = tuple(
        files.Tie(row.slug, row.framework, row.code, row.name, "related", row.file, row.line)
        for row in files.ties()
        if row.slug == "python"
    )
    Skill.objects.filter(framework=onet, code="Python").update(version=7)
    monkeypatch.setattr(files, "ties", lambda: kept)
    load_starter(now=now + timedelta(days=1))
    assert ties() == {
        ("python", "Python", "related"),
        ("java", "Oracle Java", "related"),
        ("java", "Microsoft Excel", "related"),
    }
    assert Alignment.objects.get(origin__code="python").target_version == 7
    assert Alignment.objects.filter(pk__in=[java.pk, mine.pk]).count() == 2


def test_a_tie_the_operator_took_apart_is_not_made_again(onet: Framework, now: datetime) -> None:
    load_starter(now=now)
    tie = Alignment.objects.get(origin__code="python", target__code="Python")
    remove_alignment(OPERATOR, tie, now=now)
    load_starter(now=now + timedelta(days=1))
    assert ("python", "Python", "exact") not in ties()
    (row,) = crosswalks()
    assert row.apart == 1
    align_skills(OPERATOR, tie.origin, tie.target, relation="broader", now=now)
    load_starter(now=now + timedelta(days=2))
    assert ("python", "Python", "broader") in ties()


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "visitor", "stranger"])
def test_nobody_else_ties_a_shared_skill(
    request: pytest.FixtureRequest, python: Skill, onet: Framework, who: str, now: datetime
) -> None:
    target = Skill.objects.get(framework=onet, code="Python")
    with pytest.raises(Refused):
        align_skills(request.getfixturevalue(who), python, target, relation="exact", now=now)
    assert not ties()


def test_the_civic_lead_ties_shared_skills_where_there_is_one_community_only(
    python: Skill, onet: Framework, convener: Actor, now: datetime
) -> None:
    target = Skill.objects.get(framework=onet, code="Python")
    align_skills(convener, python, target, relation="exact", now=now)
    assert ties() == {("python", "Python", "exact")}
    assert not may_update_skill(convener, python)


def test_among_several_communities_shared_ties_are_the_operators(
    onet: Framework, python: Skill, convener: Actor, elsewhere: Community
) -> None:
    target = Skill.objects.get(framework=onet, code="Python")
    refusal = may_align_skills(convener, python, target)
    assert not refusal and "operator" in str(refusal.reason)
    assert may_tie_skill(OPERATOR, python) and may_tie_skill(Actor.system(), python)


def test_a_shared_skill_is_never_tied_to_one_communitys_own(
    python: Skill, community: Community, now: datetime
) -> None:
    with pytest.raises(Refused, match="another community"):
        align_skills(OPERATOR, python, own_skill(community), relation="exact", now=now)


def test_the_public_page_and_both_exports_show_the_ties(
    starter: Framework, onet: Framework, community: Community, client: Client, now: datetime
) -> None:
    load_starter(now=now)
    page = client.get("/skills/python/").content.decode()
    package = case_export.package(None, starter, "https://site.example")
    said = [row for row in package["CFAssociations"] if row["associationType"] == "exactMatchOf"]
    target = Skill.objects.get(framework=onet, code="Python")
    assert any(str(target.identifier) in row["destinationNodeURI"]["uri"] for row in said)
    graph = str(ctdl_export.graph(None, starter, "https://site.example"))
    assert "ceasn:exactAlignment" in graph and str(target.identifier) in graph
    assert "In other lists of skills" in page and "O*NET" in page

"""CASE 1.1 out and in: valid by the official schema, and the same skills after a trip through a file."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft201909Validator, FormatChecker

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.alignment import align_skills
from techhire.commons.skills.actions.imports import run_import
from techhire.commons.skills.models import Framework, LevelAnchor, Skill, SkillAlias
from tests.factories.skills import FrameworkFactory, SkillFactory, own_skill

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("TECHHIRE_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
SCHEMA = SHARED.parent / "standards" / "schemas" / "case-v1p1-cfpackage.json"
ROOT = "/ims/case/v1p1"
Clock = Callable[[], datetime]


def package(client: Client, framework: Framework) -> dict[str, Any]:
    response = client.get(f"{ROOT}/CFPackages/{framework.identifier}")
    assert response.status_code == 200
    return response.json()  # type: ignore[no-any-return]  # JSON


@pytest.fixture
def small(community: Community) -> Framework:
    """Two skills, one above the other, with other names and levels."""
    framework = FrameworkFactory(name="Rope work", publisher="Rope People", version="3")
    rope = SkillFactory(
        framework=framework,
        code="rope",
        name="Rope",
        name_es="Cuerda",
        definition="Keeps rope in order.",
        half_life_years=12,
        is_it=False,
    )
    SkillFactory(framework=framework, code="splice", name="Splicing", parent=rope, kind="method")
    SkillFactory(framework=framework, code="draft", name="Not yet", state="proposed")
    SkillAlias.objects.create(skill=rope, text="cordage")
    LevelAnchor.objects.create(
        framework=framework, skill=rope, level=2, text="Coils it.", text_es="La enrolla."
    )
    return framework


@pytest.mark.skipif(not SCHEMA.exists(), reason="the official CASE 1.1 schema is absent")
def test_the_whole_starter_framework_is_valid_case(
    client: Client, starter: Framework, convener: Actor, community: Community, now: datetime
) -> None:
    own = own_skill(community)
    for relation, code in (("exact", "python"), ("broader", "sql"), ("narrower", "java"), ("related", "dns")):
        align_skills(convener, own, Skill.objects.get(code=code), relation=relation, now=now)
    checker = Draft201909Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())
    for framework in (starter, own.framework):
        assert [e.message for e in checker.iter_errors(package(client, framework))] == []


def test_what_is_only_proposed_stays_inside(client: Client, small: Framework) -> None:
    said = package(client, small)
    assert [item["humanCodingScheme"] for item in said["CFItems"]] == ["rope", "splice"]
    hidden = Skill.objects.get(code="draft")
    for name in ("CFItems", "CFItemAssociations"):
        assert client.get(f"{ROOT}/{name}/{hidden.identifier}").status_code == 404


def test_a_round_trip_brings_every_word_back(
    client: Client, small: Framework, clock: Clock, tmp_path: Path
) -> None:
    said = package(client, small)
    file = tmp_path / "package.json"
    file.write_text(json.dumps(said))
    Framework.objects.filter(pk=small.pk).update(identifier="00000000-0000-4000-8000-000000000001")
    LevelAnchor.objects.all().delete()
    Skill.objects.all().delete()
    first = run_import("case", file, clock)
    again = run_import("case", file, clock)
    assert (first.bad, again.added, again.updated) == (0, 0, 0)
    copied = Framework.objects.exclude(pk=small.pk).get()
    back = package(client, copied)
    for change in (said, back):
        change["CFDocument"].pop("lastChangeDateTime")
        for row in [*change["CFItems"], *change["CFAssociations"]]:
            row.pop("lastChangeDateTime")
    assert back == said


def test_a_changed_package_updates_and_counts(
    client: Client, small: Framework, clock: Clock, tmp_path: Path
) -> None:
    said = package(client, small)
    said["CFDocument"]["identifier"] = "11111111-1111-4111-8111-111111111111"
    for item in said["CFItems"]:
        item["identifier"] = item["identifier"][:-4] + "ffff"
    said["CFAssociations"] = []
    file = tmp_path / "package.json"
    file.write_text(json.dumps(said))
    run_import("case", file, clock)
    said["CFItems"][0]["abbreviatedStatement"] = "Ropes"
    file.write_text(json.dumps(said))
    run = run_import("case", file, clock)
    assert (run.added, run.updated) == (0, 1)
    assert Skill.objects.get(name="Ropes").version == 2


def test_bad_items_are_told_and_the_rest_goes_in(clock: Clock, tmp_path: Path, db: None) -> None:
    item = {"identifier": "22222222-2222-4222-8222-222222222222", "fullStatement": "Ties knots"}
    said = {
        "CFDocument": {"identifier": "33333333-3333-4333-8333-333333333333", "title": "Knots"},
        "CFItems": [item, {"fullStatement": "No identifier"}, "not an item", {**item, "fullStatement": ""}],
        "CFAssociations": [{"associationType": "isPartOf"}, 7],
    }
    file = tmp_path / "package.json"
    file.write_text(json.dumps(said))
    run = run_import("case", file, clock)
    assert (run.added, run.bad) == (1, 5)
    assert sorted(issue.line for issue in run.issues.all()) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("text", ["[]", "{}", '{"CFDocument": {"title": "x"}}', "{", "[" * 100_000])
def test_other_json_is_refused(clock: Clock, tmp_path: Path, db: None, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    with pytest.raises(Refused):
        run_import("case", file, clock)
    assert not Framework.objects.exists()


def test_a_list_kept_here_is_not_overwritten_by_its_own_package(
    client: Client, small_language: Framework, clock: Clock, tmp_path: Path, community: Community
) -> None:
    file = tmp_path / "package.json"
    file.write_text(json.dumps(package(client, small_language)))
    with pytest.raises(Refused, match="kept on this site"):
        run_import("case", file, clock)


def test_documents_items_and_associations_have_their_own_addresses(
    client: Client, small_language: Framework, community: Community
) -> None:
    documents = client.get(f"{ROOT}/CFDocuments").json()["CFDocuments"]
    assert [row["title"] for row in documents] == [small_language.name]
    assert documents[0]["CFPackageURI"]["identifier"] == str(small_language.identifier)
    child = Skill.objects.filter(parent__isnull=False).first()
    assert child is not None
    item = client.get(f"{ROOT}/CFItems/{child.identifier}").json()
    assert item["CFDocumentURI"]["identifier"] == str(small_language.identifier)
    said = client.get(f"{ROOT}/CFItemAssociations/{child.identifier}").json()
    assert said["CFItem"]["identifier"] == str(child.identifier)
    assert said["CFAssociations"][0]["associationType"] == "isChildOf"


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "offset=99999999999999999999", "limit=x", "offset=5"]
)
def test_odd_pages_are_answered(
    client: Client, small_language: Framework, community: Community, query: str
) -> None:
    assert client.get(f"{ROOT}/CFDocuments?{query}").status_code == 200


def test_what_is_unknown_or_another_communitys_is_not_found(
    client: Client, community: Community, elsewhere: Community
) -> None:
    theirs = own_skill(elsewhere)
    for address in (
        f"CFPackages/{theirs.framework.identifier}",
        f"CFItems/{theirs.identifier}",
        "CFItems/00000000-0000-4000-8000-00000000dead",
    ):
        response = client.get(f"{ROOT}/{address}")
        assert response.status_code == 404
        assert response.json()["imsx_codeMajor"] == "failure"
    assert client.get(f"{ROOT}/CFDocuments").json() == {"CFDocuments": []}
    assert client.post(f"{ROOT}/CFDocuments").status_code == 405


def test_the_whole_package_costs_a_fixed_number_of_queries(
    client: Client, small_language: Framework, community: Community, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # a fixture
        package(client, small_language)

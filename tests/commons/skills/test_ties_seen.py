"""Ties lead to shared skills and to the community's own: never to another community's, whoever names one."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.imports import start_import, take_step
from techhire.commons.skills.models import Alignment, Framework, Skill
from tests.factories.skills import SkillFactory, own_skill

pytestmark = pytest.mark.django_db
ROOT = "/ims/case/v1p1"


@pytest.fixture
def tied(community: Community, elsewhere: Community, now: datetime) -> Framework:
    """A shared framework, as an older site may hold it: tied to shared, own and another community's skills."""
    origin = SkillFactory(code="origin", name="Origin")
    seen = [SkillFactory(name="Shared skill"), own_skill(community, name="Our skill")]
    secret = own_skill(elsewhere, name="Their secret")
    draft = own_skill(community, name="Our draft", state="proposed")
    for target in (*seen, secret, draft):
        Alignment.objects.create(
            origin=origin, origin_version=1, target=target, target_version=1, relation="exact", at=now
        )
    return origin.framework


def test_a_package_names_no_skill_of_another_community_nor_a_draft(client: Client, tied: Framework) -> None:
    said = client.get(f"{ROOT}/CFPackages/{tied.identifier}").json()
    named = [row["destinationNodeURI"]["title"] for row in said["CFAssociations"]]
    assert named == ["Shared skill", "Our skill"]
    origin = said["CFItems"][0]["identifier"]
    alone = client.get(f"{ROOT}/CFItemAssociations/{origin}").json()["CFAssociations"]
    assert [row["destinationNodeURI"]["title"] for row in alone] == named


def test_a_graph_leads_to_no_skill_of_another_community_nor_a_draft(client: Client, tied: Framework) -> None:
    (item,) = client.get(f"/ctdl-asn/graph/ce-{tied.identifier}").json()["@graph"][1:]
    seen = Skill.objects.filter(name__in=["Shared skill", "Our skill"]).order_by("pk")
    assert item["ceasn:exactAlignment"] == [
        f"http://testserver/ctdl-asn/resources/ce-{skill.identifier}" for skill in seen
    ]


def tied_to(target: Skill) -> dict[str, object]:
    """A package of one item tied to this skill."""
    item = {"identifier": "22222222-2222-4222-8222-222222222222", "fullStatement": "Ties knots"}
    nodes = {
        "originNodeURI": {"identifier": item["identifier"]},
        "destinationNodeURI": {"identifier": str(target.identifier)},
    }
    return {
        "CFDocument": {"identifier": "33333333-3333-4333-8333-333333333333", "title": "Knots"},
        "CFItems": [item],
        "CFAssociations": [{"associationType": "exactMatchOf", **nodes}],
    }


@pytest.mark.parametrize(("whose", "bad"), [("shared", 0), ("own", 0), ("theirs", 1)])
def test_an_import_ties_to_shared_and_own_skills_alone(
    convener: Actor, community: Community, elsewhere: Community, tmp_path: Path, now: datetime,
    whose: str, bad: int,
) -> None:  # fmt: skip
    makes = {
        "shared": SkillFactory,
        "own": lambda: own_skill(community),
        "theirs": lambda: own_skill(elsewhere),
    }
    target = makes[whose]()
    file = tmp_path / "package.json"
    file.write_text(json.dumps(tied_to(target)))
    run = start_import(convener, kind="case", path=file, now=now)
    assert take_step(run.pk, 0, now) is None
    run.refresh_from_db()
    assert (run.state, run.bad) == ("done", bad)
    assert Alignment.objects.filter(target=target).count() == 1 - bad
    if bad:
        assert "is not known here" in run.issues.get().reason

"""CTDL-ASN out and in: only words of the vocabulary, the same skills after a trip, and hostile graphs refused."""

import json
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.alignment import align_skills
from techhire.commons.skills.actions.imports import run_import
from techhire.commons.skills.models import Alignment, Framework, Skill, SkillAlias
from tests.factories.skills import FrameworkFactory, SkillFactory, own_skill

pytestmark = pytest.mark.django_db
Clock = Callable[[], datetime]
# Terms of CTDL-ASN for these two kinds of resources (credreg.net/ctdlasn/terms, encoding of August 2026).
TERMS = {
    "ceasn:CompetencyFramework": {
        *(
            "dateModified",
            "hasTopChild",
            "inLanguage",
            "name",
            "publicationStatusType",
            "publisherName",
            "source",
        ),
    },
    "ceasn:Competency": {
        *(
            "broadAlignment",
            "codedNotation",
            "competencyLabel",
            "competencyText",
            "conceptKeyword",
            "dateModified",
        ),
        *(
            "exactAlignment",
            "hasChild",
            "inLanguage",
            "isChildOf",
            "isPartOf",
            "isTopChildOf",
            "narrowAlignment",
        ),
    },
}
ONE = "11111111-1111-4111-8111-111111111111"
TWO = "22222222-2222-4222-8222-222222222222"
WHOLE = "33333333-3333-4333-8333-333333333333"


def address(identifier: str) -> str:
    return f"https://registry.example.org/resources/ce-{identifier}"


def graph_of(client: Client, framework: Framework) -> dict[str, Any]:
    response = client.get(f"/ctdl-asn/graph/ce-{framework.identifier}")
    assert response.status_code == 200 and response["Content-Type"] == "application/ld+json"
    return response.json()  # type: ignore[no-any-return]  # JSON


def published(*items: Any, **framework: Any) -> dict[str, Any]:
    """A graph as another publisher gives it out."""
    whole = {"@type": "ceasn:CompetencyFramework", "ceterms:ctid": f"ce-{WHOLE}"} | framework
    return {"@graph": [whole | {"ceasn:name": {"en-US": "Knots", "es-MX": "Nudos"}}, *items]}


def an_item(identifier: str, **said: Any) -> dict[str, Any]:
    named = {f"ceasn:{name}": value for name, value in said.items()}
    return {"@type": "ceasn:Competency", "ceterms:ctid": f"ce-{identifier}"} | named


def taken(clock: Clock, folder: Path, said: object, name: str = "framework.json") -> Any:
    file = folder / name
    file.write_text(json.dumps(said))
    return run_import("ctdl-asn", file, clock)


@pytest.fixture
def small(community: Community) -> Framework:
    framework = FrameworkFactory(name="Rope work", name_es="Cabuyería", publisher="Rope People")
    told = {"name_es": "Cuerda", "definition": "Keeps rope in order.", "definition_es": "Ordena la cuerda."}
    rope = SkillFactory(framework=framework, code="rope", name="Rope", **told)
    SkillFactory(framework=framework, code="splice", name="Splicing", definition="Joins rope.", parent=rope)
    SkillFactory(framework=framework, code="draft", name="Not yet", state="proposed")
    SkillAlias.objects.create(skill=rope, text="cordage")
    return framework


def test_it_says_only_what_the_vocabulary_knows(
    client: Client, starter: Framework, convener: Actor, community: Community, now: datetime
) -> None:
    own = own_skill(community)
    for relation, code in (("exact", "python"), ("broader", "sql"), ("narrower", "java"), ("related", "dns")):
        align_skills(convener, own, Skill.objects.get(code=code), relation=relation, now=now)
    for framework in (starter, own.framework):
        said = graph_of(client, framework)
        addresses = {node["@id"] for node in said["@graph"]}
        for node in said["@graph"]:
            terms = {f"ceasn:{term}" for term in TERMS[node["@type"]]}
            assert set(node) - {"@id", "@type", "ceterms:ctid"} <= terms
            assert node["@id"].endswith(f"/ctdl-asn/resources/{node['ceterms:ctid']}")
            inside = ("hasChild", "isChildOf", "isPartOf", "isTopChildOf", "hasTopChild")
            assert addresses.issuperset(way for name in inside for way in node.get(f"ceasn:{name}", []))
    python = Skill.objects.get(code="python")
    assert said["@graph"][-1]["ceasn:exactAlignment"] == [
        f"http://testserver/ctdl-asn/resources/ce-{python.identifier}"
    ]


def test_what_is_only_proposed_stays_inside(client: Client, small: Framework) -> None:
    said = graph_of(client, small)
    assert [node.get("ceasn:codedNotation") for node in said["@graph"]] == [None, "rope", "splice"]
    hidden = Skill.objects.get(code="draft").identifier
    assert client.get(f"/ctdl-asn/resources/ce-{hidden}").status_code == 404


def test_each_resource_has_an_address_of_its_own(client: Client, small: Framework) -> None:
    for node in graph_of(client, small)["@graph"]:
        alone = client.get(node["@id"].removeprefix("http://testserver")).json()
        assert alone["@context"] and alone["ceterms:ctid"] == node["ceterms:ctid"]
    assert client.get(f"/ctdl-asn/graph/ce-{uuid.uuid4()}").status_code == 404


def test_another_community_does_not_see_a_framework_of_ones_own(
    client: Client, community: Community, elsewhere: Community
) -> None:
    theirs = own_skill(elsewhere, code="secret", name="Secret")
    assert client.get(f"/ctdl-asn/graph/ce-{theirs.framework.identifier}").status_code == 404
    assert client.get(f"/ctdl-asn/resources/ce-{theirs.identifier}").status_code == 404


def test_a_round_trip_brings_names_meanings_and_order_back(
    client: Client, small: Framework, clock: Clock, tmp_path: Path
) -> None:
    said = graph_of(client, small)
    Framework.objects.filter(pk=small.pk).update(identifier=uuid.uuid4())
    Skill.objects.all().delete()
    first, again = taken(clock, tmp_path, said), taken(clock, tmp_path, said)
    assert (first.bad, again.added, again.updated) == (0, 0, 0)
    back = graph_of(client, Framework.objects.exclude(pk=small.pk).get())
    for node in [*said["@graph"], *back["@graph"]]:
        del node["ceasn:dateModified"]
    assert back == said


def test_what_another_publisher_writes_is_read(clock: Clock, tmp_path: Path, db: None) -> None:
    target = SkillFactory(code="elsewhere")
    tie = [address(str(target.identifier))]
    run = taken(
        clock,
        tmp_path,
        published(
            an_item(ONE, competencyText={"en-US": "Ties knots that hold."}, competencyLabel=["Knots"]),
            an_item(
                TWO,
                competencyText={"en": "Splices.", "es": "Empalma."},
                isChildOf=address(ONE),
                conceptKeyword={"en": ["joining", "splicing"]},
                broadAlignment=tie,
            ),
            {"@type": "ceasn:Rubric"},
        ),
    )
    assert run.bad == 0, [issue.reason for issue in run.issues.all()]
    knots, splices = Skill.objects.filter(framework__slug=f"ctdl-{WHOLE}").order_by("identifier")
    assert (knots.name, knots.definition) == ("Knots", "Ties knots that hold.")
    assert (splices.name, splices.name_es, splices.parent) == ("Splices.", "Empalma.", knots)
    assert {alias.text for alias in splices.aliases.all()} == {"joining", "splicing"}
    assert Alignment.objects.get(origin=splices).relation == "broader"
    assert knots.framework.name_es == "Nudos"


def test_bad_items_are_told_and_the_rest_goes_in(clock: Clock, tmp_path: Path, db: None) -> None:
    good = an_item(ONE, competencyText="Ties knots")
    long = an_item(TWO, competencyText="x" * 301)
    run = taken(
        clock, tmp_path, published(good, {"@type": "ceasn:Competency"}, "no item", long, an_item(TWO))
    )
    assert (run.added, run.bad) == (1, 4)
    assert sorted(issue.line for issue in run.issues.all()) == [2, 3, 4, 5]


@pytest.mark.parametrize("name", ["ce-33333333.jsonld", "Knots.JSONLD"])
def test_the_name_of_linked_data_is_as_good_as_that_of_json(
    clock: Clock, tmp_path: Path, db: None, name: str
) -> None:
    run = taken(clock, tmp_path, published(an_item(ONE, competencyText="Ties knots")), name)
    assert (run.state, run.added, run.bad) == ("done", 1, 0)


def nested(depth: int, text: str = "Knots") -> Any:
    """A text in lists that lie in each other."""
    value: Any = text
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("name", ["name", "publisherName", "license"])
@pytest.mark.parametrize("depth", [9, 600])
def test_a_framework_nested_without_end_is_refused_in_words(
    clock: Clock, tmp_path: Path, db: None, name: str, depth: int
) -> None:
    said = published(an_item(ONE, competencyText="Ties knots"))
    said["@graph"][0][f"ceasn:{name}"] = nested(depth)
    with pytest.raises(Refused, match="nested too deeply") as refusal:
        taken(clock, tmp_path, said)
    assert refusal.value.field == "file" and not Framework.objects.exists()


def test_an_item_nested_without_end_is_told_and_the_rest_goes_in(
    clock: Clock, tmp_path: Path, db: None
) -> None:
    deep = [
        an_item(TWO, competencyText=nested(600)),
        an_item(TWO, competencyText="Ties", conceptKeyword=nested(9)),
    ]
    run = taken(clock, tmp_path, published(an_item(ONE, competencyText=nested(8)), *deep))
    assert (run.state, run.added, run.bad) == ("done", 1, 2)
    assert {issue.reason for issue in run.issues.all()} == {"a text of the item is nested too deeply"}
    assert Skill.objects.get().name == "Knots"


@pytest.mark.parametrize(
    "said",
    [
        [],
        {},
        7,
        {"@graph": 7},
        {"@graph": [{"@type": "ceasn:CompetencyFramework", "ceasn:name": "x"}]},
        published(),
        {"@graph": published(an_item(ONE))["@graph"] * 2},
        {"CFDocument": {"title": "x"}},
    ],
)
def test_other_json_is_refused_and_changes_nothing(
    clock: Clock, tmp_path: Path, db: None, said: object
) -> None:
    with pytest.raises(Refused):
        taken(clock, tmp_path, said)
    assert not Framework.objects.exists()


def test_a_list_kept_here_is_not_overwritten(
    client: Client, small_language: Framework, clock: Clock, tmp_path: Path, community: Community
) -> None:
    with pytest.raises(Refused, match="kept on this site"):
        taken(clock, tmp_path, graph_of(client, small_language))

"""Two communities that import one list at the same time: the first keeps it, the second hears nothing of the first."""

import json
import uuid
from datetime import datetime
from pathlib import Path

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor
from techhire.commons.skills.actions import imports
from techhire.commons.skills.actions.imports import start_import, take_step
from techhire.commons.skills.models import Framework, ImportRun, Skill
from techhire.commons.skills.queries.case_export import skill_identified
from tests.factories.skills import FrameworkFactory, SkillFactory

pytestmark = pytest.mark.django_db
WHOLE = "33333333-3333-4333-8333-333333333333"
ITEM = "22222222-2222-4222-8222-222222222222"
OTHER = "55555555-5555-4555-8555-555555555555"
THIRD = "66666666-6666-4666-8666-666666666666"
TAKEN = "This list cannot be imported here: its address is taken on this installation. Ask the operator."


def a_package(folder: Path, title: str, item: str = ITEM) -> Path:
    file = folder / f"{title}.json"
    items = [{"identifier": item, "fullStatement": f"{title} of rope"}]
    file.write_text(json.dumps({"CFDocument": {"identifier": WHOLE, "title": title}, "CFItems": items}))
    return file


def a_graph(folder: Path) -> Path:
    file = folder / "graph.json"
    whole = {
        "@type": "ceasn:CompetencyFramework",
        "ceterms:ctid": f"ce-{WHOLE}",
        "ceasn:name": "Graph of knots",
    }
    one = {"@type": "ceasn:Competency", "ceterms:ctid": f"ce-{ITEM}", "ceasn:competencyText": "Ties knots"}
    file.write_text(json.dumps({"@graph": [whole, one]}))
    return file


def a_graph_of(folder: Path, actor: Actor, items: list[tuple[str, str]]) -> Path:
    """Another list for each community, in which the same items stand."""
    whole = {"@type": "ceasn:CompetencyFramework", "ceterms:ctid": f"ce-{uuid.uuid4()}", "ceasn:name": "Mine"}
    said = [
        {"@type": "ceasn:Competency", "ceterms:ctid": f"ce-{item}", "ceasn:competencyText": text}
        for item, text in items
    ]
    file = folder / f"{actor.community_id}.jsonld"
    file.write_text(json.dumps({"@graph": [whole, *said]}))
    return file


def refused(run: ImportRun) -> str:
    """Why the import ended; nothing of it went in."""
    run.refresh_from_db()
    assert (run.state, run.rows_read, run.added) == ("refused", 0, 0)
    assert Fact.objects.get(name="ImportRefused").subject_id == run.pk
    return run.refusal


def of_framework() -> tuple[object, ...]:
    framework = Framework.objects.get()
    return framework.community_id, framework.name, list(Skill.objects.values_list("framework_id", "name"))


@pytest.mark.parametrize("item", [ITEM, "44444444-4444-4444-8444-444444444444"])
def test_the_second_community_is_refused_and_changes_nothing(
    convener: Actor, stranger: Actor, community: Community, tmp_path: Path, now: datetime, item: str
) -> None:
    first = start_import(convener, kind="case", path=a_package(tmp_path, "Knots"), now=now)
    second = start_import(stranger, kind="case", path=a_package(tmp_path, "Bends", item), now=now)
    take_step(first.pk, 0, now)
    before = of_framework()
    assert before[:2] == (community.pk, "Knots")
    assert take_step(second.pk, 0, now) is None
    assert refused(second) == TAKEN
    assert of_framework() == before


def test_a_skill_that_another_community_keeps_for_itself_is_nobodys_business(
    convener: Actor, stranger: Actor, community: Community, tmp_path: Path, now: datetime
) -> None:
    private = SkillFactory(framework=FrameworkFactory(community=community), identifier=ITEM, name="Secret")
    SkillFactory(identifier=OTHER, name="Shared by all")
    for actor, bad in ((stranger, 1), (convener, 2)):
        items = [(ITEM, "Ties knots"), (OTHER, "Bends"), (THIRD, "Splices")]
        run = start_import(actor, kind="ctdl-asn", path=a_graph_of(tmp_path, actor, items), now=now)
        take_step(run.pk, 0, now)
        run.refresh_from_db()
        assert (run.state, run.added, run.bad) == ("done", 3 - bad, bad)
    theirs = Skill.objects.get(identifier=ITEM, framework__community_id=stranger.community_id)
    assert theirs.name == "Ties knots" and skill_identified(stranger.community_id, uuid.UUID(ITEM)) == theirs
    assert skill_identified(community.pk, uuid.UUID(ITEM)) == private and private.name == "Secret"
    assert Skill.objects.get(pk=private.pk).version == private.version


def test_the_list_in_another_layout_is_refused_too(
    convener: Actor, stranger: Actor, tmp_path: Path, now: datetime
) -> None:
    first = start_import(convener, kind="case", path=a_package(tmp_path, "Knots"), now=now)
    second = start_import(stranger, kind="ctdl-asn", path=a_graph(tmp_path), now=now)
    take_step(first.pk, 0, now)
    before = of_framework()
    assert take_step(second.pk, 0, now) is None
    assert refused(second) == TAKEN
    assert of_framework() == before


def test_a_long_list_that_is_refused_leaves_no_open_reader(
    convener: Actor, stranger: Actor, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "ROWS", 1)
    first = start_import(convener, kind="case", path=a_package(tmp_path, "Knots"), now=now)
    second = start_import(stranger, kind="case", path=a_package(tmp_path, "Bends"), now=now)
    assert take_step(first.pk, 0, now) == 1
    assert take_step(second.pk, 0, now) is None
    refused(second)
    assert second.pk not in imports._open_readers


def test_the_operator_may_bring_a_communitys_list_up_to_date_from_the_console(
    convener: Actor, community: Community, tmp_path: Path, now: datetime
) -> None:
    for who, title in ((convener, "Knots"), (Actor.system(), "Bends")):
        run = start_import(who, kind="case", path=a_package(tmp_path, title), now=now)
        take_step(run.pk, 0, now)
    assert of_framework()[:2] == (community.pk, "Bends")

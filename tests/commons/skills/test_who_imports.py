"""Who may import: what communities share is the operator's, a package is the community's own."""

from datetime import datetime
from pathlib import Path

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.imports import start_import
from techhire.commons.skills.models import (
    ImportRun,
)
from techhire.commons.skills.queries import (
    import_runs,
)
from techhire.commons.skills.rules import may_start_import
from tests.cases import in_one_world

pytestmark = pytest.mark.django_db


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "visitor"])
def test_nobody_but_the_civic_lead_and_the_operator_imports(
    request: pytest.FixtureRequest, fixtures: Path, who: str, now: datetime
) -> None:
    with pytest.raises(Refused, match="civic lead"):
        start_import(request.getfixturevalue(who), kind="soc", path=fixtures / "soc", now=now)
    assert not ImportRun.objects.exists()


def test_an_import_of_another_community_is_not_seen(
    convener: Actor, stranger: Actor, community: Community, now: datetime
) -> None:
    ImportRun.objects.create(kind="case", community_id=stranger.community_id, path="x", started_at=now)
    assert not import_runs(convener).exists()
    assert import_runs(stranger).count() == 1


SHARED = ["soc", "cip", "onet", "esco", "credentials"]


@pytest.mark.parametrize("kind", SHARED)
def test_a_list_that_communities_share_is_the_operators_to_import(
    convener: Actor, elsewhere: Community, tmp_path: Path, now: datetime, kind: str
) -> None:
    with pytest.raises(Refused, match="only the operator"):
        start_import(convener, kind=kind, path=tmp_path, now=now)
    assert not may_start_import(convener, kind)
    assert may_start_import(Actor(is_operator=True, account_id=1), kind)
    assert may_start_import(Actor.system(), kind)


@pytest.mark.parametrize("kind", SHARED)
def test_the_only_community_here_may_import_what_nobody_else_uses(convener: Actor, kind: str) -> None:
    assert may_start_import(convener, kind)


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "visitor"])
def test_nobody_else_imports_a_package_either(
    request: pytest.FixtureRequest, elsewhere: Community, convener: Actor, who: str
) -> None:
    assert may_start_import(convener, "case")
    assert not may_start_import(request.getfixturevalue(who), "case")

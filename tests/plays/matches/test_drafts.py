"""A visitor's taps, kept 30 days under a code that is stored only as a fingerprint."""

from datetime import timedelta

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.matches.actions.drafts import open_draft, save_draft
from techhire.plays.matches.models import Draft
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_task


@pytest.fixture(autouse=True)
def tasks(tickets: Skill) -> None:
    a_task("Answer calls", {tickets: 2})
    a_task("Fix a printer", {tickets: 1})


@in_one_world("who", ["visitor", "person", "hiring_manager"])
def test_anybody_who_visits_can_keep_their_taps(
    who: str, community: Community, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(who)
    code = save_draft(actor, community, tasks=["fix-a-printer", "answer-calls", "unknown"], now=NOW)
    assert open_draft(community, code, now=NOW) == ["answer-calls", "fix-a-printer"]
    assert Fact.objects.get(name="DraftSaved").data["tasks"] == 2


def test_nobody_keeps_taps_in_a_community_they_do_not_visit(stranger: Actor, community: Community) -> None:
    with pytest.raises(Refused):
        save_draft(stranger, community, tasks=["answer-calls"], now=NOW)


def test_the_code_is_nowhere_in_the_database(visitor: Actor, community: Community) -> None:
    code = save_draft(visitor, community, tasks=["answer-calls"], now=NOW)
    kept = repr(list(Draft.objects.values())) + repr(list(Fact.objects.values()))
    assert code not in kept and code.replace("-", "") not in kept


def test_a_code_is_read_as_people_type_it(visitor: Actor, community: Community) -> None:
    code = save_draft(visitor, community, tasks=["answer-calls"], now=NOW)
    for typed in (code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} "):
        assert open_draft(community, typed, now=NOW) == ["answer-calls"]


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA", "\x00", "😀" * 40])
def test_a_code_nobody_has_opens_nothing(typed: str, community: Community) -> None:
    with pytest.raises(Refused, match="do not know this code"):
        open_draft(community, typed, now=NOW)


def test_a_code_ends_after_thirty_days_and_stays_in_its_community(
    visitor: Actor, community: Community, elsewhere: Community
) -> None:
    code = save_draft(visitor, community, tasks=["answer-calls"], now=NOW)
    assert open_draft(community, code, now=NOW + timedelta(days=29))
    for where, when in ((community, NOW + timedelta(days=30)), (elsewhere, NOW)):
        with pytest.raises(Refused):
            open_draft(where, code, now=when)


@pytest.mark.parametrize("tasks", [[], ["unknown"], [""]])
def test_taps_nobody_knows_are_refused(tasks: list[str], visitor: Actor, community: Community) -> None:
    with pytest.raises(Refused, match="at least one"):
        save_draft(visitor, community, tasks=tasks, now=NOW)
    assert not Draft.objects.exists()

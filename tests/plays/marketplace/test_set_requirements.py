"""Requirements are confirmed together, keep where they were read, and two people saving at once lose nothing."""

from datetime import datetime

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.marketplace.actions.requirements import Line, set_requirements
from techhire.plays.marketplace.models import Posting, Requirement
from tests.factories.marketplace import RequirementFactory
from tests.factories.skills import SkillFactory


def test_lines_are_replaced_and_confirmed(hiring_manager: Actor, draft: Posting, now: datetime) -> None:
    read = RequirementFactory(posting=draft, confirmed=False, start=4, end=10, text="answer")
    gone = RequirementFactory(posting=draft, confirmed=False)
    fresh = SkillFactory()
    lines = [Line(read.skill_id, 3, 5), Line(fresh.pk, 1, 1, "preferred", "learned")]
    after = set_requirements(hiring_manager, draft, lines=lines, expected_version=1, now=now)
    rows = {row.skill_id: row for row in Requirement.objects.filter(posting=draft)}
    assert rows[read.skill_id].skill_version == read.skill.version and read.skill_version is None
    assert set(rows) == {read.skill_id, fresh.pk} and gone.skill_id not in rows
    assert rows[read.skill_id].level == 3 and rows[read.skill_id].text == "answer"
    assert rows[read.skill_id].start == 4 and all(row.confirmed for row in rows.values())
    assert (after.state, after.version) == ("checked", 2)
    assert Fact.objects.get(name="RequirementsSet").data["learned"] == 1


def test_what_the_ad_has_lost_is_the_employers_own_once_it_is_confirmed_again(
    hiring_manager: Actor, draft: Posting, now: datetime
) -> None:
    lost = RequirementFactory(posting=draft, start=4, end=10, text="mend it", confidence=0.9)
    named = RequirementFactory(posting=draft, start=4, end=10, text="answer", confidence=0.9)
    lines = [Line(lost.skill_id, 3), Line(named.skill_id, 3)]
    set_requirements(hiring_manager, draft, lines=lines, now=now)
    for row in (lost, named):
        row.refresh_from_db()
    assert (lost.confidence, lost.text, lost.start) == (None, "", None)
    assert (named.confidence, named.text, named.start) == (0.9, "answer", 4)


def test_the_second_of_two_people_saving_at_once_is_told(
    hiring_manager: Actor, draft: Posting, now: datetime
) -> None:
    skill = SkillFactory()
    set_requirements(hiring_manager, draft, lines=[Line(skill.pk, 2)], expected_version=1, now=now)
    with pytest.raises(Refused, match="Somebody else"):
        set_requirements(hiring_manager, draft, lines=[], expected_version=1, now=now)
    assert Requirement.objects.filter(posting=draft).count() == 1


@pytest.mark.parametrize(
    "change",
    [{"level": 0}, {"level": 6}, {"weight": 0}, {"weight": 6}, {"importance": "vital"}, {"when": "soon"}],
)
def test_a_line_out_of_range_is_refused(
    change: dict[str, object], hiring_manager: Actor, draft: Posting, now: datetime
) -> None:
    line = Line(**({"skill_id": SkillFactory().pk, "level": 2} | change))  # type: ignore[arg-type]  # bad on purpose
    with pytest.raises(Refused):
        set_requirements(hiring_manager, draft, lines=[line], now=now)
    assert not Requirement.objects.exists()


def test_a_skill_stands_once_and_must_be_known(hiring_manager: Actor, draft: Posting, now: datetime) -> None:
    skill = SkillFactory()
    with pytest.raises(Refused, match="once"):
        set_requirements(hiring_manager, draft, lines=[Line(skill.pk, 2), Line(skill.pk, 3)], now=now)
    with pytest.raises(Refused, match="know"):
        set_requirements(hiring_manager, draft, lines=[Line(10**9, 2)], now=now)

"""How far people are along what a job asks for, in counts that single nobody out."""

from typing import Any

import pytest

from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries import along_essentials
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_person, add_line, found_person


@pytest.fixture
def people(posting: Posting, tickets: Skill, networks: Skill) -> list[Seeker]:
    """Twelve show tickets alone, three show both."""
    alone = [found_person(posting.community, {tickets: 3}) for _unused in range(12)]
    return alone + [found_person(posting.community, {tickets: 3, networks: 3}) for _unused in range(3)]


def told(actor: Actor, posting: Posting) -> list[tuple[int, int, int | None]]:
    rows = along_essentials(actor, Posting.objects.get(pk=posting.pk))
    return [(row.shown, row.of, row.count.value) for row in rows]


@in_one_world("who", ["rival", "person", "visitor", "coach", "trainer", "convener", "stranger"])
def test_only_the_employer_sees_how_far_people_are(
    who: str, posting: Posting, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused):
        along_essentials(request.getfixturevalue(who), posting)


def test_people_are_counted_by_the_essentials_they_show_and_small_counts_stay_hidden(
    posting: Posting, hiring_manager: Actor, people: list[Seeker], excel: Skill
) -> None:
    assert told(hiring_manager, posting) == [(2, 2, None), (1, 2, 10), (0, 2, None)]
    add_line(posting, excel, 2, importance="preferred")
    assert len(told(hiring_manager, posting)) == 3, "a preferred skill is no step"


def test_hidden_people_and_people_who_hide_from_the_employer_are_not_counted(
    posting: Posting, hiring_manager: Actor, people: list[Seeker], tickets: Skill, system: Actor
) -> None:
    for _unused in range(20):
        a_person(posting.community, {tickets: 3})
    assert told(hiring_manager, posting)[1] == (1, 2, 10)
    for seeker in people[:3]:
        block_employer(system, seeker, posting.organization, now=NOW)
    assert told(hiring_manager, posting)[1] == (1, 2, None)


def test_nothing_is_told_of_few_people_or_of_a_job_with_one_essential_skill(
    posting: Posting, hiring_manager: Actor, tickets: Skill, networks: Skill
) -> None:
    found_person(posting.community, {tickets: 3})
    assert told(hiring_manager, posting) == []
    for _unused in range(12):
        found_person(posting.community, {tickets: 3})
    assert told(hiring_manager, posting) != []
    posting.requirements.filter(skill=networks).update(importance="preferred")
    assert told(hiring_manager, posting) == []


def test_a_draft_counts_people_whatever_they_want_to_earn(
    posting: Posting, hiring_manager: Actor, tickets: Skill
) -> None:
    """As its list does: a pay changed step by step would tell what somebody needs."""
    for _unused in range(12):
        found_person(posting.community, {tickets: 3}, pay_floor_cents=9_900)
    paid: dict[str, Any] = {"pay_min": 10, "pay_max": 12}
    Posting.objects.filter(pk=posting.pk).update(**paid)
    assert told(hiring_manager, posting) == []
    Posting.objects.filter(pk=posting.pk).update(state="draft", published_at=None)
    assert told(hiring_manager, posting)[1] == (1, 2, 10)

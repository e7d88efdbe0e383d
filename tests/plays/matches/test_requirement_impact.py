"""What each line of a posting costs, in rounded counts of people who can be found."""

import pytest

from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries import requirement_impact
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW, a_person, found_person


@pytest.fixture
def people(posting: Posting, tickets: Skill, networks: Skill) -> list[Seeker]:
    """Twelve show tickets alone, three show both."""
    alone = [found_person(posting.community, {tickets: 3}) for _unused in range(12)]
    return alone + [found_person(posting.community, {tickets: 3, networks: 3}) for _unused in range(3)]


@pytest.mark.parametrize("who", ["rival", "person", "visitor", "coach", "trainer", "convener", "stranger"])
def test_only_the_employer_sees_what_its_lines_cost(
    who: str, posting: Posting, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused):
        requirement_impact(request.getfixturevalue(who), posting)


def test_the_line_that_opens_most_comes_first_and_small_counts_stay_hidden(
    posting: Posting, hiring_manager: Actor, people: list[Seeker], tickets: Skill, networks: Skill
) -> None:
    impact = requirement_impact(hiring_manager, posting)
    assert impact.now.value is None
    assert [line.skill for line in impact.lines] == [networks, tickets]
    assert impact.lines[0].learned.value == 15 and impact.lines[0].opens == 15
    assert impact.lines[1].learned.value is None and impact.lines[1].opens == 0


def test_hidden_people_and_people_who_hide_from_the_employer_are_not_counted(
    posting: Posting,
    hiring_manager: Actor,
    people: list[Seeker],
    tickets: Skill,
    networks: Skill,
    system: Actor,
) -> None:
    for _unused in range(20):
        a_person(posting.community, {tickets: 3, networks: 3})
    for seeker in people[:6]:
        block_employer(system, seeker, posting.organization, now=NOW)
    impact = requirement_impact(hiring_manager, posting)
    assert impact.now.value is None
    assert max((line.learned.value or 0) for line in impact.lines) == 0


def test_every_count_shown_is_a_multiple_of_five_or_hidden(
    posting: Posting, hiring_manager: Actor, people: list[Seeker]
) -> None:
    impact = requirement_impact(hiring_manager, posting)
    counts = [impact.now, *(line.learned for line in impact.lines)]
    counts += [line.lowered for line in impact.lines if line.lowered]
    assert all(count.value is None or (count.value >= 10 and count.value % 5 == 0) for count in counts)

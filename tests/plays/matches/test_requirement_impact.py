"""What each line of a posting costs, in rounded counts of people who can be found."""

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries import requirement_impact
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_person, a_posting, add_line, found_person


@pytest.fixture
def people(posting: Posting, tickets: Skill, networks: Skill) -> list[Seeker]:
    """Twelve show tickets alone, three show both."""
    alone = [found_person(posting.community, {tickets: 3}) for _unused in range(12)]
    return alone + [found_person(posting.community, {tickets: 3, networks: 3}) for _unused in range(3)]


@in_one_world("who", ["rival", "person", "visitor", "coach", "trainer", "convener", "stranger"])
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


def test_each_skill_alone_is_counted_as_asked_and_a_level_lower(
    posting: Posting, hiring_manager: Actor, people: list[Seeker], tickets: Skill, networks: Skill
) -> None:
    posting.requirements.filter(skill=tickets).update(level=4)
    impact = requirement_impact(hiring_manager, Posting.objects.get(pk=posting.pk))
    by_skill = {line.skill: line for line in impact.lines}
    assert by_skill[tickets].shown.value is None
    assert by_skill[tickets].shown_lower is not None and by_skill[tickets].shown_lower.value == 15
    assert by_skill[networks].shown.value is None


def test_where_no_line_alone_is_enough_the_fewest_together_are_named(
    posting: Posting, hiring_manager: Actor, people: list[Seeker], networks: Skill, excel: Skill
) -> None:
    """Twelve people lack two of the three essentials: both have to be learned on the job."""
    add_line(posting, excel, 2)
    impact = requirement_impact(hiring_manager, Posting.objects.get(pk=posting.pk))
    assert all(line.opens == 0 for line in impact.lines)
    assert impact.together is not None
    assert set(impact.together.skills) == {networks, excel} and impact.together.count.value == 15


FAR = {"latitude": 47.6, "longitude": -122.3}


@pytest.mark.parametrize(
    ("levels", "people", "where", "told"),
    [
        pytest.param((2, 3), 12, FAR, (10, None), id="they fit, and live elsewhere"),
        pytest.param((4, 3), 12, FAR, (None, 10), id="an easier list would do, and they live elsewhere"),
        pytest.param((5, 1), 12, FAR, None, id="the skills are too much as well"),
        pytest.param((2, 3), 9, FAR, None, id="fewer than ten wherever they live"),
        pytest.param((5, 1), 12, {}, None, id="they live here, and the skills are too much"),
    ],
)
def test_what_is_asked_beside_skills_is_named_where_that_alone_keeps_a_job_shut(
    levels: tuple[int, int],
    people: int,
    where: dict[str, float],
    told: tuple[int | None, int | None] | None,
    posting: Posting,
    hiring_manager: Actor,
    tickets: Skill,
    networks: Skill,
) -> None:
    asked, shown = levels
    posting.requirements.update(level=asked)
    for _unused in range(people):
        found_person(posting.community, {tickets: shown, networks: shown}, **where)
    shut = requirement_impact(hiring_manager, Posting.objects.get(pk=posting.pk)).shut
    assert (shut and (shut.fit.value, shut.easier and shut.easier.value)) == told


def test_a_job_that_a_softer_line_opens_is_not_called_shut(
    posting: Posting, hiring_manager: Actor, people: list[Seeker]
) -> None:
    assert requirement_impact(hiring_manager, posting).shut is None


def test_nothing_together_is_named_where_one_line_is_enough_or_nothing_helps(
    posting: Posting, hiring_manager: Actor, tickets: Skill
) -> None:
    assert requirement_impact(hiring_manager, posting).together is None
    for _unused in range(12):
        found_person(posting.community, {tickets: 3})
    assert requirement_impact(hiring_manager, posting).together is None


def test_everything_a_level_lower_is_counted_as_the_posting_so_changed(
    hiring_manager: Actor, employer: Organization, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    for _unused in range(12):
        found_person(posting.community, {tickets: 2, networks: 2})
    told = requirement_impact(hiring_manager, a_posting(employer, {tickets: 3, networks: 3}))
    softer = requirement_impact(hiring_manager, a_posting(employer, {tickets: 2, networks: 2}))
    assert told.now.value is None and told.all_lower == softer.now and softer.now.value

"""What a test may do for a place: worked out over its outcomes beside the day's people, told in coarse chances only."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.cache import cache

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines import evidence
from techhire.engines.matching import fit_one
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import need_of, reach_table
from techhire.plays.matches.queries import TestWorth, fit_for, worth_of_tests
from techhire.plays.matches.queries.steps import pieces_of
from techhire.plays.matches.queries.worth import Chance
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import codes_of
from tests.factories.assessments import a_bank, a_test, an_item
from tests.factories.matches import claims, found_person, proves
from tests.factories.seekers import seeker_behind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def offered(community: Community, networks: Skill) -> None:
    """The community gives a test of home networks under supervision."""
    bank = a_bank(community, networks)
    test = a_test(bank)
    for _unused in range(test.min_items):
        an_item(bank)


@pytest.fixture
def mine(person: Actor, tickets: Skill, networks: Skill) -> Seeker:
    """Tickets proven, networks only claimed."""
    seeker = seeker_behind(person)
    proves(seeker, tickets, 3)
    claims(seeker, networks, 2)
    return seeker


@pytest.fixture
def crowd(community: Community, tickets: Skill, networks: Skill) -> Callable[[int, int], None]:
    """``crowd(n, level)``: so many others who show both at a level."""

    def come(many: int, level: int) -> None:
        for _unused in range(many):
            found_person(community, {tickets: level, networks: level})

    return come


def worth(person: Actor, seeker: Seeker, posting: Posting) -> list[TestWorth]:
    return worth_of_tests(person, seeker, posting, fit_for(person, seeker, posting).lines)


def test_a_crowd_that_shows_little_leaves_a_good_chance(
    person: Actor,
    mine: Seeker,
    posting: Posting,
    offered: None,
    crowd: Callable[[int, int], None],
    networks: Skill,
) -> None:
    crowd(10, 1)
    (told,) = worth(person, mine, posting)
    assert (told.skill, told.level) == (networks, 2)
    assert told.among_first.code == "half"


def test_a_crowd_of_experts_is_hardly_ever_passed(
    person: Actor, mine: Seeker, posting: Posting, offered: None, crowd: Callable[[int, int], None]
) -> None:
    crowd(10, 5)
    (told,) = worth(person, mine, posting)
    assert told.among_first.code == "rare"
    assert str(told.among_first.says) == "hardly ever"


def test_it_is_the_chance_that_brute_force_finds_and_it_can_lower(
    person: Actor,
    mine: Seeker,
    posting: Posting,
    offered: None,
    crowd: Callable[[int, int], None],
    networks: Skill,
) -> None:
    crowd(10, 2)
    proves(mine, networks, 1)
    fit = fit_for(person, mine, posting)
    pieces, codes = pieces_of(mine)[networks.pk], codes_of([mine.pk])[mine.pk]
    outlook = evidence.what_a_test_would_do(
        pieces, 2, as_of=posting.community.as_of, half_life_years=float(networks.half_life_years), points=2001
    )
    need = need_of(posting)

    def stands(code: int) -> tuple[int, float]:
        one = fit_one({**codes, networks.pk: code}, need, reach_table())
        return one.group, -one.fit

    lower = sum(one.chance for one in outlook.outcomes if stands(one.after.code) > (fit.group, -fit.fit))
    (told,) = worth(person, mine, posting)
    assert told.lower.code == Chance.of(lower).code != "rare"


@pytest.mark.parametrize("many", [0, 9])
def test_nothing_is_told_beside_few_others(
    many: int, person: Actor, mine: Seeker, posting: Posting, offered: None, crowd: Callable[[int, int], None]
) -> None:
    crowd(many, 2)
    assert worth(person, mine, posting) == []


def test_nothing_is_told_without_a_test_to_take(
    person: Actor, mine: Seeker, posting: Posting, crowd: Callable[[int, int], None]
) -> None:
    crowd(10, 2)
    assert worth(person, mine, posting) == []


def test_nothing_is_told_where_nobody_is_put_in_order_or_the_job_is_kept_away(
    person: Actor,
    mine: Seeker,
    posting: Posting,
    community: Community,
    offered: None,
    crowd: Callable[[int, int], None],
) -> None:
    crowd(10, 2)
    block_employer(person, mine, posting.organization, now=posting.made_at)
    assert worth(person, mine, posting) == []
    posting.community.ranking_on = False
    assert worth(person, mine, posting) == []


def test_a_person_who_is_found_is_not_one_of_the_others(
    person: Actor,
    community: Community,
    posting: Posting,
    offered: None,
    crowd: Callable[[int, int], None],
    mine: Seeker,
) -> None:
    crowd(9, 2)
    Seeker.objects.filter(pk=mine.pk).update(found=True, is_adult=True)
    assert worth(person, mine, posting) == []


def test_somebody_else_is_told_nothing(helper: Actor, mine: Seeker, posting: Posting, offered: None) -> None:
    with pytest.raises(Refused):
        worth_of_tests(helper, mine, posting, [])


def test_the_queries_do_not_grow_with_people(
    person: Actor,
    mine: Seeker,
    posting: Posting,
    offered: None,
    crowd: Callable[[int, int], None],
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    crowd(12, 2)
    lines = fit_for(person, mine, posting).lines
    with django_assert_max_num_queries(20):
        worth_of_tests(person, mine, posting, lines)
    with django_assert_max_num_queries(11):
        worth_of_tests(person, mine, posting, lines)


@pytest.mark.parametrize(
    ("chance", "code"),
    [
        (1.0, "half"),
        (0.4, "half"),
        (0.39, "quarter"),
        (0.17, "tenth"),
        (0.05, "tenth"),
        (0.049, "rare"),
        (0, "rare"),
    ],
)
def test_chances_are_coarse(chance: float, code: str) -> None:
    assert Chance.of(chance).code == code

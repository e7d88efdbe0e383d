"""People of a shortlist are read in a row: who comes before, who after, who has no answer yet."""

from collections.abc import Callable

import pytest

from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.queries import Beside, Shortlist, beside, pseudonym_of
from techhire.plays.seekers.models import EmployerBlock, Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, found_person


@pytest.fixture
def people(posting: Posting, tickets: Skill, networks: Skill) -> list[Seeker]:
    """Three people, the one who shows most first."""
    return [
        found_person(posting.community, {tickets: 4, networks: 4}),
        found_person(posting.community, {tickets: 3}),
        found_person(posting.community, {tickets: 1}),
    ]


@pytest.fixture
def names(people: list[Seeker], posting: Posting, look: Callable[..., Shortlist]) -> list[str]:
    """Their made-up names in the order of the list, once the employer was shown it."""
    return [row.pseudonym for row in look().rows]


def test_the_order_is_that_of_the_list(hiring_manager: Actor, posting: Posting, names: list[str]) -> None:
    first, second, third = names
    assert beside(hiring_manager, posting, first) == Beside(1, 3, "", second, second, 2)
    assert beside(hiring_manager, posting, second) == Beside(2, 3, first, third, third, 2)
    assert beside(hiring_manager, posting, third) == Beside(3, 3, second, "", first, 2)


def test_the_next_without_an_answer_is_looked_for_below_and_then_above(
    hiring_manager: Actor, posting: Posting, people: list[Seeker], names: list[str]
) -> None:
    by_name = {pseudonym_of(posting.pk, seeker.pk): seeker for seeker in people}
    first, second, third = names
    decide(hiring_manager, posting, by_name[third], answer="no", now=NOW)
    assert beside(hiring_manager, posting, second).undecided == first
    decide(hiring_manager, posting, by_name[first], answer="later", now=NOW)
    around = beside(hiring_manager, posting, second)
    assert (around.undecided, around.left) == ("", 0)


def test_nobody_is_named_whom_the_employer_was_not_shown(
    hiring_manager: Actor, posting: Posting, names: list[str], tickets: Skill, networks: Skill
) -> None:
    found_person(posting.community, {tickets: 5, networks: 5})
    around = beside(hiring_manager, posting, names[0])
    assert (around.place, around.of, around.before) == (1, 3, "")


def test_whoever_hides_is_passed_over(
    hiring_manager: Actor, posting: Posting, people: list[Seeker], names: list[str]
) -> None:
    hidden = next(one for one in people if pseudonym_of(posting.pk, one.pk) == names[1])
    EmployerBlock.objects.create(seeker=hidden, organization=posting.organization)
    assert beside(hiring_manager, posting, names[0]).after == names[2]
    assert beside(hiring_manager, posting, names[1]).place == 0


def test_somebody_no_longer_on_the_list_still_leads_to_the_next(
    hiring_manager: Actor, posting: Posting, names: list[str]
) -> None:
    around = beside(hiring_manager, posting, "zzzzzz")
    assert (around.place, around.before, around.after, around.undecided) == (0, "", "", names[0])


@in_one_world("who", ["visitor", "person", "coach", "trainer", "helper", "rival", "stranger", "convener"])
def test_others_learn_nothing(
    who: str, posting: Posting, names: list[str], request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused):
        beside(request.getfixturevalue(who), posting, names[0])

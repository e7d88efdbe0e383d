"""How often an employer searches, and what counts: never a question that cannot be asked."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused, TooOften
from techhire.commons.skills.models import Skill
from techhire.plays.matches.actions import searching
from techhire.plays.matches.actions.searching import search_people
from techhire.plays.matches.models import SkillSearch
from techhire.plays.matches.queries import PeopleFound, Sought
from techhire.plays.matches.words import MOST_SEARCHES
from techhire.plays.seekers.models import AccessRecord, Seeker
from tests.factories.matches import NOW, a_skill
from tests.factories.skills import own_skill
from tests.plays.matches.searching.conftest import Search


def test_an_employer_searches_so_often_a_day_and_goes_on_the_next(
    ten: list[Seeker],
    tickets: Skill,
    search: Search,
    employer: Organization,
    as_member: Callable[..., Actor],
    rival: Actor,
) -> None:
    search()
    SkillSearch.objects.bulk_create(
        SkillSearch(organization=employer, day=NOW.date(), mark=str(at)) for at in range(MOST_SEARCHES - 1)
    )
    assert search().rows, "the same question counts once"
    before = Fact.objects.count(), AccessRecord.objects.count()
    for who in (None, as_member(employer)):
        with pytest.raises(TooOften, match="30 searches today"):
            search(Sought(tickets.pk, 1), by=who)
    assert (Fact.objects.count(), AccessRecord.objects.count()) == before
    assert search(by=rival, of=Organization.objects.get(pk=rival.organizations()[0])).rows
    assert search(Sought(tickets.pk, 1), later=24).rows
    assert SkillSearch.objects.filter(organization=employer).count() == 1


def test_a_search_that_found_too_few_counts_as_well(
    tickets: Skill, search: Search, employer: Organization
) -> None:
    assert search().rows == []
    assert SkillSearch.objects.filter(organization=employer).count() == 1
    assert Fact.objects.get(name="PeopleSearched").data["shown"] == 0


def test_of_two_searches_at_once_the_one_too_many_shows_nobody(
    ten: list[Seeker], search: Search, employer: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = searching.people_by_skill

    def meanwhile(*asked: Any, **more: Any) -> PeopleFound:
        found = looked(*asked, **more)
        SkillSearch.objects.bulk_create(
            SkillSearch(organization=employer, day=NOW.date(), mark=str(at)) for at in range(MOST_SEARCHES)
        )
        return found

    monkeypatch.setattr(searching, "people_by_skill", meanwhile)
    with pytest.raises(TooOften):
        search()
    assert not AccessRecord.objects.filter(what="search").exists()


def test_a_question_that_cannot_be_asked_is_refused_and_counts_for_nothing(
    ten: list[Seeker],
    community: Community,
    elsewhere: Community,
    employer: Organization,
    hiring_manager: Actor,
    tickets: Skill,
) -> None:
    many = [a_skill(f"Skill {at}") for at in range(11)]
    retired = a_skill("Floppy disks", state="retired")
    theirs = own_skill(elsewhere, name="Barge radio", name_es="Radio de barcaza")
    for lines, why in (
        ([], "at least one skill"),
        ([Sought(skill.pk, 2) for skill in many], "at most 10"),
        ([Sought(10**9, 2)], "not in use here"),
        ([Sought(retired.pk, 2)], "not in use here"),
        ([Sought(theirs.pk, 2)], "not in use here"),
        ([Sought(tickets.pk, 6)], "level from 1 to 5"),
        ([Sought(tickets.pk, 0)], "level from 1 to 5"),
        ([Sought(tickets.pk, 2, "vital")], "whether it is essential"),
        ([Sought(tickets.pk, 2), Sought(tickets.pk, 3)], "each skill once"),
        ([Sought(tickets.pk, 2, "preferred")], "at least one skill essential"),
    ):
        with pytest.raises(Refused, match=why) as refusal:
            search_people(hiring_manager, employer, lines=lines, now=NOW)
        assert refusal.value.field == "skills"
    assert not SkillSearch.objects.exists() and not Fact.objects.filter(name="PeopleSearched").exists()

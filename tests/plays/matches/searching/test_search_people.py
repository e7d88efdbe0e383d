"""An employer searches people by skill: who may, the order of a shortlist, and what nobody can learn that way."""

import random
from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.actions.drafting import create_posting
from techhire.plays.marketplace.actions.lines import Line
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.searching import search_people
from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.matches.queries import PeopleFound, Sought, pseudonym_of, shortlist
from techhire.plays.seekers.actions.found import block_employer, turn_found_off
from techhire.plays.seekers.models import AccessRecord, Seeker
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, a_posting, a_skill, add_line, claims, crowd, found_person
from tests.plays.matches.searching.conftest import Search
from tests.plays.matches.test_shortlist import EVERYBODY


@in_one_world("who", EVERYBODY)
def test_only_members_of_the_employer_search(
    who: str, ten: list[Seeker], search: Search, request: pytest.FixtureRequest
) -> None:
    if who == "hiring_manager":
        assert len(search().rows) == 10
        return
    with pytest.raises(Refused, match="Only members of an employer"):
        search(by=request.getfixturevalue(who))
    assert not Fact.objects.filter(name="PeopleSearched").exists()
    assert not AccessRecord.objects.filter(what="search").exists()


@in_one_world("role", ["owner", "member", "reader"])
def test_every_seat_of_the_employer_may_search(
    role: str, ten: list[Seeker], search: Search, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    assert search(by=as_member(employer, role)).rows


@pytest.mark.parametrize("kind", ["provider", "onramp", "support", "civic", "supporter"])
def test_no_other_kind_of_organization_searches(
    kind: str, ten: list[Seeker], community: Community, search: Search, as_member: Callable[..., Actor]
) -> None:
    other = OrganizationFactory(community=community, kinds=[kind])
    with pytest.raises(Refused, match="Only members of an employer"):
        search(by=as_member(other, "owner"), of=other)


def test_an_employer_of_another_community_searches_neither_here_nor_for_this_one(
    ten: list[Seeker], stranger: Actor, elsewhere: Community, search: Search
) -> None:
    theirs = Organization.objects.get(community=elsewhere)
    assert search(by=stranger, of=theirs).rows == []
    account = Account.objects.get(pk=stranger.account_id)
    at_home = actor_for(account, ten[0].community)
    with pytest.raises(Refused):
        search(by=at_home, of=theirs)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("applied", "still being looked at"),
        ("in_review", "still being looked at"),
        ("paused", "does not take part"),
        ("left", "Only members|does not take part"),
    ],
)
def test_an_employer_that_does_not_take_part_is_shown_nobody(
    state: str, why: str, ten: list[Seeker], search: Search, employer: Organization, hiring_manager: Actor
) -> None:
    employer.state = state
    employer.save(update_fields=["state"])
    account = Account.objects.get(pk=hiring_manager.account_id)
    with pytest.raises(Refused, match=why):
        search(by=actor_for(account, employer.community), of=employer)


@pytest.mark.parametrize(
    ("setting", "why"), [({"ranking_on": False}, "ranking on"), ({"ranking_notice_days": 10}, "Post the job")]
)
def test_where_people_are_not_put_in_order_or_told_first_nobody_is_searched(
    setting: dict[str, object], why: str, ten: list[Seeker], search: Search, employer: Organization
) -> None:
    Community.objects.filter(pk=employer.community_id).update(**setting)
    with pytest.raises(Refused, match=why):
        search(of=Organization.objects.get(pk=employer.pk))


def test_the_order_and_the_words_are_those_of_a_posting_with_the_same_skills(
    community: Community, employer: Organization, hiring_manager: Actor, search: Search
) -> None:
    dice = random.Random(7)
    skills = [a_skill(f"Skill {at}") for at in range(6)]
    crowd(community, skills, 600, dice)
    for levels in ((1, 2, 1, 3), (2, 2, 1, 1), (3, 1, 2, 2)):
        wanted = [
            Sought(skill.pk, level, "essential" if at < 2 else "preferred")
            for at, (skill, level) in enumerate(zip(dice.sample(skills, 4), levels, strict=True))
        ]
        lines = [Line(one.skill_id, one.level, importance=one.importance) for one in wanted]
        draft = create_posting(hiring_manager, employer, title="The same", lines=lines, now=NOW)
        Posting.objects.filter(pk=draft.pk).update(state="published", published_at=NOW)
        posting = Posting.objects.get(pk=draft.pk)
        posted, found = shortlist(hiring_manager, posting, now=NOW), search(*wanted)
        assert found.rows, "the crowd shows too little for this test"
        told = [
            (row.place, row.group, row.fit, row.equal, row.words, row.shows, row.of) for row in found.rows
        ]
        assert told == [(r.place, r.group, r.fit, r.equal, r.words, r.shows, r.of) for r in posted.rows]
        cut = max(row.place for row in posted.rows)
        by_person = {row.seeker_id: (row.place, row.lines) for row in posted.rows if row.place < cut}
        assert {r.seeker_id: (r.place, r.lines) for r in found.rows if r.place < cut} == by_person
        assert found.more_equal == bool(posted.tied_beyond)


def test_a_card_says_proven_claimed_and_not_yet_shown(
    ten: list[Seeker], tickets: Skill, networks: Skill, excel: Skill, search: Search
) -> None:
    claims(ten[4], networks, 3)
    found = search(
        Sought(tickets.pk, 2), Sought(networks.pk, 2, "preferred"), Sought(excel.pk, 1, "preferred")
    )
    card = next(row for row in found.rows if row.seeker_id == ten[4].pk)
    assert {line.skill: line.word for line in card.lines} == {
        tickets: "proven",
        networks: "claimed",
        excel: "not_yet_shown",
    }
    assert card.answer == "" and not card.unmasked


def test_fifty_people_are_the_most(community: Community, tickets: Skill, search: Search) -> None:
    for _unused in range(53):
        found_person(community, {tickets: 3})
    found = search()
    assert len(found.rows) == 50 and found.more_equal
    assert found.count.value == 55


def test_below_ten_who_show_the_essentials_there_is_neither_a_card_nor_a_number(
    ten: list[Seeker], tickets: Skill, networks: Skill, search: Search, community: Community
) -> None:
    for _unused in range(9):
        found_person(community, {tickets: 3, networks: 3})
    build_snapshot(community.pk, now=NOW)
    narrow = search(Sought(tickets.pk, 2), Sought(networks.pk, 2))
    assert (narrow.rows, narrow.count.value) == ([], None)
    assert not AccessRecord.objects.filter(what="search").exists()
    found_person(community, {tickets: 3, networks: 3})
    assert search(Sought(tickets.pk, 2), Sought(networks.pk, 2)).rows == [], (
        "the tenth counts with the next snapshot"
    )
    build_snapshot(community.pk, now=NOW)
    enough = search(Sought(tickets.pk, 2), Sought(networks.pk, 2))
    assert (len(enough.shows_all), enough.count.value) == (10, 10)


def test_before_the_first_snapshot_people_count_at_once(
    ten: list[Seeker], community: Community, tickets: Skill, search: Search
) -> None:
    assert search(Sought(tickets.pk, 4)).rows == []
    for _unused in range(10):
        found_person(community, {tickets: 5})
    assert len(search(Sought(tickets.pk, 4)).shows_all) == 10


def test_a_claim_does_not_help_to_reach_ten(ten: list[Seeker], networks: Skill, search: Search) -> None:
    for seeker in ten:
        claims(seeker, networks, 5)
    assert search(Sought(networks.pk, 1)).rows == []


def test_who_has_an_essential_to_go_stands_after_those_who_show_all(
    ten: list[Seeker], community: Community, tickets: Skill, networks: Skill, search: Search
) -> None:
    people = [found_person(community, {tickets: 2, networks: 2}) for _unused in range(10)]
    found = search(Sought(tickets.pk, 2), Sought(networks.pk, 2))
    assert {row.seeker_id for row in found.shows_all} == {seeker.pk for seeker in people}
    assert {row.seeker_id for row in found.others} == {seeker.pk for seeker in ten}


def test_opting_out_and_hiding_count_in_the_next_request(
    ten: list[Seeker],
    community: Community,
    tickets: Skill,
    search: Search,
    system: Actor,
    employer: Organization,
) -> None:
    for _unused in range(2):
        found_person(community, {tickets: 3})
    build_snapshot(community.pk, now=NOW)
    assert len(search().rows) == 12
    turn_found_off(system, ten[0], now=NOW)
    block_employer(system, ten[1], employer, now=NOW)
    after = search()
    assert {ten[0].pk, ten[1].pk}.isdisjoint({row.seeker_id for row in after.rows})
    assert (len(after.rows), after.count.value) == (10, 10)
    block_employer(system, ten[2], employer, now=NOW)
    assert (search().rows, search().count.value) == ([], None)


def test_the_number_moves_with_the_day_and_not_with_one_person_or_who_asks(
    ten: list[Seeker],
    community: Community,
    tickets: Skill,
    search: Search,
    system: Actor,
    rival: Actor,
    employer: Organization,
) -> None:
    for _unused in range(3):
        found_person(community, {tickets: 3})
    build_snapshot(community.pk, now=NOW)
    block_employer(system, ten[0], employer, now=NOW)
    turn_found_off(system, ten[1], now=NOW)
    other = Organization.objects.get(pk=rival.organizations()[0])
    assert search().count == search(by=rival, of=other).count
    assert search().count.value == 15


def test_a_made_up_name_joins_neither_searches_nor_days_nor_employers_nor_postings(
    ten: list[Seeker], tickets: Skill, search: Search, employer: Organization, rival: Actor
) -> None:
    def names(found: PeopleFound) -> dict[int, str]:
        return {row.seeker_id: row.pseudonym for row in found.rows}

    other = Organization.objects.get(pk=rival.organizations()[0])
    posting = a_posting(employer, {tickets: 2})
    first = names(search())
    assert first == names(search(later=1))
    others = [
        names(search(Sought(tickets.pk, 1))),
        names(search(later=24)),
        names(search(by=rival, of=other)),
        {seeker.pk: pseudonym_of(posting.pk, seeker.pk) for seeker in ten},
    ]
    for elsewhere in others:
        assert elsewhere.keys() == first.keys()
        assert not set(elsewhere.values()) & set(first.values())


def test_the_order_of_equals_is_another_in_another_search(
    ten: list[Seeker], tickets: Skill, search: Search, employer: Organization
) -> None:
    orders = {
        tuple(row.seeker_id for row in found.rows)
        for found in (search(), search(Sought(tickets.pk, 1)), search(later=24), search(later=48))
    }
    assert len(orders) == 4


def test_the_order_in_which_skills_are_named_asks_the_same(
    ten: list[Seeker], tickets: Skill, networks: Skill, search: Search
) -> None:
    one, two = Sought(tickets.pk, 2), Sought(networks.pk, 2, "preferred")
    assert [row.pseudonym for row in search(one, two).rows] == [
        row.pseudonym for row in search(two, one).rows
    ]
    assert Fact.objects.filter(name="PeopleSearched").count() == 1


def test_each_search_is_a_fact_of_numbers_and_each_person_reads_that_they_were_seen(
    ten: list[Seeker],
    tickets: Skill,
    networks: Skill,
    search: Search,
    employer: Organization,
    hiring_manager: Actor,
) -> None:
    search(Sought(networks.pk, 3, "preferred"), Sought(tickets.pk, 2))
    fact = Fact.objects.get(name="PeopleSearched")
    assert fact.data == {
        "organization_id": employer.pk,
        "skills": sorted([tickets.pk, networks.pk]),
        "essential": 1,
        "shown": 10,
    }
    records = AccessRecord.objects.filter(what="search", organization=employer, posting_id=None)
    assert {row.seeker_id for row in records} == {seeker.pk for seeker in ten}
    assert {(row.account_id, row.purpose) for row in records} == {(hiring_manager.account_id, "being_found")}


def test_a_colleague_of_the_employer_is_found_like_anybody_and_reads_of_no_look_of_their_own(
    ten: list[Seeker], search: Search, hiring_manager: Actor
) -> None:
    Seeker.objects.filter(pk=ten[0].pk).update(account_id=hiring_manager.account_id)
    assert ten[0].pk in {row.seeker_id for row in search().rows}
    assert not AccessRecord.objects.filter(seeker=ten[0]).exists()


def test_nothing_found_says_who_somebody_is(ten: list[Seeker], search: Search) -> None:
    said = repr(search())
    for seeker in ten:
        assert seeker.name not in said and seeker.code not in said


def test_ten_skills_of_fifty_people_cost_few_queries(
    community: Community,
    employer: Organization,
    hiring_manager: Actor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    skills = [a_skill(f"Skill {at}") for at in range(10)]
    for _unused in range(50):
        found_person(community, {skills[0]: 3, skills[1]: 2})
    wanted = [Sought(s.pk, 2, "essential" if s == skills[0] else "preferred") for s in skills]
    build_snapshot(community.pk, now=NOW)
    with django_assert_max_num_queries(30):
        assert len(search_people(hiring_manager, employer, lines=wanted, now=NOW).rows) == 50


def test_a_posting_begun_with_the_skills_carries_them_and_waits_to_be_confirmed(
    employer: Organization, hiring_manager: Actor, tickets: Skill, networks: Skill
) -> None:
    lines = [Line(tickets.pk, 4), Line(networks.pk, 1, importance="preferred")]
    draft = create_posting(hiring_manager, employer, title="Night shift", lines=lines, now=NOW)
    kept = {
        row.skill: (row.level, row.importance, row.when, row.confirmed) for row in draft.requirements.all()
    }
    assert kept == {
        tickets: (4, "essential", "day_one", False),
        networks: (1, "preferred", "day_one", False),
    }
    assert (draft.state, draft.text) == ("draft", "")


def test_an_ad_read_beside_chosen_skills_leaves_them_as_they_are(
    employer: Organization, hiring_manager: Actor, tickets: Skill
) -> None:
    text = "You need ticket handling every day with us."
    draft = create_posting(
        hiring_manager, employer, title="Night shift", text=text, lines=[Line(tickets.pk, 5)], now=NOW
    )
    assert [(row.skill, row.level) for row in draft.requirements.all()] == [(tickets, 5)]
    again = Posting.objects.get(pk=draft.pk)
    assert add_line(again, a_skill("Other"), 1).pk

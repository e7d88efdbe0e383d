"""Who fits a posting: the order, the words, the pseudonym, and what an employer may not learn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.showing import show_person, show_shortlist
from techhire.plays.matches.queries import (
    Shortlist,
    person_on_shortlist,
    pseudonym_of,
    seeker_behind,
    shortlist,
)
from techhire.plays.matches.queries.lines import Ahead, Line, further_ahead
from techhire.plays.matches.queries.shortlists import SIZE
from techhire.plays.matches.words import SHORTLIST
from techhire.plays.seekers.actions.estimates import mark_changed
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import AccessRecord, Seeker
from tests.cases import in_one_world
from tests.factories.matches import NOW, a_person, a_posting, a_skill, add_line, claims, found_person, proves
from tests.factories.seekers import piece

LOOKERS = {"hiring_manager": True, "system": True}
EVERYBODY = [
    "hiring_manager",
    "system",
    "rival",
    "person",
    "visitor",
    "coach",
    "trainer",
    "helper",
    "convener",
    "stranger",
]


@in_one_world("who", EVERYBODY)
def test_only_the_employer_sees_who_fits(
    who: str, posting: Posting, tickets: Skill, request: pytest.FixtureRequest
) -> None:
    found_person(posting.community, {tickets: 3})
    actor = request.getfixturevalue(who)
    for look in (
        lambda: show_shortlist(actor, posting, now=NOW).rows,
        lambda: person_on_shortlist(actor, posting, "abcdef") is None,
    ):
        if LOOKERS.get(who):
            assert look()
        else:
            with pytest.raises(Refused):
                look()


@in_one_world("role", ["owner", "member", "reader"])
def test_every_seat_of_the_employer_may_look(
    role: str, posting: Posting, tickets: Skill, as_member: Callable[..., Actor]
) -> None:
    found_person(posting.community, {tickets: 3})
    assert shortlist(as_member(posting.organization, role), posting, now=NOW).rows


def test_nobody_is_ranked_where_the_community_has_ranking_off(
    posting: Posting, hiring_manager: Actor
) -> None:
    Community.objects.filter(pk=posting.community_id).update(ranking_on=False)
    with pytest.raises(Refused, match="not switched ranking on"):
        shortlist(hiring_manager, Posting.objects.get(pk=posting.pk), now=NOW)


@pytest.mark.parametrize("state", ["closed", "filled"])
def test_nobody_is_shown_for_a_closed_posting(state: str, posting: Posting, hiring_manager: Actor) -> None:
    Posting.objects.filter(pk=posting.pk).update(state=state)
    with pytest.raises(Refused, match="closed"):
        shortlist(hiring_manager, Posting.objects.get(pk=posting.pk), now=NOW)


def test_essentials_unmet_come_before_fit_and_a_claim_alone_is_unmet(
    posting: Posting, tickets: Skill, networks: Skill, excel: Skill, look: Callable[..., Shortlist]
) -> None:
    add_line(posting, excel, 1, importance="preferred", weight=5)
    claimer = found_person(posting.community, {tickets: 5, excel: 5})
    claims(claimer, networks, 5)
    both = found_person(posting.community, {tickets: 2, networks: 2})
    rows = look().rows
    assert [row.seeker_id for row in rows] == [both.pk, claimer.pk]
    assert [(row.group, row.shows, row.of) for row in rows] == [(0, 2, 2), (1, 1, 2)]
    words = {line.skill.pk: line.word for line in rows[1].lines}
    assert words == {tickets.pk: "proven", networks.pk: "claimed", excel.pk: "proven"}
    assert look().fully == 1


def test_what_is_learned_on_the_job_is_listed_and_does_not_count(
    posting: Posting, tickets: Skill, networks: Skill, excel: Skill, look: Callable[..., Shortlist]
) -> None:
    add_line(posting, excel, 3, when="learned")
    found_person(posting.community, {tickets: 3, networks: 3})
    found_person(posting.community, {tickets: 3, networks: 3, excel: 5})
    rows = look().rows
    assert rows[0].fit == rows[1].fit and rows[0].of == 2
    assert rows[0].lines[-1].when == "learned"


def test_equal_people_share_a_place(
    posting: Posting, tickets: Skill, networks: Skill, look: Callable[..., Shortlist]
) -> None:
    for _unused in range(2):
        found_person(posting.community, {tickets: 3, networks: 3})
    found_person(posting.community, {tickets: 1, networks: 3})
    assert [(row.place, row.equal) for row in look().rows] == [(1, True), (1, True), (3, False)]


def test_a_pseudonym_is_stable_and_another_one_in_another_posting(
    posting: Posting,
    employer: Organization,
    tickets: Skill,
    networks: Skill,
    look: Callable[..., Shortlist],
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    other = a_posting(employer, {tickets: 2})
    first, again, elsewhere = look().rows[0], look().rows[0], look(other).rows[0]
    assert first.pseudonym == again.pseudonym != elsewhere.pseudonym
    assert first.seeker_id == elsewhere.seeker_id == seeker.pk
    assert str(seeker.pk) not in first.pseudonym and seeker.code.lower() not in first.pseudonym


def test_pseudonyms_of_many_people_differ() -> None:
    assert len({pseudonym_of(7, n) for n in range(5000)}) == 5000


def test_each_look_is_written_down_once_a_day_for_each_person(
    posting: Posting, tickets: Skill, networks: Skill, hiring_manager: Actor
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    for hours in (0, 1, 30):
        show_shortlist(hiring_manager, posting, now=NOW + timedelta(hours=hours))
    records = AccessRecord.objects.filter(seeker=seeker, what=SHORTLIST, posting_id=posting.pk)
    assert records.count() == 2
    assert {r.organization_id for r in records} == {posting.organization_id}
    assert {r.account_id for r in records} == {hiring_manager.account_id}


def test_a_pseudonym_leads_back_only_for_people_this_employer_was_shown(
    posting: Posting, tickets: Skill, networks: Skill, hiring_manager: Actor, look: Callable[..., Shortlist]
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    name = pseudonym_of(posting.pk, seeker.pk)
    assert seeker_behind(hiring_manager, posting, name) is None
    look()
    assert seeker_behind(hiring_manager, posting, name) == seeker


def test_a_person_in_detail_tells_kinds_of_evidence_and_no_source(
    posting: Posting, tickets: Skill, networks: Skill, hiring_manager: Actor, look: Callable[..., Shortlist]
) -> None:
    seeker = found_person(posting.community, {tickets: 3})
    claims(seeker, tickets, 5)
    claims(seeker, networks, 2)
    row = look().rows[0]
    shown = show_person(hiring_manager, posting, row.pseudonym, now=NOW)
    assert shown is not None and shown.known is None
    assert (shown.row.group, shown.row.fit) == (row.group, pytest.approx(row.fit))
    kinds = {backed.line.skill.pk: backed.kinds for backed in shown.row.lines}
    assert kinds == {tickets.pk: ["a supervised test"], networks.pk: ["their own word"]}
    assert "bank" not in repr(shown) and seeker.name not in repr(shown)


def test_who_opts_out_or_blocks_is_behind_no_pseudonym_any_more(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    system: Actor,
    look: Callable[..., Shortlist],
) -> None:
    gone = found_person(posting.community, {tickets: 3, networks: 3})
    hides = found_person(posting.community, {tickets: 3, networks: 3})
    look()
    Seeker.objects.filter(pk=gone.pk).update(found=False)
    block_employer(system, hides, posting.organization, now=NOW)
    for seeker in (gone, hides):
        assert show_person(hiring_manager, posting, pseudonym_of(posting.pk, seeker.pk), now=NOW) is None


def test_people_kept_out_are_one_rounded_total(
    posting: Posting, tickets: Skill, networks: Skill, look: Callable[..., Shortlist]
) -> None:
    for _unused in range(4):
        found_person(posting.community, {tickets: 3}, pay_floor_cents=9_000)
    Posting.objects.filter(pk=posting.pk).update(pay_max=20)
    few = look(Posting.objects.get(pk=posting.pk))
    assert few.rows == [] and few.filtered.code == "fewer_than"
    for _unused in range(8):
        found_person(posting.community, {tickets: 3}, latitude=30.0)
    assert look(Posting.objects.get(pk=posting.pk)).filtered.value == 10


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Somebody Else"),
        ("has_degree", "yes"),
        ("language", "es"),
        ("code", "ZZZZZZZZ"),
        ("zip_code", "64999"),
        ("place", "Another Name, KS"),
    ],
)
def test_what_must_not_count_moves_nothing(
    field: str,
    value: object,
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    look: Callable[..., Shortlist],
) -> None:
    """Flip each: group, fit, place and counts stay, for everybody."""
    people = [found_person(posting.community, {tickets: level, networks: 2}) for level in (1, 2, 3, 3)]
    before = [(r.seeker_id, r.group, r.fit, r.place, r.equal, r.words) for r in look().rows]
    Seeker.objects.filter(pk=people[1].pk).update(**{field: value})
    mark_changed([people[1].pk], posting.community_id)
    assert [(r.seeker_id, r.group, r.fit, r.place, r.equal, r.words) for r in look().rows] == before


def test_a_place_counts_only_as_travel_time(
    posting: Posting, tickets: Skill, networks: Skill, look: Callable[..., Shortlist]
) -> None:
    """Two people at different places they can both travel from are equal."""
    found_person(posting.community, {tickets: 3, networks: 3})
    found_person(
        posting.community, {tickets: 3, networks: 3}, latitude=39.15, longitude=-94.6, travel_minutes=90
    )
    assert [row.place for row in look().rows] == [1, 1]


def test_a_school_or_issuer_behind_equal_evidence_moves_nothing(
    posting: Posting,
    provider: Organization,
    tickets: Skill,
    networks: Skill,
    system: Actor,
    look: Callable[..., Shortlist],
) -> None:
    for issuer in ("Famous University", "Night School"):
        seeker = found_person(posting.community, {networks: 3})
        add_evidence(
            system,
            seeker,
            skill_id=tickets.pk,
            kind="credential",
            level=3,
            at=NOW.date(),
            issuer_name=issuer,
            title=f"Diploma of {issuer}",
            now=NOW,
        )
    assert [row.place for row in look().rows] == [1, 1]


def test_beside_a_vouch_stands_how_its_sources_vouches_turned_out_and_not_who_it_is(
    hiring_manager: Actor, community: Community, employer: Organization, onramp: Organization
) -> None:
    skill = a_skill("Linux")
    for good in (True, True, True, False, True):
        tested = a_person(community)
        piece(tested, skill, "vouch", 3, organization=onramp)
        proves(tested, skill, 3 if good else 1)
    seeker = found_person(community, {skill: 3})
    piece(seeker, skill, "vouch", 3, organization=onramp)
    posting = a_posting(employer, {skill: 2})
    show_shortlist(hiring_manager, posting, now=NOW)
    shown = person_on_shortlist(hiring_manager, posting, pseudonym_of(posting.pk, seeker.pk))
    assert shown is not None
    assert "somebody vouched (4 of 5 held up)" in shown.row.lines[0].kinds
    assert onramp.name not in str(shown)


def test_each_person_is_told_apart_from_the_next_by_the_skills_that_decided(
    look: Callable[..., Shortlist], posting: Posting, tickets: Skill, networks: Skill
) -> None:
    for levels in ({tickets: 5, networks: 3}, {tickets: 3, networks: 3}):
        found_person(posting.community, levels)
    first, last = look().rows
    why = "shown up to level 5, by the next person up to level 3"
    assert first.ahead == (Ahead(tickets, why),) and last.ahead == ()
    marked = {
        (row.seeker_id, line.skill): line.reached
        for row in (first, last)
        for line in row.lines
        if line.is_above
    }
    assert marked[first.seeker_id, tickets] == 5 and marked.get((last.seeker_id, tickets), 2) <= 3


@pytest.mark.parametrize(
    ("mine", "theirs", "why"),
    [
        (("proven", 2), ("likely", 2), ""),
        (("likely", 4), ("not_yet_shown", 1), ""),
        (("likely", 2), ("likely", 2), "more speaks for the level asked"),
        (("likely", 4), ("likely", 2), "shown up to level 4, by the next person up to level 2"),
        (("likely", 4), ("proven", 2), "shown up to level 4, by the next person up to level 2"),
        (("likely", 2), ("proven", 3), "more speaks for the level asked, though of a kind that proves less"),
    ],
)
def test_the_reason_of_an_order_says_more_where_the_words_say_the_contrary(
    mine: tuple[str, int], theirs: tuple[str, int], why: str
) -> None:
    skill = Skill(pk=1, name="Printer support")
    line = Line(skill, 2, "essential", "day_one", mine[0], part=2.0, reached=mine[1])
    other = replace(line, word=theirs[0], reached=theirs[1])
    assert further_ahead([line], [replace(other, part=1.0)]) == [Ahead(skill, why)]
    assert further_ahead([line], [other]) == []


def test_a_list_full_of_people_who_show_everything_is_not_counted_as_all_there_are(
    look: Callable[..., Shortlist], posting: Posting, tickets: Skill, networks: Skill
) -> None:
    found_person(posting.community, {tickets: 4, networks: 4})
    people = look()
    assert people.fully == 1 and not people.goes_on
    full = replace(people, rows=people.rows * SIZE)
    assert full.goes_on and not replace(full, rows=full.rows[1:]).goes_on


def test_nobody_is_said_to_be_ahead_of_an_equal_or_across_a_border(
    look: Callable[..., Shortlist], posting: Posting, tickets: Skill, networks: Skill
) -> None:
    for levels in ({tickets: 4, networks: 4}, {tickets: 4, networks: 4}, {tickets: 4}):
        found_person(posting.community, levels)
    assert [row.ahead for row in look().rows] == [(), (), ()]


def test_those_with_several_skills_to_go_stand_apart(
    look: Callable[..., Shortlist], posting: Posting, tickets: Skill, networks: Skill, excel: Skill
) -> None:
    add_line(posting, excel, 3)
    for levels in ({tickets: 4, networks: 4, excel: 4}, {tickets: 4, networks: 4}, {tickets: 4}):
        found_person(posting.community, levels)
    people = look()
    assert [row.group for row in people.near] == [0, 1]
    assert [row.group for row in people.further] == [2]


def test_a_skill_shown_below_the_level_asked_says_at_which(
    look: Callable[..., Shortlist], posting: Posting, employer: Organization, tickets: Skill, networks: Skill
) -> None:
    found_person(posting.community, {tickets: 2})
    lines = look(a_posting(employer, {tickets: 5, networks: 3})).rows[0].lines
    assert {line.skill: (line.is_met, line.reached) for line in lines} == {
        tickets: (False, 2),
        networks: (False, 0),
    }

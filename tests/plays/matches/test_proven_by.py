"""Beside *proven* stands by which kind of evidence, on the lists of a job: the kind, and never who gave it."""

from collections.abc import Callable

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.reviews import ask_for_review, show_people_asking
from techhire.plays.matches.actions.searching import search_people
from techhire.plays.matches.queries import Line, Shortlist, Sought
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.matches import NOW, a_posting, claims, found_person, proves
from tests.factories.seekers import piece
from tests.factories.skills import own_skill

Look = Callable[..., Shortlist]


def said(lines: list[Line]) -> dict[Skill, list[str]]:
    return {line.skill: [str(words) for words in line.proven_by] for line in lines}


@pytest.fixture
def seeker(community: Community, tickets: Skill) -> Seeker:
    return found_person(community, {tickets: 3})


def test_each_kind_that_can_prove_it_is_told_once_and_in_one_order(
    seeker: Seeker, tickets: Skill, networks: Skill, onramp: Organization, provider: Organization, look: Look
) -> None:
    piece(seeker, tickets, "judged_work", 3, sd=0.3)
    piece(seeker, tickets, "credential", 3, issuer_name="Night School", title="Diploma")
    piece(seeker, tickets, "vouch", 3, organization=onramp)
    piece(seeker, tickets, "completion", 3, organization=provider)
    proves(seeker, tickets, 3)
    told = said(look().rows[0].lines)
    assert told == {
        tickets: ["an accepted credential", "work judged by an assessor", "a supervised test"],
        networks: [],
    }
    assert "Night School" not in repr(told)


def test_nothing_is_told_beside_any_other_word(
    seeker: Seeker, employer: Organization, tickets: Skill, networks: Skill, onramp: Organization, look: Look
) -> None:
    claims(seeker, networks, 4)
    lines = look(a_posting(employer, {tickets: 5, networks: 1})).rows[0].lines
    assert {line.skill: line.word for line in lines} == {tickets: "not_yet_shown", networks: "claimed"}
    assert said(lines) == {tickets: [], networks: []}


@pytest.mark.parametrize("out", [{"state": "disputed"}, {"state": "withdrawn"}, {"open_bank": True}])
def test_what_does_not_count_or_cannot_prove_is_not_told(
    out: dict[str, object], seeker: Seeker, tickets: Skill, look: Look
) -> None:
    piece(seeker, tickets, "judged_work", 3, sd=0.3)
    Evidence.objects.filter(seeker=seeker, kind="judged_work").update(**out)
    assert said(look().rows[0].lines)[tickets] == ["a supervised test"]


def test_one_person_s_kinds_never_stand_beside_another(
    seeker: Seeker, community: Community, tickets: Skill, networks: Skill, look: Look
) -> None:
    other = found_person(community, {networks: 3})
    piece(other, tickets, "judged_work", 3, sd=0.3)
    told = {row.seeker_id: said(row.lines)[tickets] for row in look().rows}
    assert told == {seeker.pk: ["a supervised test"], other.pk: ["work judged by an assessor"]}


def test_what_was_shown_under_a_skill_that_was_replaced_is_told_too(
    community: Community, convener: Actor, employer: Organization, look: Look
) -> None:
    old = own_skill(community, name="Barge radio", name_es="Radio de barcaza")
    new = own_skill(community, name="Marine radio", name_es="Radio marina")
    found_person(community, {old: 3})
    replace_skill(convener, old, new, now=NOW)
    drain(lambda: NOW)
    assert said(look(a_posting(employer, {new: 2})).rows[0].lines) == {new: ["a supervised test"]}


def test_those_who_asked_to_be_read_are_told_the_same_way(
    seeker: Seeker, posting: Posting, tickets: Skill, system: Actor, hiring_manager: Actor
) -> None:
    ask_for_review(system, seeker, posting, words="Yes", now=NOW)
    asking = show_people_asking(hiring_manager, posting, now=NOW)
    assert said(asking[0].lines)[tickets] == ["a supervised test"]


def test_a_search_by_skill_keeps_to_the_words(
    community: Community, employer: Organization, hiring_manager: Actor, tickets: Skill
) -> None:
    for _unused in range(10):
        found_person(community, {tickets: 3})
    found = search_people(hiring_manager, employer, lines=[Sought(tickets.pk, 2)], now=NOW)
    assert {line.word for row in found.rows for line in row.lines} == {"proven"}
    assert all(line.proven_by == () for row in found.rows for line in row.lines)

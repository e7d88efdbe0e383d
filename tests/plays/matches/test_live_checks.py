"""Live checks by the posting: after a yes, of people known by name, the same for everybody, ended with their ground."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.live import (
    decline_confirm,
    start_confirm,
    withdraw_confirm,
)
from techhire.plays.assessments.models import LiveCheck
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.live import ask_everybody_for_live_check
from techhire.plays.matches.actions.showing import show_person, show_shortlist
from techhire.plays.matches.queries import Shortlist, pseudonym_of
from techhire.plays.matches.queries.live import live_offers
from techhire.plays.matches.queries.meeting import job_asked_for
from techhire.plays.matches.rules import may_ask_everybody_for_live_check, may_ask_for_live_check
from techhire.plays.seekers.models import Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.assessments import a_live_check
from tests.factories.matches import NOW, a_posting, add_line, claims
from tests.factories.people import AccountFactory
from tests.factories.seekers import access
from tests.plays.matches.live import ask, offer, said_yes, somebody, taken

pytestmark = pytest.mark.django_db


def test_it_is_asked_only_after_a_yes_and_with_the_name_known(
    posting: Posting, dana: Seeker, networks: Skill, hiring_manager: Actor, look: Callable[..., Shortlist]
) -> None:
    with pytest.raises(Refused):
        ask(hiring_manager, posting, dana, networks)
    look()
    decide(hiring_manager, posting, dana, answer="yes", now=NOW)
    with pytest.raises(Refused, match="whose name you know"):
        ask(hiring_manager, posting, dana, networks)
    unmask(hiring_manager, posting, dana, now=NOW)
    assert ask(hiring_manager, posting, dana, networks).posting_id == posting.pk


@pytest.mark.parametrize("answer", ["later", "no", None])
def test_a_name_opened_early_is_no_yes(
    answer: str | None,
    posting: Posting,
    dana: Seeker,
    networks: Skill,
    hiring_manager: Actor,
    look: Callable[..., Shortlist],
) -> None:
    look()
    unmask(hiring_manager, posting, dana, early_reason="interview_set", now=NOW)
    if answer:
        decide(hiring_manager, posting, dana, answer=answer, now=NOW)
    with pytest.raises(Refused, match="Say yes to this person first"):
        ask(hiring_manager, posting, dana, networks)


def test_where_names_wait_for_the_interview_a_yes_alone_asks_nothing(
    posting: Posting, dana: Seeker, networks: Skill, hiring_manager: Actor, look: Callable[..., Shortlist]
) -> None:
    Posting.objects.filter(pk=posting.pk).update(unmask_stage="after_interview")
    look()
    decide(hiring_manager, posting, dana, answer="yes", now=NOW)
    with pytest.raises(Refused):
        ask(hiring_manager, posting, dana, networks)
    unmask(hiring_manager, posting, dana, early_reason="interview_set", now=NOW)
    assert ask(hiring_manager, posting, dana, networks).state == "asked"


def test_who_may_only_look_is_told_so_rather_than_that_nobody_is_left(
    posting: Posting, named: Seeker, networks: Skill, as_member: Callable[..., Actor]
) -> None:
    reader = as_member(posting.organization, "reader")
    assert not may_ask_everybody_for_live_check(reader, posting)
    with pytest.raises(Refused, match="only a member who may write"):
        ask_everybody_for_live_check(reader, posting, skill_id=networks.pk, now=NOW)
    assert not LiveCheck.objects.exists()


ROLES = ("rival", "trainer", "coach", "helper", "convener", "person", "stranger", "visitor")


@in_one_world("who", [*ROLES, "other person", "coach with access", "provider with access"])
def test_nobody_but_the_employer_asks_starts_or_takes_back(
    who: str,
    posting: Posting,
    named: Seeker,
    networks: Skill,
    hiring_manager: Actor,
    onramp: Organization,
    provider: Organization,
    request: pytest.FixtureRequest,
) -> None:
    access(named, onramp, "coaching")
    access(named, provider, "training")
    names = {"coach with access": "coach", "provider with access": "trainer"}
    if who == "other person":
        actor = actor_for(AccountFactory(), posting.community)
    else:
        actor = request.getfixturevalue(names.get(who, who))
    assert not may_ask_for_live_check(actor, posting, named)
    assert not may_ask_everybody_for_live_check(actor, posting)
    with pytest.raises(Refused):
        ask(actor, posting, named, networks)
    with pytest.raises(Refused):
        ask_everybody_for_live_check(actor, posting, skill_id=networks.pk, now=NOW)
    with pytest.raises(Refused):
        live_offers(actor, posting, named)
    check = ask(hiring_manager, posting, named, networks)
    if who != "person":
        with pytest.raises(Refused):
            decline_confirm(actor, check, now=NOW)
    with pytest.raises(Refused):
        start_confirm(actor, check, job=job_asked_for(hiring_manager, check), now=NOW)
    with pytest.raises(Refused):
        withdraw_confirm(actor, check, now=NOW)


@pytest.mark.parametrize(("role", "may"), [("owner", True), ("member", True), ("reader", False)])
def test_members_who_write_ask_and_readers_only_read_where_it_stands(
    role: str,
    may: bool,
    posting: Posting,
    named: Seeker,
    networks: Skill,
    hiring_manager: Actor,
    as_member: Callable[..., Actor],
) -> None:
    actor = as_member(posting.organization, role)
    assert may_ask_for_live_check(actor, posting, named).allowed is may
    if not may:
        with pytest.raises(Refused):
            ask(actor, posting, named, networks)
    ask(actor if may else hiring_manager, posting, named, networks)
    check = offer(actor, posting, named).check
    assert check is not None and check.state == "asked"


def test_only_skills_of_the_job_with_a_live_check_and_more_than_a_word_are_offered(
    posting: Posting, named: Seeker, tickets: Skill, networks: Skill, excel: Skill, hiring_manager: Actor
) -> None:
    a_live_check(posting.community, excel)
    with pytest.raises(Refused, match="no live check of this skill"):
        ask(hiring_manager, posting, named, excel)
    with pytest.raises(Refused, match="no live check of this skill"):
        ask(hiring_manager, posting, named, tickets)
    add_line(posting, excel, 2)
    claims(named, excel, 3)
    told = {one.skill: one.has_more for one in live_offers(hiring_manager, posting, named)}
    assert told == {networks: True, excel: False}
    with pytest.raises(Refused, match="could be confirmed"):
        ask(hiring_manager, posting, named, excel)


def test_somebody_who_could_not_say_yes_is_not_asked(
    posting: Posting, named: Seeker, networks: Skill, hiring_manager: Actor
) -> None:
    Seeker.objects.filter(pk=named.pk).update(account=None)
    with pytest.raises(Refused, match="no account here"):
        ask(hiring_manager, posting, Seeker.objects.get(pk=named.pk), networks)


def test_everybody_at_the_stage_is_asked_for_the_same_and_nobody_else(
    posting: Posting,
    named: Seeker,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    look: Callable[..., Shortlist],
) -> None:
    second, third, told_only = (somebody(posting, tickets, networks) for _unused in range(3))
    nothing = somebody(posting, tickets)
    look()
    for seeker in (second, nothing):
        said_yes(hiring_manager, posting, seeker)
    decide(hiring_manager, posting, third, answer="yes", now=NOW)
    decide(hiring_manager, posting, told_only, answer="later", now=NOW)
    assert offer(hiring_manager, posting, named).others == 1
    assert ask_everybody_for_live_check(hiring_manager, posting, skill_id=networks.pk, now=NOW) == 2
    assert set(LiveCheck.objects.values_list("seeker_id", flat=True)) == {named.pk, second.pk}
    assert offer(hiring_manager, posting, named).others == 0
    with pytest.raises(Refused, match="Nobody is left"):
        ask_everybody_for_live_check(hiring_manager, posting, skill_id=networks.pk, now=NOW)
    unmask(hiring_manager, posting, third, now=NOW)
    assert offer(hiring_manager, posting, named).others == 1


def test_nobody_is_asked_twice_for_one_job_unless_it_never_began(
    person: Actor, posting: Posting, named: Seeker, networks: Skill, hiring_manager: Actor
) -> None:
    first = ask(hiring_manager, posting, named, networks)
    with pytest.raises(Refused, match="asked already"):
        ask(hiring_manager, posting, named, networks)
    withdraw_confirm(hiring_manager, first, now=NOW)
    second = ask(hiring_manager, posting, named, networks)
    assert second.pk != first.pk
    decline_confirm(person, second, now=NOW)
    assert not offer(hiring_manager, posting, named).may_ask
    with pytest.raises(Refused, match="asked already"):
        ask(hiring_manager, posting, named, networks)


def test_three_live_checks_for_one_job_are_the_most(
    posting: Posting, named: Seeker, networks: Skill, hiring_manager: Actor
) -> None:
    from tests.factories.matches import a_skill, proves

    ask(hiring_manager, posting, named, networks)
    skills = [a_skill(f"Skill {n}") for n in range(3)]
    for skill in skills:
        a_live_check(posting.community, skill)
        add_line(posting, skill, 2)
        proves(named, skill, 3)
    for skill in skills[:2]:
        ask(hiring_manager, posting, named, skill)
    with pytest.raises(Refused, match="At most 3"):
        ask(hiring_manager, posting, named, skills[2])


def test_one_open_for_another_job_of_the_employer_is_not_asked_again(
    posting: Posting,
    named: Seeker,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    look: Callable[..., Shortlist],
) -> None:
    other = a_posting(posting.organization, {tickets: 2, networks: 2})
    look(other)
    said_yes(hiring_manager, other, named)
    ask(hiring_manager, other, named, networks)
    here = offer(hiring_manager, posting, named)
    assert here.is_elsewhere and not here.may_ask
    with pytest.raises(Refused, match="asked already"):
        ask(hiring_manager, posting, named, networks)


@pytest.mark.parametrize(("level", "outcome"), [(2, "consistent"), (-9, "lower")])
def test_what_it_says_stands_beside_the_skill_for_this_job_and_moves_nobody(
    level: float,
    outcome: str,
    person: Actor,
    posting: Posting,
    named: Seeker,
    networks: Skill,
    hiring_manager: Actor,
    look: Callable[..., Shortlist],
) -> None:
    before = look().rows
    check = taken(person, hiring_manager, ask(hiring_manager, posting, named, networks), level)
    assert check.outcome == outcome
    [row] = look().rows
    assert [line.live for line in row.lines if line.skill == networks] == [outcome]
    assert [line.live for line in row.lines if line.skill != networks] == [""]
    assert (row.place, row.fit, row.words) == (before[0].place, before[0].fit, before[0].words)
    page = show_person(hiring_manager, posting, pseudonym_of(posting.pk, named.pk), now=NOW)
    assert page is not None
    [line] = [backed.line for backed in page.row.lines if backed.line.skill == networks]
    assert (line.confirmed_live, line.lower_live) == (outcome == "consistent", outcome == "lower")
    assert not replace(line, word="claimed").confirmed_live, "what it agreed with counts no more"
    assert Evidence.objects.filter(seeker=named, skill=networks).count() == 1
    with pytest.raises(Refused, match="asked already"):
        ask(hiring_manager, posting, named, networks)


def test_too_few_answers_may_be_asked_again_and_are_no_mark(
    person: Actor, posting: Posting, named: Seeker, networks: Skill, hiring_manager: Actor
) -> None:
    check = ask(hiring_manager, posting, named, networks)
    LiveCheck.objects.filter(pk=check.pk).update(state="done", outcome="too_few")
    here = offer(hiring_manager, posting, named)
    assert here.may_ask and here.check is not None and here.check.outcome == "too_few"
    assert ask(hiring_manager, posting, named, networks).pk != check.pk


def test_other_jobs_and_other_employers_see_no_mark(
    person: Actor,
    posting: Posting,
    named: Seeker,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    rival: Actor,
) -> None:
    taken(person, hiring_manager, ask(hiring_manager, posting, named, networks))
    rivals = Organization.objects.get(pk=rival.organizations()[0])
    for actor, employer in ((hiring_manager, posting.organization), (rival, rivals)):
        other = a_posting(employer, {tickets: 2, networks: 2})
        [row] = show_shortlist(actor, other, now=NOW).rows
        assert not any(line.live for line in row.lines)


def test_the_facts_name_nobody(
    person: Actor, posting: Posting, named: Seeker, networks: Skill, hiring_manager: Actor
) -> None:
    ask(hiring_manager, posting, named, networks)
    fact = Fact.objects.get(name="LiveCheckAsked")
    assert set(fact.data) == {"live_check_id", "organization_id", "seeker_id"}


def test_the_list_stays_within_its_queries(
    posting: Posting,
    named: Seeker,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    look: Callable[..., Shortlist],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _unused in range(6):
        said_yes(hiring_manager, posting, _shown(posting, look, tickets, networks))
    with django_assert_max_num_queries(12):
        live_offers(hiring_manager, posting, named)


def _shown(posting: Posting, look: Callable[..., Shortlist], *skills: Skill) -> Seeker:
    seeker = somebody(posting, *skills)
    look()
    return seeker

"""Live checks by the posting: after a yes, of people known by name, the same for everybody, ended with their ground."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.live import (
    agree_to_confirm,
    begin_confirm,
    decline_confirm,
    start_confirm,
    withdraw_confirm,
)
from techhire.plays.assessments.models import Assessment, LiveCheck
from techhire.plays.marketplace.actions.publishing import close_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.live import ask_everybody_for_live_check, ask_for_live_check
from techhire.plays.matches.actions.reviews import ask_for_review, show_people_asking, withdraw_review
from techhire.plays.matches.actions.showing import show_person, show_shortlist
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.matches.queries import Shortlist, pseudonym_of
from techhire.plays.matches.queries.live import LiveOffer, live_offers
from techhire.plays.matches.rules import may_ask_for_live_check
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.actions.found import block_employer, turn_found_off
from techhire.plays.seekers.models import Evidence, Grant, Seeker
from tests.factories.assessments import a_live_check, able, answer_all
from tests.factories.matches import NOW, a_person, a_posting, add_line, claims, found_person
from tests.factories.people import AccountFactory
from tests.factories.seekers import access

pytestmark = pytest.mark.django_db


def somebody(posting: Posting, *skills: Skill, account: Account | None = None) -> Seeker:
    """A found person with an account, who shows these skills at level 3."""
    account = account or AccountFactory()
    return found_person(posting.community, dict.fromkeys(skills, 3), account_id=account.pk)


@pytest.fixture
def five(community: Community, networks: Skill) -> Assessment:
    """The live check this community has, in a skill of the job."""
    return a_live_check(community, networks)


@pytest.fixture
def dana(person: Actor, posting: Posting, tickets: Skill, networks: Skill, five: Assessment) -> Seeker:
    """The signed-in person, found."""
    return somebody(posting, tickets, networks, account=Account.objects.get(pk=person.account_id))


@pytest.fixture
def named(dana: Seeker, posting: Posting, hiring_manager: Actor, look: Callable[..., Shortlist]) -> Seeker:
    """The employer said yes and knows the name."""
    look()
    return said_yes(hiring_manager, posting, dana)


def said_yes(actor: Actor, posting: Posting, seeker: Seeker) -> Seeker:
    decide(actor, posting, seeker, answer="yes", now=NOW)
    unmask(actor, posting, seeker, now=NOW)
    return seeker


def ask(actor: Actor, posting: Posting, seeker: Seeker, skill: Skill) -> LiveCheck:
    return ask_for_live_check(actor, posting, seeker, skill_id=skill.pk, now=NOW)


def offer(actor: Actor, posting: Posting, seeker: Seeker) -> LiveOffer:
    [one] = live_offers(actor, posting, seeker)
    return one


def taken(person: Actor, employer: Actor, check: LiveCheck, level: float = 2) -> LiveCheck:
    """Agreed to, started and answered by somebody of this ability."""
    agree_to_confirm(person, check, now=NOW)
    start_confirm(employer, check, now=NOW)
    answer_all(person, begin_confirm(person, check, now=NOW), able(level))
    return LiveCheck.objects.get(pk=check.pk)


def followed(now: datetime = NOW) -> None:
    """What follows from the facts so far."""
    drain(lambda: now)


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


ROLES = ("rival", "trainer", "coach", "helper", "convener", "person", "stranger", "visitor")


@pytest.mark.parametrize("who", [*ROLES, "other person", "coach with access", "provider with access"])
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
    for deed in (start_confirm, withdraw_confirm):
        with pytest.raises(Refused):
            deed(actor, check, now=NOW)


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


def test_when_the_person_ends_it_the_mark_goes_with_the_name(
    person: Actor,
    posting: Posting,
    named: Seeker,
    networks: Skill,
    hiring_manager: Actor,
    system: Actor,
    look: Callable[..., Shortlist],
) -> None:
    taken(person, hiring_manager, ask(hiring_manager, posting, named, networks))
    end_grant(system, Grant.objects.get(seeker=named, purpose="hiring"), now=NOW)
    [row] = look().rows
    assert not any(line.live for line in row.lines)


@pytest.mark.parametrize("ground", ["blocked", "ended", "found off", "job closed", "no"])
@pytest.mark.parametrize("agreed", [False, True])
def test_an_ask_ends_with_its_ground(
    ground: str,
    agreed: bool,
    person: Actor,
    posting: Posting,
    named: Seeker,
    networks: Skill,
    hiring_manager: Actor,
) -> None:
    check = ask(hiring_manager, posting, named, networks)
    if agreed:
        agree_to_confirm(person, check, now=NOW)
    if ground == "blocked":
        block_employer(person, named, posting.organization, now=NOW)
    elif ground == "ended":
        end_grant(person, Grant.objects.get(seeker=named, purpose="hiring"), now=NOW)
    elif ground == "found off":
        turn_found_off(person, named, now=NOW)
    elif ground == "job closed":
        close_posting(hiring_manager, posting, reason="not_hiring", now=NOW)
    else:
        decide(hiring_manager, posting, named, answer="no", now=NOW)
    if ground in {"blocked", "ended"} and agreed:
        with pytest.raises(Refused):
            start_confirm(hiring_manager, check, now=NOW)
    followed()
    by_employer = ground in {"job closed", "no"}
    assert LiveCheck.objects.get().state == ("withdrawn" if by_employer else "declined")
    with pytest.raises(Refused):
        agree_to_confirm(person, check, now=NOW)


def test_a_block_reads_like_an_ordinary_no(
    person: Actor, posting: Posting, named: Seeker, tickets: Skill, networks: Skill, hiring_manager: Actor
) -> None:
    other = a_person(posting.community, {tickets: 3, networks: 3}, account_id=AccountFactory().pk)
    checks = [ask(hiring_manager, posting, named, networks)]
    block_employer(person, named, posting.organization, now=NOW)
    followed()
    ask_for_review(Actor.system(posting.community_id), other, posting, now=NOW)
    said_yes(hiring_manager, posting, other)
    checks.append(ask(hiring_manager, posting, other, networks))
    mine = actor_for(Account.objects.get(pk=other.account_id), posting.community)
    decline_confirm(mine, checks[1], now=NOW)
    told = LiveCheck.objects.order_by("pk").values("state", "outcome", "sitting_id", "started_at")
    assert told[0] == told[1]


def test_one_that_has_begun_is_finished_whatever_happens(
    person: Actor, posting: Posting, named: Seeker, networks: Skill, hiring_manager: Actor
) -> None:
    check = ask(hiring_manager, posting, named, networks)
    agree_to_confirm(person, check, now=NOW)
    start_confirm(hiring_manager, check, now=NOW)
    sitting = begin_confirm(person, check, now=NOW)
    decide(hiring_manager, posting, named, answer="no", now=NOW)
    followed()
    assert LiveCheck.objects.get().state == "started"
    answer_all(person, sitting, able(2))
    assert LiveCheck.objects.get().state == "done"


def test_who_asked_to_be_read_is_asked_too_with_being_found_off(
    person: Actor,
    posting: Posting,
    dana: Seeker,
    networks: Skill,
    hiring_manager: Actor,
    system: Actor,
) -> None:
    ask_for_review(person, dana, posting, now=NOW)
    turn_found_off(person, dana, now=NOW)
    said_yes(hiring_manager, posting, dana)
    taken(person, hiring_manager, ask(hiring_manager, posting, dana, networks))
    followed()
    [row] = show_people_asking(hiring_manager, posting, now=NOW)
    assert [line.live for line in row.lines if line.skill == networks] == ["consistent"]
    assert row.pseudonym == pseudonym_of(posting.pk, dana.pk)


def test_taking_the_request_back_ends_the_ask(
    person: Actor, posting: Posting, dana: Seeker, networks: Skill, hiring_manager: Actor
) -> None:
    ask_for_review(person, dana, posting, now=NOW)
    turn_found_off(person, dana, now=NOW)
    said_yes(hiring_manager, posting, dana)
    ask(hiring_manager, posting, dana, networks)
    withdraw_review(person, ReviewRequest.objects.get(), now=NOW + timedelta(minutes=1))
    followed()
    assert LiveCheck.objects.get().state == "declined"


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
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _unused in range(6):
        said_yes(hiring_manager, posting, _shown(posting, look, tickets, networks))
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]  # a context manager of pytest-django
        live_offers(hiring_manager, posting, named)


def _shown(posting: Posting, look: Callable[..., Shortlist], *skills: Skill) -> Seeker:
    seeker = somebody(posting, *skills)
    look()
    return seeker

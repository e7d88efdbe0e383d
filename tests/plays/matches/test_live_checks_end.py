"""A live check that was asked for ends with its ground, and what was begun is finished."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused, allowed
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.live import (
    agree_to_confirm,
    begin_confirm,
    decline_confirm,
    start_confirm,
)
from techhire.plays.assessments.models import LiveCheck, Sitting
from techhire.plays.assessments.rules import Job
from techhire.plays.marketplace.actions.holding import hold_posting, release_posting
from techhire.plays.marketplace.actions.publishing import close_posting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.reviews import ask_for_review, show_people_asking, withdraw_review
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.matches.queries import Shortlist, pseudonym_of
from techhire.plays.matches.queries.live import live_offers, with_ends
from techhire.plays.matches.queries.meeting import job_asked_for
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.actions.found import block_employer, turn_found_off
from techhire.plays.seekers.models import Grant, Seeker
from tests.factories.assessments import a_live_check, able, answer_all
from tests.factories.matches import NOW, a_person
from tests.factories.people import AccountFactory
from tests.plays.matches.live import ask, followed, said_yes, taken

pytestmark = pytest.mark.django_db


def start(actor: Actor, check: LiveCheck) -> LiveCheck:
    return start_confirm(actor, check, job=job_asked_for(actor, check), now=NOW)


@pytest.fixture
def check(posting: Posting, named: Seeker, networks: Skill, hiring_manager: Actor) -> LiveCheck:
    """The employer asked for it."""
    followed()
    return ask(hiring_manager, posting, named, networks)


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


@pytest.mark.parametrize("ground", ["blocked", "ended", "found off", "job closed", "job held", "no"])
@pytest.mark.parametrize("agreed", [False, True])
def test_an_ask_ends_with_its_ground(
    ground: str,
    agreed: bool,
    person: Actor,
    posting: Posting,
    named: Seeker,
    check: LiveCheck,
    hiring_manager: Actor,
    convener: Actor,
) -> None:
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
    elif ground == "job held":
        hold_posting(convener, posting, now=NOW)
    else:
        decide(hiring_manager, posting, named, answer="no", now=NOW)
    if ground in {"blocked", "ended", "job closed", "job held"} and agreed:
        with pytest.raises(Refused):
            start(hiring_manager, check)
    followed()
    ends = {"job closed": ["job_over"], "job held": ["job_held"], "no": ["said_no"]}.get(ground, [])
    assert LiveCheck.objects.get().state == ("withdrawn" if ends else "declined")
    assert [fact.data["ended"] for fact in Fact.objects.filter(name="LiveCheckWithdrawn")] == ends
    with pytest.raises(Refused):
        agree_to_confirm(person, check, now=NOW)


def test_why_checks_ended_is_read_at_once_and_only_for_whoever_asks(
    posting: Posting,
    named: Seeker,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    convener: Actor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    a_live_check(posting.community, tickets)
    for skill in (tickets, networks):
        ask(hiring_manager, posting, named, skill)
    hold_posting(convener, posting, now=NOW)
    followed()
    with CaptureQueriesContext(connection) as looking:
        offers = live_offers(hiring_manager, posting, named)
    assert not [one for one in looking if Fact._meta.db_table in one["sql"]]
    assert [offer.check.state for offer in offers if offer.check] == ["withdrawn"] * 2
    with django_assert_num_queries(1):
        assert [offer.ended for offer in with_ends(offers)] == ["job_held"] * 2
    with django_assert_num_queries(0):
        assert with_ends([replace(offer, check=None) for offer in offers])


@pytest.mark.parametrize("stage", ["asked", "agreed", "started"])
def test_what_waits_for_a_held_job_is_ended_and_can_be_asked_again_once_it_is_back(
    stage: str,
    person: Actor,
    posting: Posting,
    named: Seeker,
    networks: Skill,
    check: LiveCheck,
    hiring_manager: Actor,
    convener: Actor,
) -> None:
    if stage != "asked":
        agree_to_confirm(person, check, now=NOW)
    if stage == "started":
        start(hiring_manager, check)
    hold_posting(convener, posting, now=NOW)
    followed()
    assert LiveCheck.objects.get().state == "withdrawn" and not Sitting.objects.exists()
    with pytest.raises(Refused):
        begin_confirm(person, check, now=NOW)
    release_posting(convener, Posting.objects.get(), now=NOW)
    assert taken(person, hiring_manager, ask(hiring_manager, Posting.objects.get(), named, networks)).outcome


def test_a_check_for_a_held_job_is_not_started_by_leaving_the_job_out(
    person: Actor, posting: Posting, check: LiveCheck, hiring_manager: Actor, convener: Actor
) -> None:
    agree_to_confirm(person, check, now=NOW)
    before = job_asked_for(hiring_manager, check)
    hold_posting(convener, posting, now=NOW)
    with pytest.raises(Refused, match="out of sight"):  # after the page asked
        start_confirm(hiring_manager, check, job=before, now=NOW)
    for job in (None, Job(posting.pk + 1, allowed)):
        with pytest.raises(Refused, match="not given you access"):
            start_confirm(hiring_manager, check, job=job, now=NOW)
    with pytest.raises(Refused, match="out of sight"):
        start(hiring_manager, check)
    release_posting(convener, Posting.objects.get(), now=NOW)
    Organization.objects.update(state="paused")
    with pytest.raises(Refused, match="does not take part"):
        start(hiring_manager, LiveCheck.objects.get())


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
    person: Actor, posting: Posting, named: Seeker, check: LiveCheck, hiring_manager: Actor
) -> None:
    agree_to_confirm(person, check, now=NOW)
    start(hiring_manager, check)
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


def test_nobody_is_asked_for_a_job_that_was_held_while_the_page_was_open(
    posting: Posting, named: Seeker, networks: Skill, hiring_manager: Actor, system: Actor
) -> None:
    seen = Posting.objects.get(pk=posting.pk)
    hold_posting(system, posting, now=NOW)
    with pytest.raises(Refused, match="out of sight"):
        ask(hiring_manager, seen, named, networks)
    assert not LiveCheck.objects.exists()

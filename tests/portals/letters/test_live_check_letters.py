"""Letters about live checks: asked, agreed to, over, not needed any more. They name nobody and no skill."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from techhire.commons.communities.models import Community, Membership, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.live import (
    agree_to_confirm,
    ask_for_confirm,
    begin_confirm,
    decline_confirm,
    start_confirm,
    withdraw_confirm,
)
from techhire.plays.assessments.models import Assessment, LiveCheck
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.live import ask_for_live_check
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.matches.queries.meeting import job_asked_for
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_live_check, able, answer_all
from tests.factories.matches import NOW, a_posting, a_skill, proves
from tests.factories.seekers import access, seeker_behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def networks(db: None) -> Skill:
    return a_skill("Home networks")


@pytest.fixture
def five(community: Community, networks: Skill) -> Assessment:
    return a_live_check(community, networks)


@pytest.fixture
def dana(person: Actor, networks: Skill) -> Seeker:
    seeker = seeker_behind(person, "Dana Reyes")
    Seeker.objects.filter(pk=seeker.pk).update(language="es", is_adult=True, latitude=39.1, longitude=-94.58)
    proves(seeker, networks, 3)
    return Seeker.objects.select_related("community").get(pk=seeker.pk)


@pytest.fixture
def posting(employer: Organization, networks: Skill) -> Posting:
    return a_posting(employer, {networks: 2}, title="Help desk")


@pytest.fixture
def asked(
    five: Assessment, posting: Posting, dana: Seeker, hiring_manager: Actor, system: Actor, networks: Skill
) -> LiveCheck:
    """The employer knows the name and asks; the letters before are gone."""
    turn_found_on(system, dana, now=NOW)
    show_shortlist(hiring_manager, posting, now=NOW)
    decide(hiring_manager, posting, dana, answer="yes", now=NOW)
    unmask(hiring_manager, posting, dana, now=NOW)
    delivered(NOW)
    return ask_for_live_check(hiring_manager, posting, dana, skill_id=networks.pk, now=NOW)


def delivered(now: datetime) -> list[EmailMessage]:
    drain(lambda: now)
    letters = list(mail.outbox)
    mail.outbox.clear()
    for letter in letters:
        for secret in ("networks", "Dana", "Organization "):
            assert secret not in letter.body and secret not in letter.subject
    return letters


def kinds(letters: list[EmailMessage]) -> list[str]:
    return [letter.extra_headers["Message-ID"].partition(".")[0].lstrip("<") for letter in letters]


def address_of(actor: Actor) -> str:
    return Account.objects.get(pk=actor.account_id).email


def test_the_person_hears_that_somebody_asks_without_who_and_for_what(
    asked: LiveCheck, person: Actor, posting: Posting, now: datetime
) -> None:
    [letter] = delivered(now)
    assert letter.to == [address_of(person)] and letter.subject == "Alguien le pide algo"
    assert f"/my/tests/live/{asked.pk}/" in letter.body
    assert posting.title not in letter.body and posting.organization.name not in letter.body


def test_who_asked_hears_of_the_yes_and_of_the_end_and_not_who_or_how(
    asked: LiveCheck,
    person: Actor,
    posting: Posting,
    hiring_manager: Actor,
    as_member: Callable[..., Actor],
    now: datetime,
) -> None:
    as_member(posting.organization, "owner")
    delivered(now)
    agree_to_confirm(person, asked, now=now)
    [letter] = delivered(now)
    assert kinds([letter]) == ["live_check_agreed"] and letter.to == [address_of(hiring_manager)]
    name = pseudonym_of(posting.pk, asked.seeker_id)
    assert f"/people/{name}/live/" in letter.body and "Help desk" in letter.body
    assert asked.seeker.code not in letter.body
    start_confirm(hiring_manager, asked, job=job_asked_for(hiring_manager, asked), now=now)
    answer_all(person, begin_confirm(person, asked, now=now), able(-9))
    letters = delivered(now + timedelta(hours=1))
    [letter] = [one for one in letters if kinds([one]) == ["live_check_done"]]
    assert letter.to == [address_of(hiring_manager)]
    assert "lower" not in letter.body and "agrees" not in letter.body


def test_where_who_asked_is_gone_everybody_who_may_act_hears_of_it(
    asked: LiveCheck,
    person: Actor,
    posting: Posting,
    hiring_manager: Actor,
    as_member: Callable[..., Actor],
    now: datetime,
) -> None:
    owner = as_member(posting.organization, "owner")
    as_member(posting.organization, "reader")
    Membership.objects.filter(account_id=hiring_manager.account_id).update(ended_at=now)
    delivered(now)
    agree_to_confirm(person, asked, now=now)
    assert [letter.to[0] for letter in delivered(now)] == [address_of(owner)]


def test_a_no_is_written_to_nobody(asked: LiveCheck, person: Actor, now: datetime) -> None:
    delivered(now)
    decline_confirm(person, asked, now=now)
    assert delivered(now) == []


def test_what_was_taken_back_before_the_letter_went_is_not_written_about(
    asked: LiveCheck, hiring_manager: Actor, now: datetime
) -> None:
    withdraw_confirm(hiring_manager, asked, now=now)
    assert delivered(now) == []


def test_who_said_yes_is_told_that_it_is_not_needed(
    asked: LiveCheck, person: Actor, hiring_manager: Actor, now: datetime
) -> None:
    delivered(now)
    agree_to_confirm(person, asked, now=now)
    delivered(now)
    withdraw_confirm(hiring_manager, asked, now=now)
    [letter] = delivered(now)
    assert kinds([letter]) == ["live_check_off"] and letter.to == [address_of(person)]


def test_a_coach_is_led_to_their_people_without_a_code(
    person: Actor, coach: Actor, dana: Seeker, onramp: Organization, five: Assessment, now: datetime
) -> None:
    access(dana, onramp, "coaching")
    check = ask_for_confirm(coach, dana, onramp, five, now=now)
    agree_to_confirm(person, check, now=now)
    letter = next(one for one in delivered(now) if one.to == [address_of(coach)])
    assert kinds([letter]) == ["live_check_agreed"]
    assert "/onramp/" in letter.body and dana.code not in letter.body and "job" not in letter.body

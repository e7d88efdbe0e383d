"""Letters about test days: a seat, another time, the day before, called off. They name no test and no skill."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.schedule import tick
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.reminding import remind_of_test_day
from techhire.plays.assessments.actions.supervised import (
    call_off_test_day,
    change_test_day,
    list_person,
    open_test_day,
    plan_test_day,
    unlist_person,
)
from techhire.plays.assessments.models import Assessment, CheckIn, TestDay
from techhire.plays.seekers.models import Contact, Seeker
from tests.cases import in_one_world
from tests.factories.assessments import a_bank, a_test
from tests.factories.matches import a_person
from tests.factories.seekers import seeker_behind
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def test(onramp: Organization) -> Assessment:
    bank = a_bank(onramp.community, SkillFactory(name="Networking"))
    return a_test(bank, title="Networking, supervised")


@pytest.fixture
def day(coach: Actor, onramp: Organization, test: Assessment, now: datetime) -> TestDay:
    """A day in three days, at half past nine by the community's clock."""
    begins = (now + 3 * DAY).replace(hour=15, minute=30)
    return plan_test_day(
        coach, onramp, place="Room 12", starts_at=begins, seats=9, assessments=[test], now=now
    )


@pytest.fixture
def dana(person: Actor) -> Seeker:
    seeker = seeker_behind(person, "Dana Reyes")
    Seeker.objects.filter(pk=seeker.pk).update(language="es")
    return seeker


def delivered(now: datetime) -> list[EmailMessage]:
    """Letters that went out since the last look; none says what for."""
    drain(lambda: now)
    letters = list(mail.outbox)
    mail.outbox.clear()
    for letter in letters:
        for secret in ("Networking", "Dana", "supervised"):
            assert secret not in letter.body and secret not in letter.subject
    return letters


def kinds(letters: list[EmailMessage]) -> list[str]:
    return [letter.extra_headers["Message-ID"].partition(".")[0].lstrip("<") for letter in letters]


def hourly(now: datetime) -> list[EmailMessage]:
    """What goes out after the calendar was looked at."""
    tick(now)
    return delivered(now)


def test_a_seat_is_confirmed_with_when_where_and_what_to_bring_in_ones_language(
    coach: Actor, day: TestDay, dana: Seeker, now: datetime
) -> None:
    list_person(coach, day, dana, now=now)
    [letter] = delivered(now)
    assert letter.to == [Account.objects.get(pk=dana.account_id).email]
    assert letter.subject == "Cuándo y adónde ir"
    assert "5 de marzo de 2026" in letter.body and "9:30" in letter.body
    assert "Room 12" in letter.body and "/my/tests/" in letter.body and "tarjeta" in letter.body


def test_it_tells_the_time_by_the_communitys_clock(
    coach: Actor, day: TestDay, dana: Seeker, now: datetime
) -> None:
    Seeker.objects.filter(pk=dana.pk).update(language="en")
    list_person(coach, day, dana, now=now)
    [letter] = delivered(now)
    assert "March 5, 2026, 9:30 a.m." in letter.body


def test_nobody_without_an_address_of_their_own_is_written_to(
    coach: Actor, day: TestDay, now: datetime
) -> None:
    seeker = a_person(day.organization.community)
    Contact.objects.create(seeker=seeker, kind="email", value="shared@example.org", is_shared=True)
    list_person(coach, day, seeker, now=now)
    assert delivered(now) == []


def test_who_comes_in_by_the_door_needs_no_letter(
    coach: Actor, day: TestDay, dana: Seeker, now: datetime
) -> None:
    open_test_day(coach, day, now=day.starts_at)
    list_person(coach, day, dana, now=day.starts_at)
    assert delivered(day.starts_at) == []


def test_the_day_before_is_reminded_once(coach: Actor, day: TestDay, dana: Seeker, now: datetime) -> None:
    row = list_person(coach, day, dana, now=now)
    delivered(now)
    due = day.starts_at - DAY
    assert hourly(due - HOUR) == []
    assert kinds(hourly(due)) == ["test_day_near"]
    assert hourly(due + HOUR) == [] and hourly(day.starts_at - HOUR) == []
    assert Fact.objects.filter(name="TestDayNear", subject_id=row.pk).count() == 1


def test_who_was_put_on_the_list_the_day_before_has_the_letter_already(
    coach: Actor, day: TestDay, dana: Seeker
) -> None:
    late = day.starts_at - 5 * HOUR
    list_person(coach, day, dana, now=late)
    assert kinds(delivered(late)) == ["test_day_booked"]
    assert hourly(late + HOUR) == []


def test_a_reminder_is_the_clocks_and_nobody_elses(
    coach: Actor, convener: Actor, person: Actor, day: TestDay, dana: Seeker, now: datetime
) -> None:
    row = list_person(coach, day, dana, now=now)
    for actor in (coach, convener, person, Actor.system(day.organization.community_id + 1)):
        with pytest.raises(Refused):
            remind_of_test_day(actor, row, now=day.starts_at - HOUR)


def moved(actor: Actor, day: TestDay, now: datetime, **to: object) -> TestDay:
    said = {"place": day.place, "starts_at": day.starts_at, "seats": day.seats} | to
    return change_test_day(actor, day, assessments=day.assessments.all(), now=now, **said)  # type: ignore[arg-type]  # said by name


def test_another_time_or_place_is_told_and_another_number_of_seats_is_not(
    coach: Actor, day: TestDay, dana: Seeker, now: datetime
) -> None:
    list_person(coach, day, dana, now=now)
    delivered(now)
    moved(coach, day, now, seats=20)
    assert delivered(now) == []
    moved(coach, day, now, place="Room 40")
    [letter] = delivered(now)
    assert kinds([letter]) == ["test_day_moved"] and "Room 40" in letter.body


def test_a_day_that_moved_on_is_reminded_of_anew(
    coach: Actor, day: TestDay, dana: Seeker, now: datetime
) -> None:
    list_person(coach, day, dana, now=now)
    delivered(now)
    first = day.starts_at - DAY
    assert kinds(hourly(first)) == ["test_day_near"]
    day = moved(coach, day, first, starts_at=day.starts_at + 7 * DAY)
    assert kinds(delivered(first)) == ["test_day_moved"]
    assert hourly(first + HOUR) == []
    assert kinds(hourly(day.starts_at - DAY)) == ["test_day_near"]


def test_calling_it_off_is_told_to_everybody_on_the_list(
    coach: Actor,
    day: TestDay,
    dana: Seeker,
    onramp: Organization,
    now: datetime,
) -> None:
    from tests.factories.people import account_with_address

    others = [
        a_person(onramp.community, account=account_with_address(f"one{n}@example.org")) for n in range(2)
    ]
    for seeker in (dana, *others, a_person(onramp.community)):
        list_person(coach, day, seeker, now=now)
    delivered(now)
    call_off_test_day(coach, day, now=now)
    letters = delivered(now)
    assert kinds(letters) == ["test_day_off"] * 3
    assert {letter.to[0] for letter in letters} >= {"one0@example.org", "one1@example.org"}
    assert any("does not take place" in letter.body for letter in letters)
    assert hourly(day.starts_at - HOUR) == []


def test_staff_taking_somebody_off_is_told_and_taking_oneself_off_is_not(
    coach: Actor, person: Actor, day: TestDay, dana: Seeker, now: datetime
) -> None:
    Seeker.objects.filter(pk=dana.pk).update(language="en")
    unlist_person(coach, list_person(coach, day, dana, now=now), now=now)
    letters = delivered(now)
    assert kinds(letters) == ["test_day_off"] and "The staff took you off" in letters[0].body
    unlist_person(person, list_person(person, day, dana, now=now), now=now)
    assert delivered(now) == []
    assert not CheckIn.objects.exists()


STAFF = {"coach", "owner"}


@in_one_world(
    "who",
    ["coach", "owner", "reader", "person", "hiring_manager", "trainer", "helper", "convener", "stranger"],
)
def test_only_staff_call_it_off_and_only_before_check_in_opens(
    who: str,
    day: TestDay,
    coach: Actor,
    onramp: Organization,
    as_member: Callable[..., Actor],
    now: datetime,
    request: pytest.FixtureRequest,
) -> None:
    actor = as_member(onramp, who) if who in {"owner", "reader"} else request.getfixturevalue(who)
    if who not in STAFF:
        with pytest.raises(Refused):
            call_off_test_day(actor, day, now=now)
        return
    assert call_off_test_day(actor, day, now=now).state == "off"
    for again in (call_off_test_day, open_test_day):
        with pytest.raises(Refused, match="over"):
            again(actor, day, now=now)


def test_once_people_check_in_it_is_ended_instead(coach: Actor, day: TestDay, now: datetime) -> None:
    open_test_day(coach, day, now=day.starts_at)
    with pytest.raises(Refused, match="End the test day instead"):
        call_off_test_day(coach, day, now=now)

"""What somebody answered lately is not asked again, in a live check or in another try, while others are left."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.live import (
    agree_to_confirm,
    ask_for_confirm,
    begin_confirm,
    start_confirm,
)
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.actions.voiding import void_sitting
from techhire.plays.assessments.models import Assessment, Item, Response, Sitting, TestDay
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_test, able, answer_all, checked_in
from tests.factories.seekers import access

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def asked(sitting: Sitting) -> set[int]:
    return set(sitting.responses.values_list("item_id", flat=True))


@pytest.fixture
def taken(person: Actor, dana: Seeker, private: Assessment, day: TestDay, now: datetime) -> Sitting:
    """A supervised test just finished: 8 of 25 questions at most."""
    check_in = checked_in(day, dana)
    begun = begin_sitting(person, dana, private, check_in=check_in, now=now)
    return answer_all(person, begun, able(1))


@pytest.fixture
def five(private: Assessment) -> Assessment:
    """The live check of the same bank: six questions."""
    return a_test(private.bank, kind="confirm", min_items=4, max_items=6, seconds=300, item_seconds=60)


def checked_live(
    person: Actor, coach: Actor, onramp: Organization, seeker: Seeker, five: Assessment, now: datetime
) -> Sitting:
    """A live check from the ask to its last answer."""
    access(seeker, onramp, "coaching")
    check = ask_for_confirm(coach, seeker, onramp, five, now=now)
    agree_to_confirm(person, check, now=now)
    start_confirm(coach, check, now=now)
    return answer_all(person, begin_confirm(person, check, now=now), able(1))


@pytest.mark.parametrize("item_seconds", [60, 0])
def test_a_live_check_asks_what_the_person_did_not_just_answer(
    item_seconds: int,
    person: Actor,
    coach: Actor,
    onramp: Organization,
    taken: Sitting,
    five: Assessment,
    now: datetime,
) -> None:
    five.item_seconds = item_seconds
    five.save()
    live = checked_live(person, coach, onramp, taken.seeker, five, now)
    assert len(asked(live)) == 6 and not asked(live) & asked(taken)


def test_a_sitting_that_does_not_count_was_met_too(
    person: Actor,
    coach: Actor,
    onramp: Organization,
    taken: Sitting,
    five: Assessment,
    now: datetime,
) -> None:
    void_sitting(coach, taken, reason="technical", now=now)
    again = begin_sitting(person, taken.seeker, taken.assessment, check_in=taken.supervised, now=now)
    again = answer_all(person, again, able(1))
    live = checked_live(person, coach, onramp, taken.seeker, five, now)
    assert asked(taken) and not asked(live) & (asked(taken) | asked(again))


def test_with_too_few_others_what_was_met_longest_ago_comes_first(
    person: Actor,
    coach: Actor,
    onramp: Organization,
    taken: Sitting,
    five: Assessment,
    now: datetime,
) -> None:
    first = list(taken.responses.order_by("at", "pk").values_list("item_id", flat=True))
    fresh = Item.objects.filter(bank=five.bank).exclude(pk__in=first)
    Item.objects.filter(pk__in=fresh.values("pk")[4:]).update(state="retired")
    five.bank.version += 1
    five.bank.save()
    for at, pk in enumerate(first):
        Response.objects.filter(sitting=taken, item_id=pk).update(at=now - (len(first) - at) * DAY)
    live = checked_live(person, coach, onramp, taken.seeker, five, now)
    kept = set(Item.objects.filter(bank=five.bank, state="active").values_list("pk", flat=True))
    assert len(first) > 2 and asked(live) == (kept - set(first)) | set(first[:2])


def test_what_was_met_more_than_a_year_ago_is_new_again(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    first = answer_all(person, begin_sitting(person, dana, practice, now=now), able(1))
    soon = begin_sitting(person, dana, practice, now=now + 300 * DAY)
    assert set(soon.rules["skip"]) == {str(pk) for pk in asked(first)}
    soon.delete()
    late = begin_sitting(person, dana, practice, now=now + 400 * DAY)
    assert late.rules["skip"] == []


def test_a_third_try_asks_neither_what_the_first_nor_what_the_second_asked(
    person: Actor, dana: Seeker, practice: Assessment, now: datetime
) -> None:
    tries = [
        answer_all(person, begin_sitting(person, dana, practice, now=now + at * DAY), able(1))
        for at in range(3)
    ]
    first, second, third = (asked(one) for one in tries)
    assert third and not third & (first | second) and not first & second

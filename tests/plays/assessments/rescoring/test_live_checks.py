"""Live checks that rest on a wrong question, or were held beside a result that did, say what they should have said."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.live import (
    agree_to_confirm,
    ask_for_confirm,
    begin_confirm,
    start_confirm,
)
from techhire.plays.assessments.bridge.earlier import earlier_from
from techhire.plays.assessments.models import Assessment, Item, LiveCheck, Revision, Sitting
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import a_test, able, answer_all
from tests.factories.seekers import access
from tests.plays.assessments.rescoring.conftest import Pull

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(private: Assessment) -> Assessment:
    return a_test(private.bank, kind="confirm", min_items=4, max_items=6, seconds=300, item_seconds=60)


@pytest.fixture
def checked(
    person: Actor,
    coach: Actor,
    dana: Seeker,
    onramp: Organization,
    taken: Sitting,
    five: Assessment,
    now: datetime,
) -> LiveCheck:
    """Dana's live check before staff of the onramp, after her test, answered as ably."""
    access(dana, onramp, "coaching")
    at = now + timedelta(minutes=30)
    check = ask_for_confirm(coach, dana, onramp, five, now=at)
    agree_to_confirm(person, check, now=at)
    start_confirm(coach, check, now=at)
    answer_all(person, begin_confirm(person, check, now=at), able(0.5), now=at)
    check.refresh_from_db()
    return check


def only_in(mine: Sitting, other: Sitting) -> Item:
    """A question of one sitting that the other does not have, whatever the lot drew."""
    item = mine.responses.order_by("place")[0].item
    other.responses.filter(item=item).delete()
    return item


def test_a_check_is_compared_again_without_its_wrong_answer(
    checked: LiveCheck, taken: Sitting, pulled: Pull
) -> None:
    assert checked.sitting is not None and checked.outcome == "consistent"
    item = only_in(checked.sitting, taken)
    LiveCheck.objects.filter(pk=checked.pk).update(outcome="lower")
    before = Sitting.objects.get(pk=checked.sitting_id)
    pulled(item)
    checked.refresh_from_db()
    after = Sitting.objects.get(pk=checked.sitting_id)
    assert checked.outcome == "consistent" and after.theta != before.theta
    assert Fact.objects.get(name="LiveCheckRevised").data["outcome"] == "consistent"
    assert after.evidence is not None and after.evidence.level == after.level
    assert Sitting.objects.get(pk=taken.pk).version == taken.version


def test_a_check_with_too_few_answers_left_says_so_and_is_evidence_of_nothing(
    checked: LiveCheck, taken: Sitting, pulled: Pull
) -> None:
    assert checked.sitting is not None
    rules = {**checked.sitting.rules, "min_items": checked.sitting.responses.count()}
    Sitting.objects.filter(pk=checked.sitting_id).update(rules=rules)
    pulled(only_in(checked.sitting, taken))
    checked.refresh_from_db()
    after = Sitting.objects.get(pk=checked.sitting_id)
    assert (checked.outcome, after.level, after.evidence) == ("too_few", None, None)
    assert Evidence.objects.filter(state="withdrawn").count() == 1
    assert Revision.objects.get().change == "gone"


def test_a_check_is_held_beside_what_the_result_says_now(
    checked: LiveCheck, taken: Sitting, pulled: Pull
) -> None:
    assert checked.sitting is not None
    item = only_in(taken, checked.sitting)
    before = list(checked.sitting.rules["earlier"])
    LiveCheck.objects.filter(pk=checked.pk).update(outcome="lower")
    pulled(item)
    after = Sitting.objects.get(pk=checked.sitting_id)
    now = earlier_from(Sitting.objects.get(pk=taken.pk))
    assert now is not None and after.rules["earlier"] == [now.theta, now.se] != before
    checked.refresh_from_db()
    assert checked.outcome == "consistent"
    assert after.theta == checked.sitting.theta, "its own answers are what they were"


def test_a_check_whose_result_is_gone_can_say_nothing(
    checked: LiveCheck, taken: Sitting, pulled: Pull
) -> None:
    assert checked.sitting is not None
    rules = {**taken.rules, "min_items": taken.responses.count()}
    Sitting.objects.filter(pk=taken.pk).update(rules=rules)
    pulled(only_in(taken, checked.sitting))
    checked.refresh_from_db()
    assert checked.outcome == "too_few"


def test_a_check_held_beside_something_else_stays(checked: LiveCheck, taken: Sitting, pulled: Pull) -> None:
    assert checked.sitting is not None
    rules = {**checked.sitting.rules, "earlier": [0.0, 1.0]}
    Sitting.objects.filter(pk=checked.sitting_id).update(rules=rules)
    pulled(only_in(taken, checked.sitting))
    assert Sitting.objects.get(pk=checked.sitting_id).rules["earlier"] == [0.0, 1.0]
    assert not Fact.objects.filter(name="LiveCheckRevised").exists()

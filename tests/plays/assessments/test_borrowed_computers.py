"""A code that staff give opens the tests of one person on a borrowed computer, once, and nothing else."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.sittings import (
    begin_sitting,
)
from techhire.plays.assessments.actions.supervised import (
    close_test_day,
    give_code,
    mark_of_code,
    use_code,
)
from techhire.plays.assessments.models import Assessment, CheckIn, TestDay
from techhire.plays.assessments.queries.sittings import open_sitting, sitting_numbered
from techhire.plays.assessments.queries.test_days import (
    actor_with_code,
    opened_with_code,
)
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import answer_all, checked_in
from tests.factories.matches import a_person

pytestmark = pytest.mark.django_db
STAFF = {"onramp", "onramp owner"}


def test_a_code_opens_the_tests_of_one_person_and_nothing_else(
    dana: Seeker, coach: Actor, day: TestDay, private: Assessment, community: Community, now: datetime
) -> None:
    mine, other = checked_in(day, dana), checked_in(day, a_person(community))
    code = give_code(coach, mine, now=now)
    visitor = Actor(community_id=community.pk)
    used = use_code(visitor, f" {code.replace('-', ' ')} ", now=now + timedelta(minutes=29))
    assert used == mine
    taker = actor_with_code(community, {"check_in": used.pk, "hash": used.code_hash})
    assert taker is not None and taker.account_id is None
    row = opened_with_code(taker, now)
    assert row is not None and row.check_in == mine and row.waiting == [private]
    sitting = begin_sitting(taker, dana, private, check_in=mine, now=now)
    assert open_sitting(taker) == sitting
    with pytest.raises(Refused):
        begin_sitting(taker, other.seeker, private, check_in=other, now=now)
    ended = answer_all(taker, sitting)
    assert sitting_numbered(taker, ended.pk) == ended and Evidence.objects.get().seeker == dana


def test_a_code_is_used_once_in_time_and_ended_by_a_newer_one(
    dana: Seeker, coach: Actor, day: TestDay, community: Community, now: datetime
) -> None:
    mine, visitor = checked_in(day, dana), Actor(community_id=community.pk)
    code = give_code(coach, mine, now=now)
    with pytest.raises(Refused, match="does not open"):
        use_code(visitor, code, now=now + timedelta(minutes=31))
    used = use_code(visitor, code, now=now)
    with pytest.raises(Refused, match="does not open"):
        use_code(visitor, code, now=now)
    kept = {"check_in": used.pk, "hash": used.code_hash}
    assert actor_with_code(community, kept) is not None
    with pytest.raises(Refused, match="since you opened this page"):
        give_code(coach, mine, instead_of="", now=now)
    assert actor_with_code(community, kept) is not None, "a page from before the first code ends no test"
    newer = give_code(coach, mine, instead_of=mark_of_code(used), now=now)
    assert actor_with_code(community, kept) is None
    close_test_day(coach, day, now=now)
    with pytest.raises(Refused, match="does not open"):
        use_code(visitor, newer, now=now)


@pytest.mark.parametrize("typed", ["", "1234", "abcd-efgh", "0000-0000", "١٢٣٤٥٦٧٨", "\x00", "1" * 5000])
def test_a_wrong_code_opens_nothing(typed: str, community: Community, day: TestDay, now: datetime) -> None:
    with pytest.raises(Refused, match="does not open"):
        use_code(Actor(community_id=community.pk), typed, now=now)


@pytest.mark.parametrize(
    "kept", [None, "x", {}, {"check_in": "1", "hash": ""}, {"check_in": 1, "hash": "no"}]
)
def test_what_a_session_made_up_is_nobody(
    kept: object, community: Community, day: TestDay, dana: Seeker
) -> None:
    checked_in(day, dana)
    assert actor_with_code(community, kept) is None


def test_a_code_of_another_community_opens_nothing_here(
    dana: Seeker, coach: Actor, day: TestDay, elsewhere: Community, now: datetime
) -> None:
    code = give_code(coach, checked_in(day, dana), now=now)
    with pytest.raises(Refused):
        use_code(Actor(community_id=elsewhere.pk), code, now=now)


def test_the_code_itself_is_kept_nowhere(dana: Seeker, coach: Actor, day: TestDay, now: datetime) -> None:
    code = give_code(coach, checked_in(day, dana), now=now)
    assert code not in str(CheckIn.objects.values().get())
    assert not any(code in str(fact.data) for fact in Fact.objects.all())

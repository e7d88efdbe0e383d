"""A sitting from begin to result: each answer saved on its own, resumed wherever it was left."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions import sittings
from techhire.plays.assessments.actions.sittings import (
    Taken,
    answer_question,
    begin_sitting,
    end_sitting,
    open_question,
    resume_sitting,
    take_break,
)
from techhire.plays.assessments.models import Item, Response, Sitting, SittingNote
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import a_bank, a_test, able, answer_all, answer_next, right_answer

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=20)


@pytest.fixture
def sitting(person: Actor, dana: Seeker, now: datetime) -> Sitting:
    """A practice test of half an hour, just begun."""
    test = a_test(a_bank(), seconds=1800)
    return begin_sitting(person, dana, test, seed=5, now=now)


def send(person: Actor, shown: Sitting, now: datetime, **changes: object) -> sittings.Step:
    """Answer the question shown rightly."""
    assert shown.current is not None
    sent = {
        "place": shown.responses.count(),
        "item_id": shown.current_id,
        "answer": right_answer(shown.current),
    }
    return answer_question(person, shown, now=now, **sent | changes)  # type: ignore[arg-type]  # any answer


def test_a_test_is_taken_to_its_result(person: Actor, sitting: Sitting) -> None:
    ended = answer_all(person, sitting, able(0.8))
    assert ended.state == "finished" and ended.stop_reason in {"length", "precision"}
    assert 4 <= ended.responses.count() <= 8
    assert ended.theta is not None and 0 < ended.theta < 2
    assert ended.level is not None and 2.4 < ended.level < 4.5
    assert ended.current is None and ended.ends_at is None


def test_practice_becomes_no_evidence_by_itself(person: Actor, sitting: Sitting) -> None:
    ended = answer_all(person, sitting)
    assert ended.open_bank and ended.evidence is None
    assert not Evidence.objects.exists()


def test_the_same_seed_and_answers_ask_the_same(person: Actor, sitting: Sitting, now: datetime) -> None:
    first = list(answer_all(person, sitting).responses.values_list("item_id", flat=True))
    Sitting.objects.all().update(state="voided", made_at=now - timedelta(days=1))
    Response.objects.all().delete()
    again = begin_sitting(person, sitting.seeker, sitting.assessment, seed=5, now=now)
    assert list(answer_all(person, again).responses.values_list("item_id", flat=True)) == first


def test_a_killed_server_loses_no_answer_and_asks_the_same_question(
    person: Actor, sitting: Sitting, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer and the choice of what follows are one transaction: both are there or neither."""
    shown = answer_next(person, sitting, able(0), now)
    shown = open_question(person, shown, now=now + 3 * SOON)
    for broken in ("go_on", "record", "_taken", "points_for", "note_absence"):
        with monkeypatch.context() as patch:
            patch.setattr(sittings, broken, killed)
            with pytest.raises(Killed):
                send(person, shown, now + 4 * SOON)
        again = open_question(person, Sitting.objects.get(), now=now + 5 * SOON)
        assert again.current_id == shown.current_id and again.responses.count() == 1
    assert send(person, shown, now + 6 * SOON).taken is Taken.SAVED
    assert answer_all(person, shown, now=now + 7 * SOON).state == "finished"


class Killed(Exception):
    """The server went down between two lines."""


def killed(*given: object, **named: object) -> None:
    raise Killed


def test_a_lost_answer_page_brings_the_next_question_and_not_the_last_one(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    saved = send(person, shown, now + SOON)
    later = open_question(person, Sitting.objects.get(), now=now + timedelta(days=2))
    assert later.current_id == saved.sitting.current_id != shown.current_id


def test_the_same_answer_sent_twice_counts_once(person: Actor, sitting: Sitting, now: datetime) -> None:
    shown = open_question(person, sitting, now=now)
    assert send(person, shown, now + SOON).taken is Taken.SAVED
    again = send(person, shown, now + SOON, place=0)
    assert again.taken is Taken.REPEATED
    assert sitting.responses.count() == 1


def test_a_second_tab_with_an_old_question_changes_nothing(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    old = open_question(person, sitting, now=now)
    old_item = old.current
    assert old_item is not None
    send(person, old, now + SOON)
    sent = answer_question(person, sitting, place=0, item_id=old_item.pk, answer="b", now=now + 2 * SOON)
    assert sent.taken is Taken.REPEATED and sitting.responses.get().answer == "a"
    ahead = answer_question(person, sitting, place=1, item_id=old_item.pk, answer="b", now=now + 2 * SOON)
    assert ahead.taken is Taken.REPLACED and sitting.responses.count() == 1


@pytest.mark.parametrize("place", [-1, 5, 10**9])
def test_a_made_up_place_changes_nothing(place: int, person: Actor, sitting: Sitting, now: datetime) -> None:
    shown = open_question(person, sitting, now=now)
    assert send(person, shown, now + SOON, place=place).taken is Taken.REPLACED
    assert not sitting.responses.exists()


def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_lost(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    with pytest.raises(Refused) as refusal:
        send(person, shown, now + SOON, answer="zzz")
    assert refusal.value.field == "answer"
    assert open_question(person, sitting, now=now + SOON).current_id == shown.current_id


def test_not_knowing_is_an_answer(person: Actor, sitting: Sitting, now: datetime) -> None:
    shown = open_question(person, sitting, now=now)
    send(person, shown, now + SOON, answer=None)
    given = sitting.responses.get()
    assert given.answer is None and given.points == 0 and given.scored


def test_an_item_pulled_while_shown_is_not_scored_and_another_is_asked(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    pull(shown.current)
    sent = send(person, shown, now + SOON)
    assert sent.taken is Taken.REPLACED and not sitting.responses.get().scored
    after = open_question(person, sitting, now=now + SOON)
    assert after.current_id not in {None, shown.current_id}
    ended = answer_all(person, after, now=now + 2 * SOON)
    assert ended.responses.filter(item=shown.current).count() == 1


def test_an_item_pulled_before_it_is_answered_gives_way(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    pull(shown.current)
    after = open_question(person, sitting, now=now + SOON)
    assert after.current_id not in {None, shown.current_id} and not sitting.responses.exists()


def pull(item: Item | None) -> None:
    """Take an item out at once, as the life of an item does: its bank's version rises."""
    assert item is not None
    Item.objects.filter(pk=item.pk).update(state="retired", pulled_for="leaked")
    item.bank.version += 1
    item.bank.save(update_fields=["version"])


def test_a_sitting_closes_when_its_time_is_over_with_what_was_answered(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    for turn in range(5):
        answer_next(person, sitting, able(0), now + turn * SOON)
    Sitting.objects.update(seen_at=now + timedelta(minutes=29), ends_at=now + timedelta(minutes=30))
    ended = open_question(person, sitting, now=now + timedelta(minutes=31))
    assert ended.state == "finished" and ended.stop_reason == "time"
    assert ended.level is not None and ended.responses.count() == 5


def test_an_answer_of_the_last_seconds_counts_over_a_slow_connection(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    Sitting.objects.update(ends_at=now + timedelta(seconds=60))
    assert send(person, shown, now + timedelta(seconds=89)).taken is Taken.SAVED
    assert sitting.responses.get().scored


def test_an_answer_after_the_time_is_kept_and_not_scored(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    Sitting.objects.update(ends_at=now + timedelta(seconds=60))
    sent = send(person, shown, now + timedelta(seconds=95))
    assert sent.taken is Taken.OVER and sent.sitting.state == "finished"
    assert not sitting.responses.get().scored
    assert sent.sitting.level is None


def test_at_home_the_clock_stops_while_somebody_is_away(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    back = open_question(person, sitting, now=now + timedelta(hours=5))
    assert back.state == "under_way" and back.current_id == shown.current_id
    assert back.ends_at == now + timedelta(hours=5) + timedelta(minutes=20)
    assert SittingNote.objects.get().kind == "lost_connection"
    send(person, back, now + timedelta(hours=5, seconds=30))
    assert sitting.responses.get().seconds == 630


def test_a_break_keeps_the_question_and_stops_the_clock(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    rested = take_break(person, sitting, now=now + SOON)
    assert rested.state == "interrupted"
    assert open_question(person, sitting, now=now + timedelta(hours=1)).state == "interrupted"
    back = resume_sitting(person, sitting, now=now + SOON + timedelta(days=1))
    assert back.state == "under_way" and back.current_id == shown.current_id
    assert back.ends_at == now + timedelta(minutes=30, days=1)
    send(person, back, now + timedelta(days=1, seconds=45))
    assert sitting.responses.get().seconds == 45


def test_an_answer_from_another_tab_ends_the_break(person: Actor, sitting: Sitting, now: datetime) -> None:
    shown = open_question(person, sitting, now=now)
    take_break(person, sitting, now=now + SOON)
    assert send(person, shown, now + 2 * SOON).sitting.state == "under_way"


def test_ending_early_gives_a_result_only_from_enough_answers(
    person: Actor, dana: Seeker, now: datetime
) -> None:
    test = a_test(a_bank(), min_items=4)
    few = begin_sitting(person, dana, test, now=now)
    answer_next(person, few, able(0), now)
    ended = end_sitting(person, few, now=now + 2 * SOON)
    assert ended.stop_reason == "ended" and ended.level is None
    enough = begin_sitting(person, dana, test, now=now)
    for turn in range(4):
        answer_next(person, enough, able(0), now + turn * SOON)
    assert end_sitting(person, enough, now=now + 9 * SOON).level is not None


def test_one_open_sitting_a_person_across_all_tests(
    person: Actor, dana: Seeker, sitting: Sitting, now: datetime
) -> None:
    other = a_test(a_bank())
    with pytest.raises(Refused, match="under way"):
        begin_sitting(person, dana, other, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.create(seeker=dana, assessment=other, rules={}, seed=1, made_at=now)


def test_what_was_asked_last_time_is_not_asked_again_while_enough_is_left(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    first = set(answer_all(person, sitting).responses.values_list("item_id", flat=True))
    again = begin_sitting(person, sitting.seeker, sitting.assessment, now=now)
    second = set(answer_all(person, again).responses.values_list("item_id", flat=True))
    assert not first & second


def test_a_bank_of_three_items_says_so_before_it_begins(person: Actor, dana: Seeker, now: datetime) -> None:
    with pytest.raises(Refused, match="too few questions"):
        begin_sitting(person, dana, a_test(a_bank(difficulties=(0, 1, 2))), now=now)
    short = begin_sitting(person, dana, a_test(a_bank(difficulties=(0, 1, 2)), min_items=3), now=now)
    ended = answer_all(person, short)
    assert ended.stop_reason == "bank" and ended.level is not None


def test_all_items_pulled_in_mid_sitting_close_it_with_what_there_is(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    for turn in range(4):
        answer_next(person, sitting, able(0), now + turn * SOON)
    bank = sitting.assessment.bank
    Item.objects.filter(bank=bank).update(state="retired")
    bank.version += 1
    bank.save()
    ended = open_question(person, sitting, now=now + 9 * SOON)
    assert ended.state == "finished" and ended.stop_reason == "bank" and ended.level is not None


def test_items_on_trial_are_asked_and_not_scored(person: Actor, dana: Seeker, now: datetime) -> None:
    bank = a_bank()
    Item.objects.filter(pk__in=Item.objects.filter(bank=bank)[:5].values("pk")).update(state="pilot")
    ended = answer_all(person, begin_sitting(person, dana, a_test(bank, pilot_items=2), now=now))
    tried = ended.responses.filter(scored=False)
    assert tried.count() == 2 and all(row.item.state == "pilot" for row in tried)


@pytest.mark.parametrize("method", ["maximum_information", "sympson_hetter"])
def test_every_way_of_choosing_comes_to_an_end(
    method: str, person: Actor, dana: Seeker, now: datetime
) -> None:
    shares = {"cables": 0.5, "printers": 0.3, "gone": 0.2}
    test = a_test(a_bank(), method=method, shares=shares)
    assert answer_all(person, begin_sitting(person, dana, test, now=now)).state == "finished"


def test_answers_given_very_quickly_are_a_note_and_nothing_more(
    person: Actor, sitting: Sitting, now: datetime
) -> None:
    shown = open_question(person, sitting, now=now)
    send(person, shown, now + timedelta(seconds=1))
    assert SittingNote.objects.get().kind == "very_quick" and sitting.responses.get().scored


def test_people_of_another_community_are_told_nothing(
    sitting: Sitting, stranger: Actor, elsewhere: Community, now: datetime
) -> None:
    with pytest.raises(Refused):
        open_question(stranger, sitting, now=now)


def test_the_last_answer_costs_as_much_as_the_first(
    person: Actor, dana: Seeker, now: datetime, django_assert_max_num_queries: Callable[..., object]
) -> None:
    test = a_test(a_bank(difficulties=[at / 40 - 2.5 for at in range(200)]), max_items=30, stop_se=0)
    sitting = begin_sitting(person, dana, test, now=now)
    for turn in range(25):
        with django_assert_max_num_queries(14):
            answer_next(person, sitting, able(0), now + turn * SOON)

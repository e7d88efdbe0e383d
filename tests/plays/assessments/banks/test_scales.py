"""A bank's numbers stand on one scale: what would mix two is refused, and what is of the old one says nothing."""

from datetime import datetime, timedelta

import pytest

from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.assessments import open_assessment
from techhire.plays.assessments.actions.calibrating import adopt_calibration, start_calibration
from techhire.plays.assessments.actions.cuts import set_cuts
from techhire.plays.assessments.actions.item_life import retire_item
from techhire.plays.assessments.bridge.earlier import earlier_result
from techhire.plays.assessments.bridge.scales import waits_for_cuts
from techhire.plays.assessments.models import Assessment, Calibration, Item, ItemBank, Sitting
from techhire.plays.assessments.queries.banks import thetas_before
from techhire.plays.assessments.queries.settings import NO_CUTS, obstacles
from tests.plays.assessments.banks.made_up import answer_table, answered, items_in, table_of

pytestmark = pytest.mark.django_db
TRUE = [-1.8, -1.2, -0.6, 0.0, 0.4, 0.9, 1.5, 2.0]
LATER = [-1.0, 0.0, 1.0, 2.0, 3.0]


def by_file(actor: Actor, bank: ItemBank, items: list[Item], now: datetime, *, seed: int = 1) -> Calibration:
    """These items measured by answers from a file."""
    table = answer_table(items, table_of(TRUE[: len(items)], 300, seed=seed))
    found = start_calibration(actor, bank, model="1pl", source="file", table=table, now=now)
    drain(lambda: now)
    found.refresh_from_db()
    return found


@pytest.fixture
def measured(author: Actor, bank: ItemBank, now: datetime) -> list[Item]:
    """Four items measured, on the scale of those who answered, with levels placed on it."""
    items = items_in(bank, TRUE[:4])
    adopt_calibration(author, by_file(author, bank, items, now), now=now)
    set_cuts(author, bank, thetas=LATER, method="author", panel=1, now=now)
    return items


def test_numbers_of_a_new_scale_do_not_go_in_beside_measured_ones(
    author: Actor, bank: ItemBank, measured: list[Item], now: datetime
) -> None:
    others = items_in(bank, TRUE[4:])
    found = by_file(author, bank, measured[:2] + others, now + timedelta(days=1))
    assert found.summary["scale"] == "new"
    with pytest.raises(Refused, match=f"{measured[2].code}, {measured[3].code}"):
        adopt_calibration(author, found, now=now + timedelta(days=1))
    assert not Item.objects.filter(pk__in=[item.pk for item in others], guessed=False).exists()
    assert not waits_for_cuts(bank)


def test_a_whole_bank_measured_anew_may_move_to_a_new_scale_and_then_waits_for_cuts(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = items_in(bank, TRUE[:2])
    Item.objects.filter(pk__in=[item.pk for item in items]).update(guessed=False)
    later = now + timedelta(days=1)
    found = by_file(author, bank, items + items_in(bank, TRUE[2:6]), later)
    assert found.summary["scale"] == "new"
    adopt_calibration(author, found, now=later)
    test = Assessment.objects.filter(bank=bank).earliest("pk")
    assert waits_for_cuts(bank) and str(NO_CUTS) in [words for _field, words in obstacles(test)]
    Assessment.objects.filter(pk=test.pk).update(min_items=2, max_items=4)
    with pytest.raises(Refused, match="prove nothing"):
        open_assessment(author, test, now=later)
    set_cuts(author, bank, thetas=LATER, method="author", panel=1, now=later)
    assert not waits_for_cuts(bank) and obstacles(Assessment.objects.get(pk=test.pk)) == []
    assert open_assessment(author, test, now=later).state == "active"


def test_numbers_linked_to_a_scale_that_is_no_more_are_refused(
    author: Actor, bank: ItemBank, measured: list[Item], now: datetime
) -> None:
    kept = by_file(author, bank, measured, now + timedelta(days=1), seed=2)
    assert kept.summary["scale"] == "kept"
    newer = Calibration.objects.get(state="adopted")
    newer.adopted_at = now + timedelta(days=2)
    newer.save()
    with pytest.raises(Refused, match="set anew since"):
        adopt_calibration(author, kept, now=now + timedelta(days=3))


def test_measured_items_that_are_not_asked_count_as_guesses_on_the_new_scale(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = items_in(bank, TRUE[:5])
    old = items[4]
    Item.objects.filter(pk=old.pk).update(guessed=False)
    retire_item(author, old, now=now)
    adopt_calibration(author, by_file(author, bank, items[:4], now), now=now)
    old.refresh_from_db()
    event = old.events.get(step="unlinked")
    assert old.guessed and event.was["guessed"] is False


def test_abilities_of_the_old_scale_are_not_compared_with_anything(
    author: Actor, bank: ItemBank, measured: list[Item], now: datetime
) -> None:
    answered(bank, measured, table_of(TRUE[:4], 3))
    sitting = Sitting.objects.earliest("pk")
    Sitting.objects.update(level="2.5", level_sd="0.4", finished_at=now - timedelta(days=5))
    assert earlier_result(sitting.seeker, bank) is None and thetas_before(bank) == []
    Sitting.objects.update(finished_at=now + timedelta(days=5))
    assert earlier_result(sitting.seeker, bank) is not None and len(thetas_before(bank)) == 3

"""A question that leaks after a thousand clean answers is seen: a clear case goes at once, a mild one is shown."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.schedule import tick
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.banks import touch_bank
from techhire.plays.assessments.actions.drifting import keep_item, note_drift, note_watched
from techhire.plays.assessments.actions.item_life import revive_item
from techhire.plays.assessments.actions.items import note_step
from techhire.plays.assessments.models import Item, ItemBank, ItemEvent, Response, Sitting
from techhire.plays.assessments.queries import drift
from techhire.plays.assessments.queries.drift import Sign, drifting_items, next_bank_to_watch, signs_in
from techhire.plays.assessments.words import ItemStep
from tests.cases import in_one_world
from tests.plays.assessments.banks.made_up import answered, items_in, table_of

pytestmark = pytest.mark.django_db
TRUE = [-1.8, -1.2, -0.6, 0.0, 0.4, 0.9, 1.5, 2.0]
LEAKED = 6


def bank_with(bank: ItemBank, clean: int, share: float) -> list[Item]:
    """Items with so many clean answers each, and then two hundred people of whom a share knows one answer."""
    items = items_in(bank, TRUE)
    points = table_of(TRUE, clean + 200, slope=1.0)
    lately = points[clean:, LEAKED]
    lately[np.random.default_rng(2).random(200) < share] = 1
    answered(bank, items, points)
    Response.objects.update(scored=True, counts=True)
    for item, b in zip(items, TRUE, strict=True):
        Item.objects.filter(pk=item.pk).update(b=b, guessed=False)
    return list(Item.objects.filter(bank=bank).order_by("pk"))


def a_day_passes(now: datetime) -> None:
    tick(now)
    drain(lambda: now)


def test_a_leak_after_a_thousand_clean_answers_is_pulled_and_told_once(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    items = bank_with(bank, 1000, 0.7)
    a_day_passes(now)
    leaked = Item.objects.get(pk=items[LEAKED].pk)
    assert (leaked.state, leaked.pulled_for) == ("retired", "drifting")
    assert Item.objects.filter(bank=bank, state="active").count() == len(TRUE) - 1
    fact = Fact.objects.get(name="ItemDrifted")
    assert fact.data["pulled"] is True and fact.data["shift"] < -1
    assert Fact.objects.filter(name="ItemPulled").count() == 1
    letters = [m for m in mail.outbox if "item_drifted" in m.extra_headers["Message-ID"]]
    assert len(letters) == 1 and leaked.code in letters[0].body and "taken out at once" in letters[0].body
    a_day_passes(now + timedelta(days=1))
    assert len([m for m in mail.outbox if "item_drifted" in m.extra_headers["Message-ID"]]) == 1
    assert revive_item(author, leaked, now=now).state == "draft"


def test_a_mild_drift_is_flagged_until_somebody_looked(
    author: Actor, colleague: Actor, bank: ItemBank, now: datetime
) -> None:
    items = bank_with(bank, 1000, 0.0)
    sign = Sign(items[2].pk, items[2].version, -0.6, is_grave=False)
    system = Actor.system(bank.community_id)
    assert note_drift(system, sign, now=now) and not note_drift(system, sign, now=now)
    assert [item.pk for item in drifting_items(colleague)] == [items[2].pk]
    drain(lambda: now)
    letters = [m for m in mail.outbox if "item_drifted" in m.extra_headers["Message-ID"]]
    assert letters and "still in use" in letters[0].body
    kept = keep_item(author, items[2], now=now)
    assert (kept.state, drifting_items(author)) == ("active", [])
    again = Sign(kept.pk, kept.version, -0.6, is_grave=False)
    assert not note_drift(system, again, now=now)
    with pytest.raises(Refused):
        keep_item(author, kept, now=now)
    assert note_drift(system, Sign(kept.pk, kept.version, -2.0, is_grave=True), now=now)
    assert Item.objects.get(pk=kept.pk).state == "retired"


def test_what_somebody_left_in_use_is_pulled_only_where_it_drifted_clearly_further(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    """Where many drift at once each is said without being pulled; that fewer do later undoes nobody's decision."""
    system = Actor.system(bank.community_id)
    (item,) = items_in(bank, [0.0])
    assert note_drift(system, Sign(item.pk, item.version, -1.5, is_grave=False), now=now)
    kept = keep_item(author, item, now=now)
    assert not note_drift(system, Sign(kept.pk, kept.version, -1.7, is_grave=True), now=now)
    assert note_drift(system, Sign(kept.pk, kept.version, -2.0, is_grave=True), now=now)
    assert not note_drift(system, Sign(kept.pk, kept.version, -2.0, is_grave=True), now=now)
    assert [one.pk for one in drifting_items(author)] == [item.pk]
    assert Fact.objects.filter(name="ItemDrifted").latest("pk").data["pulled"] is False
    assert not note_drift(system, Sign(kept.pk, kept.version, 0.4, is_grave=False), now=now)
    assert Item.objects.get(pk=item.pk).state == "active"
    assert note_drift(system, Sign(kept.pk, kept.version, -2.5, is_grave=True), now=now)
    assert Item.objects.get(pk=item.pk).state == "retired"


def test_where_it_is_not_known_what_somebody_looked_at_nothing_they_kept_is_pulled(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    system = Actor.system(bank.community_id)
    (item,) = items_in(bank, [0.0])
    note_drift(system, Sign(item.pk, item.version, -0.6, is_grave=False), now=now)
    kept = keep_item(author, item, now=now)
    ItemEvent.objects.filter(item=item).update(shift=None)
    grave = Sign(kept.pk, kept.version, -2.0, is_grave=True)
    assert note_drift(system, grave, now=now) and not note_drift(system, grave, now=now)
    assert Item.objects.get(pk=item.pk).state == "active"


def test_an_item_measured_anew_after_it_was_kept_is_pulled_as_any_other(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    system = Actor.system(bank.community_id)
    (item,) = items_in(bank, [0.0])
    note_drift(system, Sign(item.pk, item.version, -1.5, is_grave=False), now=now)
    kept = keep_item(author, item, now=now)
    note_step(kept, ItemStep.MEASURED, by=author, before=kept.state, now=now)
    assert note_drift(system, Sign(kept.pk, kept.version, -1.5, is_grave=True), now=now)
    assert Item.objects.get(pk=item.pk).state == "retired"


def test_a_bank_rests_until_another_test_of_it_ends(bank: ItemBank, now: datetime) -> None:
    assert next_bank_to_watch(0) is None
    bank_with(bank, 10, 0.0)
    assert next_bank_to_watch(0) == bank and next_bank_to_watch(bank.pk) is None
    a_day_passes(now)
    assert next_bank_to_watch(0) is None
    sitting = Sitting.objects.latest("pk")
    sitting.pk, sitting.finished_at = None, now
    sitting.save()
    assert next_bank_to_watch(0) == bank


def test_a_bank_that_changed_while_it_was_looked_at_is_looked_at_again(bank: ItemBank, now: datetime) -> None:
    bank_with(bank, 10, 0.0)
    touch_bank(bank.pk)
    assert not note_watched(Actor.system(bank.community_id), bank, upto=now)
    assert next_bank_to_watch(0) == bank


def test_only_answers_of_the_sittings_that_count_are_read(
    bank: ItemBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank_with(bank, 100, 0.0)
    monkeypatch.setattr(drift, "MOST_SITTINGS", 40)
    with CaptureQueriesContext(connection) as asked:
        signs_in(bank)
    answers = [one["sql"] for one in asked if f'FROM "{Response._meta.db_table}"' in one["sql"]]
    assert len(answers) == 1 and "LIMIT 40" in answers[0]


def test_clean_answers_raise_no_sign_and_a_changed_item_is_left_alone(bank: ItemBank, now: datetime) -> None:
    items = bank_with(bank, 600, 0.0)
    assert signs_in(bank) == []
    stale = Sign(items[0].pk, items[0].version - 1, -3.0, is_grave=True)
    assert not note_drift(Actor.system(bank.community_id), stale, now=now)


def test_where_many_questions_drift_at_once_none_is_pulled(bank: ItemBank) -> None:
    items = items_in(bank, TRUE)
    points = table_of(TRUE, 800)
    points[600:, [5, 6, 7]] = 1
    points[600:, [0, 1, 2]] = np.random.default_rng(3).integers(0, 2, (200, 3))
    answered(bank, items, points)
    Response.objects.update(scored=True, counts=True)
    signs = signs_in(bank)
    assert len(signs) > 2 and not any(sign.is_grave for sign in signs)


@in_one_world(
    "role",
    [
        "civic_reader",
        "hiring_manager",
        "trainer",
        "coach",
        "helper",
        "rival",
        "stranger",
        "person",
        "visitor",
    ],
)
def test_only_who_keeps_the_bank_leaves_it_in_use_or_sees_it_drift(
    request: pytest.FixtureRequest, bank: ItemBank, now: datetime, role: str
) -> None:
    (item,) = items_in(bank, [0.0])
    sign = Sign(item.pk, item.version, -0.6, is_grave=False)
    note_drift(Actor.system(bank.community_id), sign, now=now)
    actor = request.getfixturevalue(role)
    assert drifting_items(actor) == []
    with pytest.raises(Refused):
        keep_item(actor, item, now=now)
    with pytest.raises(Refused):
        note_drift(actor, sign, now=now)

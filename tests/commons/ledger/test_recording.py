"""Facts: appended with their reactions in the transaction of the deed, never changed, never removed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

import pytest
from django.db import transaction
from django.db.models import Q

from techhire.commons.ledger.models import AppendOnly, Fact, Reaction
from techhire.commons.ledger.queries import facts_about, facts_in, progress_of
from techhire.commons.ledger.recording import NotInTransaction, record
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.commons.permits import Actor
from tests.commons.ledger.conftest import BellRang, DoorOpened


@dataclass(frozen=True)
class Dated:
    bell_id: int
    on: date
    subject: ClassVar[str] = "bell:bell_id"


ACTOR = Actor(account_id=7, community_id=3, channel="api", on_behalf_of=9)


@pytest.mark.django_db
def test_a_fact_says_who_what_when_and_for_whom(now: datetime) -> None:
    fact = record(BellRang(5), actor=ACTOR, now=now)
    fact.refresh_from_db()
    told = (fact.name, fact.at, fact.actor_id, fact.on_behalf_of_id, fact.channel, fact.community_id)
    assert told == ("BellRang", now, 7, 9, "api", 3)
    assert (fact.subject_type, fact.subject_id, fact.data) == ("bell", 5, {"bell_id": 5})


@pytest.mark.django_db
def test_every_handler_gets_one_waiting_reaction(now: datetime) -> None:
    @reacts_to(BellRang)
    def first(step: Step) -> Done:
        return Done()

    @reacts_to(BellRang, DoorOpened)
    def second(step: Step) -> Done:
        return Done()

    fact = record(BellRang(5), actor=ACTOR, now=now)
    waiting = Reaction.objects.filter(fact=fact, state="waiting", due_at=now)
    assert sorted(row.handler.split(".")[-1] for row in waiting) == ["first", "second"]
    assert not progress_of(fact.pk).finished


@pytest.mark.django_db
def test_a_deed_undone_takes_its_fact_and_reactions_with_it(now: datetime) -> None:
    @reacts_to(BellRang)
    def handler(step: Step) -> Done:
        return Done()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(BellRang(5), actor=ACTOR, now=now)
        raise ZeroDivisionError
    assert Fact.objects.count() == Reaction.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(now: datetime) -> None:
    with pytest.raises(NotInTransaction):
        record(BellRang(5), actor=ACTOR, now=now)
    assert Fact.objects.count() == 0


@pytest.mark.django_db
def test_facts_are_never_changed_and_never_removed(now: datetime) -> None:
    fact = record(BellRang(5), actor=ACTOR, now=now)
    fact.name = "DoorOpened"
    for change in (
        fact.save,
        fact.delete,
        Fact.objects.get().delete,
        lambda: Fact.objects.update(name="x"),
        lambda: Fact.objects.filter(pk=fact.pk).delete(),
        lambda: Fact.objects.exclude(Q(pk=0)).update(at=now),
    ):
        with pytest.raises(AppendOnly):
            change()
    assert Fact.objects.get().name == "BellRang"


@pytest.mark.django_db
def test_facts_are_found_by_thing_and_by_community(now: datetime) -> None:
    record(BellRang(5), actor=ACTOR, now=now)
    record(DoorOpened(5), actor=ACTOR, now=now)
    record(BellRang(6), actor=ACTOR, now=now, community_id=4)
    assert [fact.name for fact in facts_about("bell", 5)] == ["BellRang"]
    assert [fact.data for fact in facts_in(4, "BellRang", "DoorOpened")] == [{"bell_id": 6}]


@pytest.mark.django_db
def test_dates_in_a_fact_are_kept_as_text(now: datetime) -> None:
    fact = record(Dated(5, date(2026, 3, 2)), actor=ACTOR, now=now)
    assert fact.data == {"bell_id": 5, "on": "2026-03-02"}

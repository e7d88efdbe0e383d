"""A second person reads every item; each step is taken from where it may be taken, and kept."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions import item_life as life
from techhire.plays.assessments.actions.items import edit_item, write_item
from techhire.plays.assessments.actions.media import add_media
from techhire.plays.assessments.models import Item, ItemBank, ItemMedia
from techhire.plays.assessments.queries.items import waiting_for_reader
from tests.engines.item_exchange.samples import PNG
from tests.plays.assessments.banks.conftest import said, single

pytestmark = pytest.mark.django_db
STATES = ("draft", "in_review", "pilot", "active", "retired")
Step = Callable[[Actor, Item, datetime], Item]
STEPS: dict[str, tuple[Step, dict[str, str]]] = {
    "submit": (lambda a, i, n: life.submit_item(a, i, now=n), {"draft": "in_review"}),
    "approve": (lambda a, i, n: life.approve_item(a, i, now=n), {"in_review": "pilot"}),
    "send back": (
        lambda a, i, n: life.send_back_item(a, i, remark="Which database?", now=n),
        {"in_review": "draft"},
    ),
    "put in use": (lambda a, i, n: life.put_item_in_use(a, i, now=n), {"pilot": "active"}),
    "retire": (
        lambda a, i, n: life.retire_item(a, i, now=n),
        dict.fromkeys(("draft", "in_review", "pilot", "active"), "retired"),
    ),
    "pull": (
        lambda a, i, n: life.pull_item(a, i, reason="leaked", now=n),
        dict.fromkeys(("draft", "in_review", "pilot", "active"), "retired"),
    ),
    "revive": (lambda a, i, n: life.revive_item(a, i, now=n), {"retired": "draft"}),
}


@pytest.fixture
def item(author: Actor, bank: ItemBank, now: datetime) -> Item:
    return write_item(author, bank, wording=single(), now=now)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_taken_only_from_where_it_may_be(
    colleague: Actor, item: Item, now: datetime, name: str, state: str
) -> None:
    step, leads = STEPS[name]
    Item.objects.filter(pk=item.pk).update(state=state)
    if state in leads:
        moved = step(colleague, item, now)
        assert (moved.state, moved.version) == (leads[state], 2)
        assert moved.events.latest("pk").after == leads[state]
        assert Fact.objects.filter(name="ItemMoved", subject_id=item.pk).count() == 1
    else:
        with pytest.raises(Refused):
            step(colleague, item, now)
        item.refresh_from_db()
        assert (item.state, item.version) == (state, 1)


def test_from_draft_to_use_by_two_people(author: Actor, colleague: Actor, item: Item, now: datetime) -> None:
    life.submit_item(author, item, now=now)
    assert [one.pk for one in waiting_for_reader(colleague)] == [item.pk]
    approved = life.approve_item(colleague, item, now=now)
    assert (approved.state, approved.reader_id) == ("pilot", colleague.account_id)
    in_use = life.put_item_in_use(author, item, now=now)
    assert (in_use.state, in_use.guessed) == ("active", True)
    steps = list(in_use.events.order_by("pk").values_list("step", flat=True))
    assert steps == ["written", "submitted", "approved", "in_use"]


def test_nobody_reads_their_own_words(author: Actor, item: Item, now: datetime) -> None:
    life.submit_item(author, item, now=now)
    assert waiting_for_reader(author) == []
    with pytest.raises(Refused):
        life.approve_item(author, item, now=now)


def test_a_small_change_by_a_colleague_does_not_make_the_author_a_second_reader(
    author: Actor, colleague: Actor, civic_owner: Actor, item: Item, now: datetime
) -> None:
    edit_item(colleague, item, wording=single(key="b"), now=now)
    life.submit_item(colleague, item, now=now)
    for writer in (author, colleague):
        with pytest.raises(Refused):
            life.approve_item(writer, item, now=now)
    assert life.approve_item(civic_owner, item, now=now).state == "pilot"


def test_after_an_approval_only_later_words_need_another_reader(
    author: Actor, colleague: Actor, item: Item, now: datetime
) -> None:
    life.submit_item(author, item, now=now)
    life.approve_item(colleague, item, now=now)
    edit_item(colleague, item, wording=single(key="b"), now=now)
    assert life.approve_item(author, item, now=now).reader_id == author.account_id


def test_the_product_itself_is_no_second_reader(
    system: Actor, author: Actor, item: Item, now: datetime
) -> None:
    life.submit_item(author, item, now=now)
    with pytest.raises(Refused):
        life.approve_item(system, item, now=now)


def test_sent_back_with_a_remark_the_author_reads_in_its_history(
    author: Actor, colleague: Actor, item: Item, now: datetime
) -> None:
    life.submit_item(author, item, now=now)
    with pytest.raises(Refused) as refused:
        life.send_back_item(colleague, item, remark=" ", now=now)
    assert refused.value.field == "remark"
    life.send_back_item(colleague, item, remark="Which database is meant?", now=now)
    event = item.events.latest("pk")
    assert (event.step, event.remark, event.by_id) == (
        "sent_back",
        "Which database is meant?",
        colleague.account_id,
    )


def test_a_draft_says_why_its_key_is_right_before_anybody_reads_it(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    content = {"en": said(), "es": said("¿Cuál?", why="")}
    item = write_item(author, bank, wording=single(content=content), now=now)
    with pytest.raises(Refused):
        life.submit_item(author, item, now=now)


def test_a_picture_without_words_keeps_an_item_from_a_reader(
    author: Actor, item: Item, now: datetime
) -> None:
    media = add_media(author, item, data=PNG, alt={"en": "A table", "es": "Una tabla"}, now=now)
    ItemMedia.objects.filter(pk=media.pk).update(alt={"en": "A table"})
    with pytest.raises(Refused):
        life.submit_item(author, item, now=now)


def test_pulling_says_why_and_is_not_stopped_by_a_change_meanwhile(
    author: Actor, colleague: Actor, item: Item, now: datetime
) -> None:
    Item.objects.filter(pk=item.pk).update(state="active")
    with pytest.raises(Refused):
        life.pull_item(author, item, reason="replaced", now=now)
    Item.objects.filter(pk=item.pk).update(version=9)
    pulled = life.pull_item(colleague, item, reason="wrong", remark="Two are right", now=now)
    assert (pulled.state, pulled.pulled_for, pulled.version) == ("retired", "wrong", 10)
    assert Fact.objects.get(name="ItemPulled").data["reason"] == "wrong"
    revived = life.revive_item(author, item, now=now)
    assert (revived.state, revived.pulled_for) == ("draft", "")


def test_two_readers_at_once_approve_once(
    author: Actor, colleague: Actor, civic_owner: Actor, item: Item, now: datetime
) -> None:
    version = life.submit_item(author, item, now=now).version
    life.approve_item(colleague, item, expected_version=version, now=now)
    with pytest.raises(Refused):
        life.send_back_item(civic_owner, item, remark="No", expected_version=version, now=now)
    item.refresh_from_db()
    assert item.state == "pilot"


def test_who_waits_is_found_in_two_queries(
    author: Actor,
    colleague: Actor,
    bank: ItemBank,
    now: datetime,
    django_assert_num_queries: Callable[..., object],
) -> None:
    for _ in range(6):
        life.submit_item(author, write_item(author, bank, wording=single(), now=now), now=now)
    connection.ensure_connection()
    with django_assert_num_queries(2):
        found = waiting_for_reader(colleague)
        assert [item.author.pk for item in found] == [author.account_id] * 6

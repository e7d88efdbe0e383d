"""Items are written whole, with a key that fits, and every edit keeps what was before."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.actions.item_life import approve_item, submit_item
from techhire.plays.assessments.actions.items import edit_item, write_item
from techhire.plays.assessments.actions.media import add_media, remove_media
from techhire.plays.assessments.models import Item, ItemBank
from techhire.plays.assessments.queries.wording import Wording, checked
from tests.engines.item_exchange.samples import PNG
from tests.plays.assessments.banks.conftest import said, single

pytestmark = pytest.mark.django_db


def refused_field(wording: Wording) -> str | None:
    with pytest.raises(Refused) as refused:
        checked(wording)
    return refused.value.field


def test_a_new_bank_has_cut_scores_and_a_test_nobody_can_take_yet(
    author: Actor, sql: Skill, now: datetime
) -> None:
    bank = create_bank(author, sql, title="SQL at work", now=now)
    assert (bank.kind, bank.community_id, bank.skill) == ("private", author.community_id, sql)
    assert bank.cuts.get().thetas == [-2, -1, 0, 1, 2]
    assert bank.tests.get().state == "draft"
    assert Fact.objects.filter(name="BankCreated", subject_id=bank.pk).exists()


def test_a_bank_is_about_a_skill_in_use_here(author: Actor, sql: Skill, now: datetime) -> None:
    Skill.objects.filter(pk=sql.pk).update(state="retired")
    with pytest.raises(Refused):
        create_bank(author, sql, title="SQL", now=now)


def test_a_draft_keeps_its_words_its_author_and_the_version_of_the_skill(
    author: Actor, bank: ItemBank, sql: Skill, now: datetime
) -> None:
    Skill.objects.filter(pk=sql.pk).update(version=4)
    bank.skill.refresh_from_db()
    item = write_item(author, bank, wording=single(), now=now)
    item.refresh_from_db()
    assert (item.state, item.author_id, item.skill_version) == ("draft", author.account_id, 4)
    assert (item.code, item.guessed, item.b) == ("reading-01", True, -0.5)
    assert item.content["es"]["prompt"] == "¿Qué palabra lee filas?"
    event = item.events.get()
    assert (event.step, event.before, event.after, event.by_id) == ("written", "", "draft", author.account_id)


def test_short_names_are_made_up_in_a_row_and_never_given_twice(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    codes = [write_item(author, bank, wording=single(), now=now).code for _ in range(2)]
    assert codes == ["reading-01", "reading-02"]
    with pytest.raises(Refused) as refused:
        write_item(author, bank, wording=single(), code="reading-01", now=now)
    assert refused.value.field == "code"
    with pytest.raises(Refused):
        write_item(author, bank, wording=single(), code="../x", now=now)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "essay"}, "kind"),
        ({"level": 6}, "level"),
        ({"content": {}}, "prompt_en"),
        ({"content": {"fr": said()}}, "content"),
        ({"content": {"en": said("")}}, "prompt_en"),
        ({"content": {"en": said("?", "one")}}, "choices"),
        ({"content": {"en": said("?", "one", "one")}}, "choices"),
        ({"content": {"en": said("?", "one", " ")}}, "choices"),
        ({"content": {"en": said("?", *"abc"), "es": said("?", *"ab")}}, "choices"),
        ({"key": "d"}, "key"),
        ({"key": None}, "key"),
        ({"kind": "multiple", "key": []}, "key"),
        ({"kind": "order", "key": ["a", "b"]}, "key"),
        ({"kind": "code_reading"}, "program"),
        ({"kind": "short_text", "key": [" ", ""]}, "key"),
        ({"kind": "numeric", "key": "four"}, "key"),
        ({"kind": "numeric", "key": float("nan")}, "key"),
        ({"kind": "numeric", "key": 4, "tolerance": -1}, "tolerance"),
        ({"kind": "match", "key": {"a": "x"}}, "choices"),
        ({"content": {"en": said("x" * 4001)}}, "prompt_en"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_at_its_field(changes: dict[str, Any], field: str) -> None:
    assert refused_field(single(**changes)) == field


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("single", {"key": "b"}),
        ("code_reading", {"key": "b", "program": "print(1)"}),
        ("multiple", {"key": ["c", "a"]}),
        ("order", {"key": ["c", "a", "b"]}),
        ("short_text", {"key": ["SELECT", " SELECT ", "select"]}),
        ("numeric", {"key": 3, "tolerance": 0.5}),
        (
            "match",
            {
                "content": {
                    "en": said() | {"targets": [{"id": "x", "text": "reads"}, {"id": "y", "text": "w"}]}
                },
                "key": {"a": "x", "b": "y", "c": "y"},
            },
        ),
    ],
)
def test_every_kind_can_be_written_and_read_again(
    author: Actor, bank: ItemBank, now: datetime, kind: str, more: dict[str, Any]
) -> None:
    item = write_item(author, bank, wording=single(kind=kind, **more), now=now)
    item.refresh_from_db()
    assert checked(Wording.of(item)) == Wording.of(item)
    expected = {"multiple": ["a", "c"], "short_text": ["SELECT", "select"]}.get(kind, more["key"])
    assert item.key == expected


def test_one_language_is_enough(author: Actor, bank: ItemBank, now: datetime) -> None:
    item = write_item(author, bank, wording=single(content={"es": said("¿Cuál?")}), now=now)
    assert list(item.content) == ["es"]


def test_editing_a_draft_is_a_new_version_of_a_draft(author: Actor, bank: ItemBank, now: datetime) -> None:
    item = write_item(author, bank, wording=single(), now=now)
    edited = edit_item(author, item, wording=single(key="b"), expected_version=1, now=now)
    assert (edited.state, edited.version, edited.worded_in, edited.key) == ("draft", 2, 2, "b")
    event = edited.events.get(step="edited")
    assert (event.was["key"], event.version) == ("a", 2)


def test_saving_without_a_change_changes_nothing(author: Actor, bank: ItemBank, now: datetime) -> None:
    item = write_item(author, bank, wording=single(), now=now)
    facts = Fact.objects.count()
    assert edit_item(author, item, wording=single(), now=now).version == 1
    assert Fact.objects.count() == facts


def test_other_words_for_a_question_in_use_go_to_a_second_reader_and_lose_their_numbers(
    author: Actor, colleague: Actor, bank: ItemBank, now: datetime
) -> None:
    item = write_item(author, bank, wording=single(), now=now)
    Item.objects.filter(pk=item.pk).update(
        state="active", a=1.4, b=0.7, c=0.1, guessed=False, let_through=0.5
    )
    edited = edit_item(colleague, item, wording=single(key="c"), now=now + timedelta(days=1))
    assert (edited.state, edited.author_id, edited.reader_id) == ("in_review", colleague.account_id, None)
    assert (edited.guessed, edited.a, edited.b, edited.c, edited.let_through) == (True, 1.0, 0.7, 0.0, 1.0)
    assert edited.events.get(step="edited").was["b"] == 0.7


def test_an_edit_of_what_somebody_else_changed_meanwhile_is_refused(
    author: Actor, colleague: Actor, bank: ItemBank, now: datetime
) -> None:
    item = write_item(author, bank, wording=single(), now=now)
    edit_item(colleague, item, wording=single(key="b"), expected_version=1, now=now)
    with pytest.raises(Refused):
        edit_item(author, item, wording=single(key="c"), expected_version=1, now=now)
    item.refresh_from_db()
    assert item.key == "b"


def test_a_retired_question_is_not_edited(author: Actor, bank: ItemBank, now: datetime) -> None:
    item = write_item(author, bank, wording=single(), now=now)
    Item.objects.filter(pk=item.pk).update(state="retired")
    with pytest.raises(Refused):
        edit_item(author, item, wording=single(key="b"), now=now)


def test_every_change_gives_the_bank_its_next_version(author: Actor, bank: ItemBank, now: datetime) -> None:
    versions = []
    item = write_item(author, bank, wording=single(), now=now)
    for step in (lambda: edit_item(author, item, wording=single(key="b"), now=now), lambda: None):
        bank.refresh_from_db()
        versions.append(bank.version)
        step()
    assert versions == [2, 3]


def test_a_picture_needs_words_in_every_language_the_question_has(
    author: Actor, bank: ItemBank, now: datetime
) -> None:
    item = write_item(author, bank, wording=single(), now=now)
    with pytest.raises(Refused) as refused:
        add_media(author, item, data=PNG, alt={"en": "A table"}, now=now)
    assert refused.value.field == "alt_es"
    media = add_media(author, item, data=PNG, alt={"en": "A table", "es": "Una tabla"}, now=now)
    assert (media.name, media.content_type, bytes(media.data)) == ("media-1.png", "image/png", PNG)
    item.refresh_from_db()
    assert item.version == 2
    remove_media(author, media, now=now)
    item.refresh_from_db()
    assert (item.version, item.media.count()) == (3, 0)


@pytest.mark.parametrize(
    "data", [b"", b"<svg onload='x()'/>", b"MZ" + bytes(50), PNG + bytes(9 * 1024 * 1024)]
)
def test_what_is_no_picture_sound_or_film_is_refused(
    author: Actor, bank: ItemBank, now: datetime, data: bytes
) -> None:
    item = write_item(author, bank, wording=single(), now=now)
    with pytest.raises(Refused) as refused:
        add_media(author, item, data=data, alt={"en": "A", "es": "B"}, now=now)
    assert refused.value.field == "file"


def test_a_changed_picture_sends_an_approved_question_back_to_a_reader(
    author: Actor, colleague: Actor, bank: ItemBank, now: datetime
) -> None:
    item = write_item(author, bank, wording=single(), now=now)
    approve_item(colleague, submit_item(author, item, now=now), now=now)
    add_media(author, item, data=PNG, alt={"en": "A", "es": "B"}, now=now)
    item.refresh_from_db()
    assert item.state == "in_review"

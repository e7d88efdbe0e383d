"""Loading the practice banks again and again."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Framework
from techhire.plays.assessments.actions import practice
from techhire.plays.assessments.actions.practice import load_practice
from techhire.plays.assessments.models import Assessment, CutScores, Item, ItemBank, ItemEvent
from tests.factories.skills import small_starter, starter_in_database

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()
Change = Callable[[dict[str, Any]], dict[str, Any] | None]


@pytest.fixture
def language(db: None) -> Framework:
    return small_starter()


def changing(code: str, change: Change) -> Callable[[], Iterator[dict[str, Any]]]:
    """The files, with one item as ``change`` makes it, or without it where that is nothing."""
    original = list(practice._files())

    def files() -> Iterator[dict[str, Any]]:
        for file in original:
            items = [change(item) if item["id"] == code else item for item in file["items"]]
            yield file | {"items": [item for item in items if item is not None]}

    return files


def test_every_file_becomes_an_open_test_with_its_questions(db: None, now: datetime) -> None:
    starter_in_database()
    banks = load_practice(SYSTEM, now=now)
    files = list(practice.FOLDER.glob("*.json"))
    assert {bank.skill.code for bank in banks} == {path.stem for path in files}
    assert Item.objects.count() == sum(len(json.loads(path.read_text())["items"]) for path in files)
    assert not Item.objects.exclude(state="active", guessed=True).exists()
    for bank in banks:
        assert (bank.community, bank.kind, bank.model) == (None, "practice", "1pl")
        assert bank.cuts.get().thetas == [-2, -1, 0, 1, 2]
        test = bank.tests.get()
        assert (test.state, test.min_items, test.max_items) == ("active", 8, 16)
        assert (test.seconds, test.retake_days) == (1200, 0)


def test_an_item_keeps_what_the_file_says_in_both_languages(language: Framework, now: datetime) -> None:
    load_practice(SYSTEM, now=now)
    item = Item.objects.get(code="sql-04")
    assert (item.kind, item.level, item.b, item.topic) == ("match", 1, -1.5, "statements")
    assert item.content["en"]["choices"][0] == {"id": "a", "text": "Add a new device to the list"}
    assert item.content["es"]["targets"][1] == {"id": "x", "text": "INSERT"}
    assert item.content["es"]["prompt"].startswith("Relacione")
    assert item.key == {"a": "x", "b": "z", "c": "w", "d": "y"}
    assert "SELECT id FROM tickets" in Item.objects.get(code="sql-01").program


def test_a_bank_waits_until_its_skill_is_in_the_database(language: Framework, now: datetime) -> None:
    load_practice(SYSTEM, now=now)
    assert set(ItemBank.objects.values_list("skill__code", flat=True)) == {
        "python",
        "sql",
        "spreadsheets",
        "computer-troubleshooting",
    } & {path.stem for path in practice.FOLDER.glob("*.json")}


def test_loading_again_changes_nothing_and_says_nothing(language: Framework, now: datetime) -> None:
    load_practice(SYSTEM, now=now)
    tables = (ItemBank, Item, ItemEvent, CutScores, Assessment)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    load_practice(SYSTEM, now=now + timedelta(days=1))
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    assert Fact.objects.filter(name="PracticeLoaded").count() == 1


def test_a_changed_item_is_a_new_version_and_its_old_words_are_kept(
    language: Framework, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_practice(SYSTEM, now=now)
    before = Item.objects.select_related("bank").get(code="sql-01")
    monkeypatch.setattr(practice, "_files", changing("sql-01", lambda item: item | {"key": 4, "b": -1.1}))
    load_practice(SYSTEM, now=now + timedelta(days=1))
    after = Item.objects.get(code="sql-01")
    assert (after.pk, after.version, after.key, after.b) == (before.pk, 2, 4, -1.1)
    assert Item.objects.filter(version=2).count() == 1
    event = after.events.get(before="active")
    assert (event.after, event.was["key"], event.was["b"]) == ("active", 3, -1.8)
    assert after.bank.version == before.bank.version + 1
    fact = Fact.objects.filter(name="PracticeLoaded").latest("pk")
    assert (fact.data["added"], fact.data["updated"], fact.data["retired"]) == (0, 1, 0)


def test_an_item_gone_from_the_files_is_retired_and_comes_back(
    language: Framework, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_practice(SYSTEM, now=now)
    with monkeypatch.context() as patch:
        patch.setattr(practice, "_files", changing("sql-02", lambda item: None))
        load_practice(SYSTEM, now=now)
    gone = Item.objects.get(code="sql-02")
    assert (gone.state, gone.pulled_for, gone.version) == ("retired", "replaced", 2)
    load_practice(SYSTEM, now=now)
    gone.refresh_from_db()
    assert (gone.state, gone.pulled_for, gone.version) == ("active", "", 3)


def test_settings_and_cut_scores_of_a_bank_already_there_are_left_alone(
    language: Framework, now: datetime
) -> None:
    load_practice(SYSTEM, now=now)
    Assessment.objects.update(max_items=12)
    load_practice(SYSTEM, now=now)
    assert set(Assessment.objects.values_list("max_items", flat=True)) == {12}


def test_nobody_but_the_product_loads_them(
    convener: Actor, person: Actor, visitor: Actor, now: datetime
) -> None:
    for actor in (convener, person, visitor):
        with pytest.raises(Refused):
            load_practice(actor, now=now)

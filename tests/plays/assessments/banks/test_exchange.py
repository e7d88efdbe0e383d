"""Files of items are looked at before anything is written, taken in whole, and come out as they went in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.engines.item_exchange import Choice, ExchangeItem, Media, read_package, write_package
from techhire.plays.assessments.actions.exchange import (
    clear_item_imports,
    drop_item_import,
    export_bank,
    start_item_import,
    take_items,
)
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.models import Item, ItemBank, ItemImport
from techhire.plays.assessments.queries.incoming import in_words, look_again
from tests.engines.item_exchange.samples import PNG, package, sample
from tests.plays.assessments.banks.conftest import said, single

pytestmark = pytest.mark.django_db
Look = Callable[..., ItemImport]


@pytest.fixture
def look(author: Actor, bank: ItemBank, tmp_path: Path, now: datetime) -> Look:
    """``look(bytes)`` holds a file as the page does."""

    def held(data: bytes, file_name: str = "items.zip", level: int = 3) -> ItemImport:
        path = tmp_path / f"{Item.objects.count()}-{ItemImport.objects.count()}"
        path.write_bytes(data)
        return start_item_import(author, bank, path=path, file_name=file_name, level=level, now=now)

    return held


def traveler(**more: Any) -> ExchangeItem:
    given: dict[str, Any] = {
        "identifier": "select-1",
        "title": "Reading",
        "kind": "single",
        "prompt": "Which word reads rows?",
        "choices": (Choice("a", "SELECT"), Choice("b", "DELETE")),
        "key": "a",
        "rationale": "It reads.",
        "skill_code": "sql",
        "level": 2,
    }
    return ExchangeItem(**(given | more))


def spanish(**more: Any) -> ExchangeItem:
    texts = {"prompt": "¿Qué palabra lee filas?", "rationale": "Lee.", "language": "es"}
    return traveler(**(texts | more))


def what(held: ItemImport) -> list[str]:
    return [line.what for line in look_again(held).lines]


def test_looking_writes_no_item(look: Look, bank: ItemBank) -> None:
    held = look(write_package([traveler(), traveler(identifier="select-2")]))
    assert what(held) == ["new", "new"]
    assert held.found == {"new": 2, "problems": 0}
    assert not Item.objects.exists()


def test_taking_makes_drafts_by_who_takes_them(look: Look, author: Actor, now: datetime) -> None:
    held = look(write_package([traveler(), traveler(identifier="select-2", level=None)]))
    taken = take_items(author, held, now=now)
    first, second = Item.objects.order_by("code")
    assert (first.state, first.author_id, first.level, second.level) == ("draft", author.account_id, 2, 3)
    assert first.content == {
        "en": {
            "prompt": "Which word reads rows?",
            "rationale": "It reads.",
            "choices": [{"id": "a", "text": "SELECT"}, {"id": "b", "text": "DELETE"}],
        }
    }
    assert [event.step for event in first.events.all()] == ["imported"]
    assert (taken.state, taken.path) == ("taken", "")
    assert Fact.objects.get(name="ItemsImported").data["added"] == 2
    with pytest.raises(Refused):
        take_items(author, held, now=now)


def test_the_same_file_again_changes_nothing(look: Look, author: Actor, now: datetime) -> None:
    data = write_package([traveler()])
    take_items(author, look(data), now=now)
    again = look(data)
    assert what(again) == ["same"]
    take_items(author, again, now=now)
    assert Item.objects.get().version == 1


def test_the_other_language_joins_the_item_it_translates(look: Look, author: Actor, now: datetime) -> None:
    take_items(author, look(write_package([traveler()])), now=now)
    held = look(write_package([spanish()]))
    assert what(held) == ["translation"]
    take_items(author, held, now=now)
    item = Item.objects.get()
    assert sorted(item.content) == ["en", "es"] and item.version == 2


def test_another_key_is_a_change_and_drops_the_language_it_does_not_speak_of(
    look: Look, author: Actor, now: datetime
) -> None:
    take_items(author, look(write_package([traveler()])), now=now)
    take_items(author, look(write_package([spanish()])), now=now)
    Item.objects.update(state="active")
    held = look(write_package([traveler(key="b")]))
    assert what(held) == ["changed"]
    take_items(author, held, now=now)
    item = Item.objects.get()
    assert (item.key, list(item.content), item.state) == ("b", ["en"], "in_review")


def test_a_retired_item_is_left_out(look: Look, author: Actor, now: datetime) -> None:
    take_items(author, look(write_package([traveler()])), now=now)
    Item.objects.update(state="retired")
    held = look(write_package([traveler(key="b")]))
    assert what(held) == ["left_out"] and "retired" in look_again(held).lines[0].remark
    take_items(author, held, now=now)
    assert Item.objects.get().key == "a"


def test_what_this_product_cannot_ask_is_left_out_with_the_reason(look: Look) -> None:
    many = tuple(Choice(f"c{n}", f"Choice {n}") for n in range(21))
    held = look(
        write_package(
            [
                traveler(language="fr"),
                traveler(identifier="x" * 81),
                traveler(identifier="many", choices=many, key="c0"),
                traveler(identifier="python-1", skill_code="python"),
            ]
        )
    )
    lines = look_again(held).lines
    assert [line.what for line in lines] == ["left_out", "left_out", "left_out", "new"]
    assert all(line.remark for line in lines)


def test_more_than_500_items_are_left_out(look: Look) -> None:
    held = look(write_package([traveler(identifier=f"i-{n}") for n in range(502)]))
    assert held.found == {"new": 500, "left_out": 2, "problems": 0}


def test_problems_are_told_with_file_and_line(look: Look, author: Actor, now: datetime) -> None:
    bad = sample("choice-3.0").replace("qti-choice-interaction", "qti-drawing-interaction")
    held = look(package({"good.xml": sample("choice-3.0"), "bad.xml": bad}))
    looked = look_again(held)
    (problem,) = looked.problems
    assert (problem.file, problem.line > 1) == ("bad.xml", True)
    assert in_words(problem).startswith("We do not have this kind of question")
    assert held.found == {"new": 1, "problems": 1}


@pytest.mark.parametrize("name", ["choice-3.0", "multiple-2.1", "order-2.1", "text-entry-2.1"])
def test_a_single_file_of_each_version_goes_in(look: Look, author: Actor, now: datetime, name: str) -> None:
    take_items(author, look(sample(name).encode(), f"{name}.xml"), now=now)
    assert Item.objects.get().level == 3


def test_media_is_kept_with_its_words_in_both_languages(look: Look, author: Actor, now: datetime) -> None:
    here = Media("plan.png", "image/png", PNG, "A plan")
    there = Media("plan.png", "image/png", PNG, "Un plano")
    take_items(author, look(write_package([traveler(media=(here,))])), now=now)
    take_items(author, look(write_package([spanish(media=(there,))])), now=now)
    media = Item.objects.get().media.get()
    assert (media.name, bytes(media.data)) == ("plan.png", PNG)
    assert media.alt == {"en": "A plan", "es": "Un plano"}


def test_what_goes_wrong_half_way_leaves_nothing(
    look: Look, author: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from techhire.plays.assessments.actions import exchange

    held = look(write_package([traveler(), traveler(identifier="select-2")]))
    original, calls = exchange.keep_media, []

    def breaks(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise RuntimeError("the disk is full")
        original(*given)

    monkeypatch.setattr(exchange, "keep_media", breaks)
    with pytest.raises(RuntimeError):
        take_items(author, held, now=now)
    held.refresh_from_db()
    assert not Item.objects.exists() and held.state == "looked_at"


def test_a_dropped_file_takes_nothing_in(look: Look, author: Actor, now: datetime) -> None:
    held = look(write_package([traveler()]))
    assert drop_item_import(author, held, now=now).state == "dropped"
    with pytest.raises(Refused):
        take_items(author, held, now=now)


def test_a_file_that_is_gone_is_asked_for_again(look: Look, author: Actor, now: datetime) -> None:
    held = look(write_package([traveler()]))
    Path(held.path).unlink()
    with pytest.raises(Refused, match="once more"):
        take_items(author, held, now=now)


def test_files_nobody_decided_about_are_cleared_away(look: Look, now: datetime) -> None:
    held = look(write_package([traveler()]))
    assert clear_item_imports(before=now, now=now) == 0
    assert clear_item_imports(before=now + timedelta(days=1), now=now) == 1
    held.refresh_from_db()
    assert held.state == "dropped"


def test_an_export_is_the_engines_package_and_comes_in_elsewhere_unchanged(
    look: Look, author: Actor, bank: ItemBank, now: datetime
) -> None:
    write_item(author, bank, wording=single(), code="one", now=now)
    write_item(author, bank, wording=single(kind="numeric", key=4, tolerance=0.5), code="two", now=now)
    write_item(author, bank, wording=single(content={"es": said("¿Cuál?")}), code="three", now=now)
    gone = write_item(author, bank, wording=single(), code="gone", now=now)
    Item.objects.filter(pk=gone.pk).update(state="retired")
    data = export_bank(author, bank, language="en", now=now)
    reading = read_package(data)
    assert ([item.identifier for item in reading.items], reading.problems) == (["one", "two"], ())
    assert write_package(reading.items) == data
    assert what(look(data)) == ["same", "same"]
    fact = Fact.objects.get(name="BankExported")
    assert (fact.data["items"], fact.data["language"], fact.actor_id) == (2, "en", author.account_id)
    assert len(read_package(export_bank(author, bank, language="es", now=now)).items) == 3


def test_a_language_nobody_wrote_in_is_told(author: Actor, bank: ItemBank, now: datetime) -> None:
    write_item(author, bank, wording=single(content={"en": said()}), now=now)
    with pytest.raises(Refused) as refused:
        export_bank(author, bank, language="es", now=now)
    assert refused.value.field == "language"

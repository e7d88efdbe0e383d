"""What goes out comes back the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.item_exchange import ExchangeItem, read_item, read_package, write_item, write_package
from tests.engines.item_exchange.made_up import items


@given(items())
@settings(max_examples=60)
def test_an_item_comes_back_as_it_went_out(item: ExchangeItem) -> None:
    bare = replace(item, skill_code="", level=None)
    files = {f"media/{media.name}": media.data for media in bare.media}
    assert read_item(write_item(bare), files) == bare


@given(st.lists(items(), max_size=4, unique_by=lambda item: item.identifier))
@settings(max_examples=60)
def test_a_package_comes_back_as_it_went_out(made: list[ExchangeItem]) -> None:
    reading = read_package(write_package(made))
    assert reading.items == tuple(made)
    assert not [problem for problem in reading.problems if made]
    assert {note.reason for note in reading.notes} <= {"no_alt"}


@given(items())
@settings(max_examples=30)
def test_the_same_items_give_the_same_bytes(item: ExchangeItem) -> None:
    assert write_package([item]) == write_package([replace(item)])


def test_two_items_with_one_identifier_are_not_written() -> None:
    item = ExchangeItem("a", "A", "numeric", "How many?", key=3)
    with pytest.raises(ValueError, match="same identifier"):
        write_package([item, item])

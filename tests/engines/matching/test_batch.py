"""The nightly batch gives the lists that one ranking after another gives, however people are cut up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.matching import (
    Batch,
    Filters,
    Need,
    Needs,
    People,
    Person,
    Requirement,
    merge,
    pack,
    people_from,
    rank,
    rank_batch,
    rows_of,
)
from tests.engines.matching.worlds import TABLE, crowds, needs


@st.composite
def markets(draw: st.DrawFn) -> Needs:
    """A handful of postings, some alike."""
    return Needs.of([draw(needs(posting=50 + number)) for number in range(draw(st.integers(0, 6)))])


def agree(batch: Batch, people: People, market: Needs, k: int) -> None:
    """Assert that every posting's part of the batch is its own ranking."""
    for position, need in enumerate(market.needs):
        one, rows = rank(people, need, TABLE, k), batch.of(position)
        assert batch.person_ids[rows].tolist() == one.person_ids.tolist()
        assert batch.group[rows].tolist() == one.group.tolist()
        assert batch.fit[rows].tolist() == one.fit.tolist()


@settings(max_examples=80, deadline=None)
@given(crowds(), markets(), st.integers(1, 6), st.sampled_from([3, 64]), st.integers(1, 3))
def test_the_batch_is_every_ranking_at_once(crowd, market, k, block, threads) -> None:
    people = People.build(crowd, block=block)
    agree(rank_batch(people, market, TABLE, k, threads=threads), people, market, k)


@settings(max_examples=40, deadline=None)
@given(crowds(), markets(), st.integers(1, 6))
def test_partitions_of_people_put_together_are_the_whole(crowd, market, k) -> None:
    parts = [People.build(crowd[cut::3], block=4) for cut in range(3)]
    batch = merge([rank_batch(part, market, TABLE, k) for part in parts], market, k)
    agree(batch, People.build(crowd), market, k)


@settings(max_examples=60, deadline=None)
@given(crowds(), markets(), st.integers(1, 6), st.integers(1, 4))
def test_people_sent_as_rows_in_partitions_are_the_whole(crowd, market, k, cuts) -> None:
    whole = People.build(crowd, block=4)
    parts = [people_from(rows_of(People.build(crowd[cut::cuts], block=3)), block=5) for cut in range(cuts)]
    batch = merge([rank_batch(part, market, TABLE, k) for part in parts], market, k)
    agree(batch, whole, market, k)
    again = rows_of(people_from(rows_of(whole)))
    for name, column in vars(rows_of(whole)).items():
        order, back = np.argsort(whole.ids), np.argsort(again.ids)
        if name not in {"skills", "codes"}:
            assert np.array_equal(
                column[order], getattr(again, name)[back], equal_nan=column.dtype.kind == "f"
            )
    assert np.array_equal(np.sort(rows_of(whole).codes), np.sort(again.codes))


def test_a_posting_with_too_many_equals_is_ranked_by_itself() -> None:
    twins = [Person(one, {1: pack(3, 60, 9)}, Filters(found=True)) for one in range(3000)]
    others = [Person(one, {2: pack(3, one % 100, 9)}, Filters(found=True)) for one in range(3000, 4000)]
    people = People.build([*twins, *others], block=512)
    market = Needs.of([Need(1, (Requirement(2, 2),)), Need(2, (Requirement(1, 2),))])
    agree(rank_batch(people, market, TABLE, 5, threads=2), people, market, 5)


def test_lists_of_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        rank_batch(People.build([]), Needs.of([]), TABLE, 0)

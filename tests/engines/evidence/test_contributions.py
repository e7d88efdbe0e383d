"""A person sees what every piece did."""

from datetime import date

import pytest
from hypothesis import given, settings

from techhire.engines.evidence import Standing, contributions, estimate

from .pieces import SHOWN, TODAY, claim, completion, half_lives, piles, proctored

NOW = {"as_of": TODAY, "half_life_years": 6.0}


@given(piles(), half_lives)
@settings(deadline=None)
def test_every_piece_is_told_of_once_and_in_its_order(known, half_life):
    told = contributions(known, as_of=TODAY, half_life_years=half_life)
    assert [line.piece for line in told] == known
    for position, line in enumerate(told):
        others = known[:position] + known[position + 1 :]
        assert line.without == estimate(others, as_of=TODAY, half_life_years=half_life)
        assert line.counts == (line.share > 0)


@given(piles(kinds=SHOWN, smallest=1), half_lives)
@settings(deadline=None)
def test_shares_are_a_whole(known, half_life):
    told = contributions(known, as_of=TODAY, half_life_years=half_life)
    if any(not piece.disputed for piece in known):
        assert sum(line.share for line in told) == pytest.approx(1.0)
        mean = sum(line.share * min(5.5, max(0.0, line.piece.level)) for line in told)
        assert mean <= estimate(known, as_of=TODAY, half_life_years=half_life).mean + 0.026


def test_why_a_piece_does_not_count_is_named():
    told = contributions([claim(4.0), proctored(3.0), completion(2.0, disputed=True)], **NOW)
    assert [line.standing for line in told] == [
        Standing.SUPERSEDED_BY_EVIDENCE,
        Standing.COUNTS,
        Standing.DISPUTED,
    ]


def test_an_earlier_claim_is_a_repeated_one():
    told = contributions([claim(4.0, at=date(2025, 1, 1)), claim(2.0)], **NOW)
    assert [line.standing for line in told] == [Standing.REPEATED_CLAIM, Standing.COUNTS]
    assert 0 < told[1].share < 1


def test_the_same_claim_twice_counts_in_one_place():
    same = claim(3.0)
    assert [line.standing for line in contributions([same, same], **NOW)] == [
        Standing.COUNTS,
        Standing.REPEATED_CLAIM,
    ]


def test_the_same_test_twice_counts_twice():
    same = proctored(3.0)
    assert [line.share for line in contributions([same, same], **NOW)] == [0.5, 0.5]


def test_without_tells_what_disputing_would_do():
    told = contributions([proctored(2.0), proctored(4.0, source="other")], **NOW)
    assert [line.without.mean for line in told] == [4.0, 2.0]

"""Evidence becomes a level: the worked example, each rule, and an oracle that shares no code."""

from datetime import date
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.evidence import EvidenceClass, Kind, Piece, Word, decode, estimate, value, word

from . import oracle
from .pieces import TODAY, claim, completion, half_lives, piles, proctored, vouch

NOW = {"as_of": TODAY, "half_life_years": 6.0}


@pytest.mark.parametrize(
    ("piece", "chance", "said"),
    [
        (proctored(3.0), 0.91, Word.PROVEN),
        (proctored(2.6), 0.62, Word.LIKELY),
        (completion(3.0), 0.66, Word.LIKELY),
        (claim(5.0), 0.35, Word.CLAIMED),
    ],
)
def test_the_worked_example_holds_on_stored_values(piece, chance, said):
    stored = estimate([piece], **NOW)
    assert round(value(stored.code, 3), 2) == chance
    assert word(stored.code, 3) is said


def test_one_good_test_is_stored_as_mean_3_sd_036():
    stored = estimate([proctored(3.0)], **NOW)
    assert (stored.mean, round(stored.sd, 6)) == (3.0, 0.36)


def test_a_bold_claim_meets_the_prior_halfway():
    assert estimate([claim(5.0)], **NOW).mean == 2.5


def test_without_evidence_the_code_is_zero():
    assert estimate([], **NOW).code == 0


@given(piles(), half_lives, st.dates(date(2020, 1, 1), date(2031, 1, 1)))
@settings(max_examples=200, deadline=None)
def test_the_engine_agrees_with_the_oracle(pieces, half_life, as_of):
    stored = estimate(pieces, as_of=as_of, half_life_years=half_life)
    best, mean_step, sd = oracle.expected(pieces, as_of, half_life)
    assert (stored.evidence_class, stored.mean_step) == (best, mean_step)
    if sd is not None and 0.16 < sd < 2.9:
        assert abs(log(stored.sd / sd)) <= log(1.1) / 2 + 1e-6


@given(piles())
@settings(deadline=None)
def test_a_code_decodes_to_its_estimate(pieces):
    stored = estimate(pieces, **NOW)
    assert decode(stored.code) == stored
    assert 0 <= stored.code < 1 << 14


@given(piles(smallest=1))
@settings(deadline=None)
def test_a_disputed_piece_is_as_if_it_were_not_there(pieces):
    open_pieces = [piece for piece in pieces if not piece.disputed]
    assert estimate(pieces, **NOW) == estimate(open_pieces, **NOW)


def test_claims_neither_lift_nor_lower_a_test():
    alone = estimate([proctored(3.0)], **NOW)
    assert estimate([proctored(3.0), claim(0.0)], **NOW) == alone
    assert estimate([claim(5.0), proctored(3.0)], **NOW) == alone


def test_repeated_claims_count_once_and_the_latest_is_the_one():
    old, new = claim(4.0, at=date(2025, 3, 1)), claim(2.0)
    assert estimate([new, old, new], **NOW) == estimate([new], **NOW)


def test_a_source_that_repeats_itself_cannot_beat_its_own_error():
    many = [proctored(3.0, sd=0.1) for _ in range(50)]
    assert estimate(many, **NOW).sd >= 0.18
    apart = [proctored(3.0, sd=0.1, source=name) for name in "abcde"]
    assert estimate(apart, **NOW).sd < estimate(many, **NOW).sd


def test_a_completion_and_a_vouch_of_one_provider_share_an_error():
    one = [completion(3.0, "school"), vouch(3.0, "school")]
    two = [completion(3.0, "school"), vouch(3.0, "agency")]
    assert estimate(two, **NOW).sd < estimate(one, **NOW).sd


def test_an_unproctored_test_counts_less_than_a_proctored_one():
    unwatched = Piece(Kind.UNPROCTORED_TEST, 3.0, "bank", TODAY, sd=0.3)
    stored = estimate([unwatched], **NOW)
    assert stored.evidence_class is EvidenceClass.OTHER
    assert stored.sd > estimate([proctored(3.0)], **NOW).sd


@given(piles(smallest=1))
@settings(deadline=None)
def test_evidence_from_open_banks_alone_is_never_eyes_on(pieces):
    opened = [piece for piece in pieces if piece.open_bank]
    stored = estimate(opened, **NOW)
    assert stored.evidence_class < EvidenceClass.EYES_ON
    assert all(word(stored.code, level) is not Word.PROVEN for level in range(1, 6))


def test_use_on_the_job_stops_age():
    used = proctored(3.0, at=date(2014, 1, 1), last_used=TODAY)
    assert estimate([used], **NOW) == estimate([proctored(3.0)], **NOW)
    assert estimate([proctored(3.0, at=date(2014, 1, 1))], **NOW).sd > 0.36


def test_a_newer_test_weighs_more_than_an_older_one():
    stored = estimate([proctored(2.0, at=date(2014, 11, 1)), proctored(3.0)], **NOW)
    assert stored.mean == 2.8


def test_levels_outside_the_scale_are_moved_onto_it():
    assert estimate([proctored(9.0)], **NOW).mean == 5.5
    assert estimate([proctored(-3.0)], **NOW).mean == 0.0


def test_an_estimate_is_dated_to_the_first_of_its_month():
    mid = estimate([proctored(3.0, at=date(2020, 5, 5))], as_of=date(2026, 11, 22), half_life_years=6.0)
    assert mid.as_of == date(2026, 11, 1)
    assert mid == estimate([proctored(3.0, at=date(2020, 5, 5))], **NOW)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Piece(Kind.PROCTORED_TEST, 3.0, "bank", TODAY),
        lambda: Piece(Kind.PROCTORED_TEST, 3.0, "bank", TODAY, sd=0.0),
        lambda: Piece(Kind.CLAIM, 3.0, "me", TODAY, sd=0.3),
        lambda: Piece(Kind.CLAIM, float("nan"), "me", TODAY),
        lambda: estimate([claim(3.0)], as_of=TODAY, half_life_years=0),
        lambda: decode(127 << 5),
        lambda: decode(1 << 14),
        lambda: decode(-1),
    ],
)
def test_what_makes_no_sense_is_refused(make):
    with pytest.raises(ValueError):
        make()

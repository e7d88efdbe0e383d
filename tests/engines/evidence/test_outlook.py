"""What a test, a course or a confirmed claim would change, told as a chance."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.evidence import (
    EvidenceClass,
    Word,
    after_completion_at,
    after_test_at,
    estimate,
    if_confirmed,
    value,
    what_a_test_would_do,
)

from .pieces import TODAY, claim, completion, piles, proctored

NOW = {"as_of": TODAY, "half_life_years": 6.0}


@given(piles(), st.integers(1, 5))
@settings(max_examples=25, deadline=None)
def test_chances_are_a_whole_and_outcomes_are_stored_estimates(known, required):
    told = what_a_test_would_do(known, required, **NOW, points=31)
    assert sum(outcome.chance for outcome in told.outcomes) == pytest.approx(1.0)
    assert len({outcome.after.code for outcome in told.outcomes}) == len(told.outcomes)
    assert all(outcome.value == value(outcome.after.code, required) for outcome in told.outcomes)
    assert all(outcome.after.evidence_class is EvidenceClass.EYES_ON for outcome in told.outcomes)


def test_the_chance_matches_a_simulation_of_people_and_tests():
    known, random, hits, tries = [completion(3.0)], Random(7), 0, 4000
    before = estimate(known, **NOW)
    for _ in range(tries):
        truth = random.gauss(before.mean, before.sd)
        after = after_test_at(known, random.gauss(truth, 0.36), **NOW)
        hits += value(after.code, 3) >= 0.8
    told = what_a_test_would_do(known, 3, **NOW)
    assert told.chance_of(Word.PROVEN) == pytest.approx(hits / tries, abs=0.03)


def test_a_test_can_also_lower_and_the_outlook_says_how_likely_that_is():
    told = what_a_test_would_do([completion(3.0)], 3, **NOW)
    assert 0.2 < told.chance_of_lower < 0.6
    assert told.chance_of(*Word) == pytest.approx(1.0)


def test_on_average_a_test_changes_little_for_a_person_already_tested():
    told = what_a_test_would_do([proctored(3.0)], 3, **NOW)
    assert told.expected_value == pytest.approx(told.value_before, abs=0.03)


def test_a_person_with_nothing_is_judged_from_what_is_assumed_of_anyone():
    told = what_a_test_would_do([], 1, **NOW)
    assert told.value_before == 0.0
    assert told.chance_of(Word.PROVEN, Word.LIKELY) == pytest.approx(0.79, abs=0.03)


def test_a_confirmed_claim_is_a_test_at_its_level():
    assert if_confirmed([claim(3.0)], **NOW) == estimate([proctored(3.0)], **NOW)


def test_confirming_changes_nothing_where_there_is_evidence_or_nothing():
    assert if_confirmed([claim(5.0), completion(2.0)], **NOW) == estimate([completion(2.0)], **NOW)
    assert if_confirmed([claim(5.0, disputed=True)], **NOW).code == 0


def test_a_course_lifts_a_claim_to_other_evidence():
    assert after_completion_at([claim(3.0)], 3, **NOW) == estimate([completion(3.0)], **NOW)

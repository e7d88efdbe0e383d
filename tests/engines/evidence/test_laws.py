"""The laws of the evidence model, on the stored estimate."""

from dataclasses import replace
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from techhire.engines.evidence import EvidenceClass, Kind, Word, estimate, value, word

from . import oracle
from .pieces import SHOWN, TODAY, days, half_lives, levels, pieces, piles, proctored

required_levels = st.integers(1, 5)
above = st.just(0.0) | st.floats(0, 2)
today = st.just(TODAY)
later = st.dates(TODAY, date(2060, 1, 1))
RANK = {Word.NOT_YET_SHOWN: 0, Word.CLAIMED: 1, Word.LIKELY: 2, Word.PROVEN: 3}


@given(
    required_levels,
    st.floats(-0.5, 0.5),
    st.floats(0.05, 1.5),
    days,
    half_lives,
    piles(kinds=(Kind.CLAIM,)),
    piles(kinds=(Kind.CLAIM,)),
)
@settings(deadline=None)
def test_a_proctored_result_in_the_band_counts_more_than_anyones_claims(
    required, offset, error, at, half_life, own, others
):
    test = proctored(required + offset, sd=error, at=at)
    tested = estimate([test, *own], as_of=TODAY, half_life_years=half_life)
    claimed = estimate(others, as_of=TODAY, half_life_years=half_life)
    assert value(tested.code, required) >= 0.5 > 0.35 >= value(claimed.code, required)


@given(piles(kinds=SHOWN, smallest=1), pieces(kinds=SHOWN), above, half_lives, later)
@settings(max_examples=100, deadline=None)
def test_good_news_never_lowers_the_mean(known, new, above, half_life, as_of):
    before = estimate(known, as_of=as_of, half_life_years=half_life)
    own = [p.level for p in known if p.source_key == new.source_key and not p.disputed]
    better = replace(new, level=max([before.mean, *own]) + above, disputed=False)
    after = estimate([*known, better], as_of=as_of, half_life_years=half_life)
    assert after.mean_step >= before.mean_step


@given(piles(kinds=SHOWN, at=today, smallest=1), pieces(kinds=SHOWN, at=today), above)
@settings(max_examples=100, deadline=None)
def test_good_news_is_measured_against_the_combined_level_of_its_own_source(known, new, above):
    same = [p for p in known if p.source_key == new.source_key and not p.disputed]
    before = estimate(known, as_of=TODAY, half_life_years=6)
    own = oracle.mean_and_sd(same, TODAY, 6)[0] if same else 0.0
    better = replace(new, level=max(before.mean, own) + above, disputed=False)
    assert estimate([*known, better], as_of=TODAY, half_life_years=6).mean_step >= before.mean_step


@given(piles(kinds=(Kind.CLAIM,), smallest=1), pieces(kinds=(Kind.CLAIM,)), above, half_lives)
@settings(deadline=None)
def test_a_claim_as_high_as_the_mean_and_the_claims_before_never_lowers_the_mean(
    known, new, above, half_life
):
    before = estimate(known, as_of=TODAY, half_life_years=half_life)
    level = max([before.mean, *(p.level for p in known if not p.disputed)]) + above
    better = replace(new, level=level, disputed=False)
    after = estimate([*known, better], as_of=TODAY, half_life_years=half_life)
    assert after.mean_step >= before.mean_step


@given(piles(smallest=1), pieces(kinds=SHOWN), above, half_lives)
@settings(deadline=None)
def test_the_first_evidence_at_or_above_what_was_claimed_never_lowers_the_mean(known, new, above, half_life):
    claims = [p for p in known if p.kind is Kind.CLAIM]
    before = estimate(claims, as_of=TODAY, half_life_years=half_life)
    better = replace(new, level=before.mean + above, disputed=False)
    after = estimate([*claims, better], as_of=TODAY, half_life_years=half_life)
    assert after.mean_step >= before.mean_step


@given(required_levels, piles(), half_lives)
@settings(deadline=None)
def test_without_evidence_a_skill_contributes_exactly_nothing(required, known, half_life):
    nothing = [p for p in known if p.disputed]
    stored = estimate(nothing, as_of=TODAY, half_life_years=half_life)
    assert value(stored.code, required) == 0.0
    assert word(stored.code, required) is Word.NOT_YET_SHOWN


@given(required_levels, piles(kinds=(Kind.CLAIM,)), half_lives)
@settings(deadline=None)
def test_claims_only_contribute_at_most_a_cap_and_say_claimed(required, claims, half_life):
    assume(any(not p.disputed for p in claims))
    stored = estimate(claims, as_of=TODAY, half_life_years=half_life)
    assert stored.evidence_class is EvidenceClass.CLAIMS
    assert 0 < value(stored.code, required) <= 0.35
    assert word(stored.code, required) is Word.CLAIMED


@given(piles(), st.randoms(use_true_random=False), half_lives)
@settings(deadline=None)
def test_the_order_of_evidence_does_not_matter(known, random, half_life):
    shuffled = random.sample(known, len(known))
    first = estimate(known, as_of=TODAY, half_life_years=half_life)
    assert estimate(shuffled, as_of=TODAY, half_life_years=half_life) == first


@given(piles(smallest=1), half_lives, later, later, required_levels)
@settings(max_examples=80, deadline=None)
def test_age_alone_never_takes_a_word_below_likely(known, half_life, one, other, required):
    soon, late = sorted([one, other])
    now = estimate(known, as_of=soon, half_life_years=half_life)
    then = estimate(known, as_of=late, half_life_years=half_life)
    assert then.evidence_class == now.evidence_class
    if word(now.code, required).is_met:
        assert word(then.code, required).is_met


@given(piles(kinds=SHOWN, smallest=1), half_lives, later, required_levels)
@settings(max_examples=80, deadline=None)
def test_aged_evidence_keeps_likely_where_the_same_evidence_without_age_had_it(
    known, half_life, as_of, required
):
    ageless = estimate(known, as_of=as_of, half_life_years=float("inf"))
    aged = estimate(known, as_of=as_of, half_life_years=half_life)
    if word(ageless.code, required).is_met:
        assert word(aged.code, required).is_met


@given(levels, days, half_lives, later, later)
@settings(deadline=None)
def test_age_widens_the_sd_of_a_test(level, at, half_life, one, other):
    soon, late = sorted([one, other])
    test = proctored(level, at=at)
    assert (
        estimate([test], as_of=soon, half_life_years=half_life).sd_step
        <= estimate([test], as_of=late, half_life_years=half_life).sd_step
    )


@given(piles(), required_levels)
@settings(deadline=None)
def test_a_lower_requirement_is_never_harder(known, required):
    assume(required > 1)
    stored = estimate(known, as_of=TODAY, half_life_years=6)
    assert value(stored.code, required - 1) >= value(stored.code, required)
    assert RANK[word(stored.code, required - 1)] >= RANK[word(stored.code, required)]

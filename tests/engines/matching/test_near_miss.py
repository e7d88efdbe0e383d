"""The nearest step is found by trying every one, and only faster."""

from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.matching import Need, Needs, Program, Requirement, Sight, fit_one, near_miss, pack
from tests.engines.matching.worlds import SKILLS, TABLE, codes, needs


def proctored(skill: int, level: int) -> int:
    """The code after a proctored test at a level: mean at the level, uncertainty near 0.36."""
    return pack(3, 20 * level, 9)


def open_postings(own: dict[int, int], postings: list[Need], threshold: float) -> set[int]:
    """Postings in which a person lacks no essential and has the fit, one by one."""
    ones = {need.posting: fit_one(own, need, TABLE) for need in postings}
    return {posting for posting, one in ones.items() if one.unmet == 0 and one.fit >= threshold}


@st.composite
def markets(draw: st.DrawFn) -> list[Need]:
    """A handful of postings."""
    return [draw(needs(posting=100 + number)) for number in range(draw(st.integers(0, 8)))]


knowledge = st.dictionaries(st.sampled_from(SKILLS), codes(), max_size=5)


@settings(max_examples=50, deadline=None)
@given(knowledge, markets())
def test_every_posting_is_seen_as_on_its_own_page(own, postings) -> None:
    standing = Sight(Needs.of(postings), TABLE).standing(own)
    for row, need in enumerate(postings):
        one = fit_one(own, need, TABLE)
        assert (standing.fit[row], standing.unmet[row], standing.group[row]) == (
            one.fit,
            one.unmet,
            one.group,
        )


@settings(max_examples=50, deadline=None)
@given(knowledge, markets(), st.sampled_from([0.3, 0.6, 0.9]))
def test_the_steps_are_those_that_trying_everything_finds(own, postings, threshold) -> None:
    sight = Sight(Needs.of(postings), TABLE)
    outlook = near_miss(own, sight, threshold, raise_code=proctored)
    before = open_postings(own, postings, threshold)
    assert set(outlook.open_now) == before
    naive = {}
    for skill, level in {(r.skill, r.level) for need in postings for r in need.counted}:
        after = open_postings({**own, skill: proctored(skill, level)}, postings, threshold)
        if len(after) > len(before):
            naive[skill, level] = (len(after) - len(before), after - before)
    found = {(s.option.skill, s.option.level): (s.gain, set(s.opened)) for s in outlook.raises}
    assert found == naive


@settings(max_examples=40, deadline=None)
@given(knowledge, markets(), knowledge)
def test_a_program_counts_what_it_opens_and_who_moves_up(own, postings, taught) -> None:
    outlook = near_miss(
        own, Sight(Needs.of(postings), TABLE), 0.6, raise_code=proctored, programs=[Program(5, taught)]
    )
    with_it = {**own, **taught}
    before, after = open_postings(own, postings, 0.6), open_postings(with_it, postings, 0.6)
    up = {n.posting for n in postings if fit_one(with_it, n, TABLE).group < fit_one(own, n, TABLE).group}
    gain = len(after) - len(before)
    if gain <= 0 and not up - (after - before):
        assert outlook.programs == ()
    else:
        (step,) = outlook.programs
        assert (step.gain, set(step.opened)) == (gain, after - before)
        assert set(step.moved_up) == up - (after - before)


def test_the_step_that_opens_most_comes_first() -> None:
    postings = [Need(p, (Requirement(1, 2), Requirement(2 + p % 3 // 2, 2))) for p in range(1, 7)]
    outlook = near_miss({1: proctored(1, 2)}, Sight(Needs.of(postings), TABLE), raise_code=proctored)
    assert [(step.option.skill, step.gain) for step in outlook.raises] == [(2, 4), (3, 2)]
    assert outlook.raises[1].opened == (2, 5)


def test_a_claim_confirmed_opens_what_the_claim_does_not() -> None:
    postings = [Need(1, (Requirement(1, 2), Requirement(2, 2)))]
    sight = Sight(Needs.of(postings), TABLE)
    claims = {1: pack(1, 40, 20), 2: pack(1, 40, 20)}
    confirmed = {1: proctored(1, 2), 2: proctored(2, 2)}
    assert near_miss(claims, sight, raise_code=proctored).raises == ()
    assert near_miss(confirmed, sight, raise_code=proctored).open_now == (1,)


def test_the_caller_is_asked_only_about_skills_that_may_open_something() -> None:
    hopeless = Need(1, tuple(Requirement(skill, 3) for skill in range(10, 16)))
    near = Need(2, (Requirement(1, 2), Requirement(2, 2)))
    asked = []

    def code(skill: int, level: int) -> int:
        asked.append((skill, level))
        return proctored(skill, level)

    near_miss({1: proctored(1, 2)}, Sight(Needs.of([hopeless, near]), TABLE), raise_code=code)
    assert asked == [(2, 2)]


def test_skills_no_posting_asks_for_change_nothing() -> None:
    sight = Sight(Needs.of([Need(1, (Requirement(1, 2),))]), TABLE)
    outlook = near_miss({}, sight, raise_code=proctored, programs=[Program(1, {99: proctored(99, 3)})])
    assert outlook.programs == ()

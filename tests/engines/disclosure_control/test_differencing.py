"""Counts over subsets and over time are checked against what is out already."""

from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.disclosure_control import Figure, GuardReason, is_safe_next, judge_next


def people(*spans):
    return frozenset(person for low, high in spans for person in range(low, high))


def figure(name, *spans):
    return Figure(name, people(*spans))


ALL = figure("all", (0, 100))


def test_a_first_count_of_ten_is_safe_and_of_nine_is_not():
    assert is_safe_next([], figure("ten", (0, 10)))
    assert judge_next([], figure("nine", (0, 9))).reason is GuardReason.SMALL


def test_a_subset_that_leaves_out_a_few_is_refused_and_one_that_leaves_out_ten_is_not():
    assert judge_next([ALL], figure("without five", (5, 100))).reason is GuardReason.DIFFERENCE
    assert is_safe_next([ALL], figure("without ten", (10, 100)))


def test_the_order_of_the_two_does_not_save_the_few():
    assert not is_safe_next([figure("part", (5, 100))], ALL)


def test_three_counts_that_together_isolate_a_few_are_refused():
    parts = [ALL, figure("first", (0, 47))]
    assert is_safe_next([ALL], parts[1])
    assert judge_next(parts, figure("second", (50, 100))).reason is GuardReason.DIFFERENCE


def test_four_counts_that_together_isolate_a_few_are_refused():
    out = [ALL, figure("a", (0, 30)), figure("b", (30, 60))]
    assert not is_safe_next(out, figure("c", (60, 96)))
    assert is_safe_next(out, figure("c", (60, 88)))


def test_the_same_question_waits_until_ten_have_changed():
    yesterday = figure("help desk", (0, 50))
    assert judge_next([yesterday], figure("help desk", (0, 51))).reason is GuardReason.CHANGED_BY_FEW
    assert judge_next([yesterday], figure("help desk", (1, 51))).reason is GuardReason.CHANGED_BY_FEW
    assert is_safe_next([yesterday], figure("help desk", (0, 60)))


def test_saying_again_what_was_said_is_safe():
    assert is_safe_next([ALL], figure("all", (0, 100)))
    assert is_safe_next([ALL], figure("all in other words", (0, 100)))


def test_overlapping_counts_that_isolate_nobody_are_safe():
    assert is_safe_next([figure("a", (0, 60))], figure("b", (40, 100)))


def test_an_overlap_revealed_by_the_union_is_refused():
    out = [figure("a", (0, 52)), figure("b", (48, 100))]
    assert is_safe_next(out[:1], out[1])
    assert judge_next(out, ALL).reason is GuardReason.DIFFERENCE


members = st.frozensets(st.integers(0, 40), min_size=10)


@given(st.lists(members, max_size=3), members)
@settings(max_examples=60, deadline=None)
def test_whatever_was_let_through_no_difference_of_two_counts_isolates_a_few(offered, last):
    out = []
    for position, group in enumerate([*offered, last]):
        if is_safe_next(out, Figure(str(position), group)):
            out.append(Figure(str(position), group))
    for one in out:
        for other in out:
            if one.members < other.members:
                assert len(other.members) - len(one.members) >= 10


@given(st.lists(members, min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_whatever_was_let_through_no_sum_of_two_counts_isolates_a_few(offered):
    out = []
    for position, group in enumerate(offered):
        if is_safe_next(out, Figure(str(position), group)):
            out.append(Figure(str(position), group))
    if len(out) == 3:
        for whole in out:
            first, second = (figure.members for figure in out if figure is not whole)
            if not first & second and first | second < whole.members:
                assert len(whole.members) - len(first | second) >= 10

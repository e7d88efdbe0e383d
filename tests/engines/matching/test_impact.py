"""What a requirement costs is counted as if the posting had been written the softer way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techhire.engines.matching import (
    Filters,
    Need,
    People,
    Person,
    Requirement,
    brute_force,
    pack,
    people_by_lacks,
    people_fitting,
    requirement_impact,
)
from tests.engines.matching.worlds import TABLE, crowds, needs, overlays

FOUND = st.just(Filters(found=True)) | st.builds(Filters, found=st.booleans())


def counted(people: People, need: Need, threshold: float, **options) -> int:
    """Count in a full ranking of everybody."""
    everybody = brute_force(people, need, TABLE, 10_000, **options)
    if not need.counted:
        return everybody.counted.considered - everybody.counted.filtered
    return int(((everybody.group == 0) & (everybody.fit >= threshold)).sum())


@settings(max_examples=40, deadline=None)
@given(crowds(wish=FOUND), needs(), overlays(), st.sampled_from([0.2, 0.6]), st.integers(1, 2))
def test_each_line_counts_like_a_full_ranking_of_the_softer_posting(
    crowd, need, overlay, least, threads
) -> None:
    people = People.build(crowd, block=8)
    impact = requirement_impact(people, need, TABLE, least, overlay=overlay, threads=threads)
    assert impact.now == counted(people, need, least, overlay=overlay)
    assert people_fitting(people, need, TABLE, least, overlay=overlay, threads=threads) == impact.now
    assert [line.skill for line in impact.lines] == need.skills.tolist()
    for line, wanted in zip(impact.lines, need.counted, strict=True):
        learned = need.learned_on_the_job(wanted.skill)
        assert line.learned == counted(people, learned, least, overlay=overlay)
        if wanted.level == 1:
            assert line.lowered is None
        else:
            softer = need.with_level(wanted.skill, wanted.level - 1)
            assert line.lowered == counted(people, softer, least, overlay=overlay)


@settings(max_examples=40, deadline=None)
@given(crowds(wish=FOUND), needs(), overlays(), st.integers(1, 2))
def test_people_by_essentials_they_lack_count_like_a_full_ranking(crowd, need, overlay, threads) -> None:
    people = People.build(crowd, block=8)
    by_lacks = people_by_lacks(people, need, TABLE, overlay=overlay, threads=threads)
    everybody = brute_force(people, need, TABLE, 10_000, overlay=overlay)
    assert sum(by_lacks) == everybody.counted.considered - everybody.counted.filtered
    assert len(by_lacks) == need.essential.sum() + 1
    groups = [int((everybody.group == group).sum()) for group in range(2)]
    for lacks in range(min(len(by_lacks) - 1, 2)):
        assert by_lacks[lacks] == groups[lacks], "who shows nothing is on no list, and lacks all of them"


def test_people_stand_at_the_number_of_essentials_they_lack() -> None:
    sure = pack(3, 60, 3)
    crowd = [Person(1, {1: sure, 2: sure}, Filters(found=True)), Person(2, {1: sure}, Filters(found=True))]
    crowd += [Person(at, {}, Filters(found=True)) for at in (3, 4, 5)]
    need = Need(1, (Requirement(1, 2), Requirement(2, 2), Requirement(3, 2, essential=False)))
    assert people_by_lacks(People.build(crowd), need, TABLE) == (1, 1, 3)
    assert people_by_lacks(People.build(crowd), need, TABLE, blocked=(2,)) == (1, 0, 3)


def test_the_line_that_keeps_people_out_stands_out() -> None:
    sure = pack(3, 45, 3)
    crowd = [Person(one, {1: sure, 2: sure}, Filters(found=True)) for one in range(12)]
    impact = requirement_impact(People.build(crowd), Need(1, (Requirement(1, 2), Requirement(2, 3))), TABLE)
    assert impact.now == 0
    first, second = impact.lines
    assert (first.lowered, first.learned) == (0, 0)
    assert (second.lowered, second.learned) == (12, 12)


def test_a_single_line_learned_on_the_job_leaves_everyone_who_passes() -> None:
    crowd = [Person(one, {}, Filters(found=one > 3)) for one in range(12)]
    impact = requirement_impact(People.build(crowd), Need(1, (Requirement(1, 2),)), TABLE)
    assert (impact.now, impact.lines[0].learned) == (0, 8)


def test_blocked_people_are_in_no_count() -> None:
    sure = {1: pack(3, 60, 3)}
    crowd = [Person(one, sure, Filters(found=True)) for one in range(5)]
    need = Need(1, (Requirement(1, 2),))
    assert requirement_impact(People.build(crowd), need, TABLE, blocked=(1, 2)).now == 3


@pytest.mark.parametrize("threshold", [0, -0.1, 1.1])
def test_a_threshold_that_says_nothing_is_refused(threshold) -> None:
    with pytest.raises(ValueError, match="threshold"):
        requirement_impact(People.build([]), Need(1, ()), TABLE, threshold)

"""The published tables are here with the tests: a thousand people, and the known number right of each item."""

from tests.engines.psychometrics.published import lsat


def test_the_published_patterns_add_up_to_a_thousand_people() -> None:
    for section, occurred in ((6, 30), (7, 32)):
        patterns, people = lsat(section)
        assert patterns.shape == (occurred, 5) and people.sum() == 1000


def test_as_many_have_each_item_right_as_the_papers_say() -> None:
    patterns, people = lsat(6)
    assert (people @ patterns).tolist() == [924, 709, 553, 763, 870]
    patterns, people = lsat(7)
    assert (people @ patterns).tolist() == [828, 658, 772, 606, 843]

"""What would open a job whole, beside what a single line or a few together would."""

import pytest

from techhire.engines.disclosure_control import share_count
from techhire.plays.matches.queries import Way
from techhire.portals.layout.opening import ways_in_words

LITTLE, MUCH = Way(None, (), share_count(4)), Way(2, (), share_count(40))


@pytest.mark.parametrize(
    ("ways", "others_help", "told"),
    [
        ([LITTLE], False, ["fewer than 10"]),
        ([LITTLE], True, []),
        ([MUCH], True, ["about 40"]),
    ],
)
def test_that_nothing_helps_is_said_only_where_nothing_else_does(
    ways: list[Way], others_help: bool, told: list[str]
) -> None:
    assert [way["count"] for way in ways_in_words(ways, {}, others_help=others_help)] == told

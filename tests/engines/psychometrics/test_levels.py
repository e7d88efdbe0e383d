"""Cut scores: from logits to the level scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from techhire.engines.psychometrics.levels import Cuts, level_of, theta_of

CUTS = Cuts((-2.0, -1.0, 0.5, 1.0, 3.0))
abilities = some.floats(-6, 6)


@pytest.mark.parametrize(
    ("theta", "level", "sd"),
    [
        (-2.0, 0.5, 0.3),
        (-1.0, 1.5, 0.2),
        (-0.25, 2.0, 0.2),
        (0.5, 2.5, 0.6),
        (3.0, 4.5, 0.15),
        (2.0, 4.0, 0.15),
    ],
)
def test_a_cut_is_where_a_level_begins(theta: float, level: float, sd: float) -> None:
    assert level_of(theta, 0.3, CUTS) == pytest.approx((level, sd))


@given(abilities, abilities)
def test_more_ability_never_means_a_lower_level(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= level_of(low, 0.3, CUTS)[0] <= level_of(high, 0.3, CUTS)[0] <= 5.5


@given(some.floats(-4, 3.9))
def test_a_level_leads_back_to_its_ability(theta: float) -> None:
    level, sd = level_of(theta, 0.3, CUTS)
    if 0 < level < 5.5:
        assert theta_of(level, sd, CUTS) == pytest.approx((theta, 0.3))


def test_a_level_that_is_no_number_has_no_ability() -> None:
    with pytest.raises(ValueError, match="a level"):
        theta_of(float("nan"), 0.3, CUTS)


@pytest.mark.parametrize(
    "thetas", [(1, 2, 3, 4), (0, 1, 1, 2, 3), (3, 2, 1, 0, -1), (0, 1, 2, 3, float("inf"))]
)
def test_cuts_that_do_not_rise_are_refused(thetas: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="cut score"):
        Cuts(thetas)


def test_an_ability_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="ability"):
        level_of(float("nan"), 0.3, CUTS)

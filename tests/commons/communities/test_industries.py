"""Sectors of NAICS 2022 by the first digits of a code."""

import pytest
from django.utils import translation

from techhire.commons.communities.words import SECTORS, sector_of


def test_there_are_twenty_sectors_each_with_a_spanish_name() -> None:
    english = {str(name) for name in SECTORS.values()}
    with translation.override("es"):
        spanish = {str(name) for name in SECTORS.values()}
    assert len(english) == len(spanish) == 20
    assert len(english & spanish) == 0


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("622110", "Health Care and Social Assistance"),
        ("33", "Manufacturing"),
        ("99", ""),
        ("", ""),
        ("6", ""),
    ],
)
def test_a_code_is_placed_by_its_first_two_digits(code: str, name: str) -> None:
    assert sector_of(code) == name

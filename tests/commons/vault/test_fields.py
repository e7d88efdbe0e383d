"""Sealed numbers come back as the numbers they were."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from techhire.commons.vault import EncryptedFloatField, EncryptedIntegerField


@given(st.integers())
def test_a_whole_number_comes_back(number: int) -> None:
    field = EncryptedIntegerField()
    stored = field.get_prep_value(number)
    assert stored is not None and stored.startswith("gAAAA")
    assert field.from_db_value(stored, None, connection) == number


@given(st.floats(allow_nan=False))
def test_a_number_comes_back_to_the_last_bit(number: float) -> None:
    field = EncryptedFloatField()
    assert field.from_db_value(field.get_prep_value(number), None, connection) == number


def test_no_answer_stays_none_and_a_word_is_no_number() -> None:
    field = EncryptedIntegerField()
    assert field.get_prep_value(None) is None and field.from_db_value(None, None, connection) is None
    with pytest.raises(ValueError):
        field.get_prep_value("a lot")

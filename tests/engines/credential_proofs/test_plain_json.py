"""JSON from strangers is bounded, and means the same to every reader or is refused."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techhire.engines.credential_proofs import plain_json
from techhire.engines.credential_proofs.plain_json import BadJson, plain, read_object

LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | LETTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(LETTERS, JSON, max_size=4))
def test_plain_json_is_read_as_it_is(said):
    assert read_object(json.dumps(said)) == plain(said) == said


def test_the_copy_is_deep():
    said = {"a": [{"b": 1}]}
    copied = plain(said)
    copied["a"][0]["b"] = 2
    assert said == {"a": [{"b": 1}]}


def test_a_whole_number_is_written_as_one():
    assert read_object('{"a": 5.0, "b": 1.5}') == {"a": 5, "b": 1.5}
    assert isinstance(read_object('{"a": 5.0}')["a"], int)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 2}', "repeated_key"),
        ('{"a": {"b": 1, "b": 1}}', "repeated_key"),
        ('{"a": NaN}', "shape"),
        ('{"a": 1e999}', "shape"),
        ('{"a": 1e21}', "shape"),
        ('{"a": ' + "9" * 5000 + "}", "shape"),
        ("[]", "shape"),
        ("", "shape"),
        (b"\xff\xfe{", "shape"),
        ('{"a": "\\ud800"}', "characters"),
        ('{"a": "\\u0000"}', "characters"),
        ('{"\\u007f": 1}', "characters"),
        ('{"a":' * 40 + "1" + "}" * 40, "too_deep"),
        ("[" * 100_000, "too_deep"),
        (json.dumps({"a": [0] * plain_json.MOST_VALUES}), "too_large"),
        (" " * (plain_json.LONGEST + 1), "too_large"),
    ],
    ids=lambda value: str(value)[:16],
)
def test_what_readers_could_see_differently_is_refused(text, code):
    with pytest.raises(BadJson, match=code):
        read_object(text)


@pytest.mark.parametrize(
    "value",
    [object(), b"a", {1}, math.nan, {1: 2}, "a" * (plain_json.LONGEST + 1)],
    ids=["object", "bytes", "set", "nan", "number as a name", "too long"],
)
def test_values_json_does_not_know_are_refused(value):
    with pytest.raises(BadJson):
        plain({"a": value})


def test_an_object_that_holds_itself_is_refused():
    said: dict[str, object] = {}
    said["a"] = said
    with pytest.raises(BadJson, match="too_deep"):
        plain(said)
